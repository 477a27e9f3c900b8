"""The house rules as plain functions over a folder: each returns what it found.

`tests/test_house.py` fails on findings and `make measures` prints their numbers, so that every rule
is written once. Nothing here imports Django or the apps: the code is read, never run.
"""
