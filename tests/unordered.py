"""A slice of an unordered queryset fails the test that took it.

Loaded by `tests/conftest.py`: `pytest_plugins = ["tests.unordered"]`. Which rows stand on a page of
an unordered list is the database's whim: SQLite tells them in the order of their keys and the
production engine does not. Django's paginator warns of it, and every warning is an error in our
suite; this does the same for slices and places, `found[:6]` and `found[0]`.
"""

import functools
import sys
from pathlib import Path

import pytest
from django.db.models import QuerySet

ROOT = Path(__file__).parent.parent
#: what was taken from unordered querysets since the last test
TAKEN: list[str] = []


def asked_from() -> str:
    """The line of our code that took the slice; "" when a library took it for itself."""
    frame = sys._getframe(2)
    path = Path(frame.f_code.co_filename)
    if (
        not path.is_relative_to(ROOT)
        or ".venv" in path.parts
        or "site-packages" in path.parts
    ):
        return ""
    return f"{path.relative_to(ROOT).as_posix()}:{frame.f_lineno}"


def is_by_chance(queryset: QuerySet) -> bool:
    """Whether the database chooses which rows come first: not of rows that are here already."""
    return queryset._result_cache is None and not queryset.ordered


def install() -> None:
    original = QuerySet.__getitem__

    @functools.wraps(original)
    def taken(self, place):
        if is_by_chance(self) and (where := asked_from()):
            TAKEN.append(
                f"{where}: [{place}] of unordered {self.model.__name__}"
            )
        return original(self, place)

    QuerySet.__getitem__ = taken


install()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    try:
        result = yield
    finally:
        taken = sorted(set(TAKEN))
        TAKEN.clear()
    if taken:
        pytest.fail(
            "\n".join(["unordered:", *(f"  {line}" for line in taken)]),
            pytrace=False,
        )
    return result
