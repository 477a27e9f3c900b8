"""Backups that another machine can bring back: rows, files, and a manifest that names them all."""
