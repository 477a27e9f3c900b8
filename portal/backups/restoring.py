"""Bringing a backup back into an empty place, on either engine, also onto a newer version."""

import gzip
from collections.abc import Callable
from typing import Any

from django.core.files.base import File
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from core.database.triggers import registered_triggers
from portal.backups import making, rows
from portal.backups.store import Store
from portal.privacy import erased_list

Say = Callable[[str], Any]


class NotPossible(Exception):
    """Why a backup cannot be brought back here; nothing was written."""


def refuse_impossible(store: Store, manifest: dict) -> None:
    """Raises NotPossible where something is there already, or the backup is of a newer version."""
    if connection.introspection.table_names():
        raise NotPossible("The database is not empty.")
    for place in making.PLACES:
        if next(making.files_of(storages[place]), None) is not None:
            raise NotPossible(f"There are files in the storage «{place}».")
    known = MigrationExecutor(connection).loader.disk_migrations
    unknown = [
        f"{app}.{name}"
        for app, name in manifest["migrations"]
        if (app, name) not in known
    ]
    if unknown:
        raise NotPossible(
            f"The backup is of a newer version: {', '.join(unknown)} is unknown here."
        )


def _leaves(manifest: dict) -> list[tuple[str, str]]:
    """The last migration of each app at the time of the backup."""
    graph = MigrationExecutor(connection).loader.graph
    applied = {tuple(one) for one in manifest["migrations"]}
    return [
        key
        for key in applied
        if not any(
            child.key in applied and child.key[0] == key[0]
            for child in graph.node_map[key].children
        )
    ]


def _apps_then(manifest: dict):
    """The models as they were at the time of the backup, in a database that has their tables."""
    executor = MigrationExecutor(connection)
    leaves = _leaves(manifest)
    executor.migrate(leaves)
    return executor.loader.project_state(leaves).apps


def _model_of(apps, label: str):
    """By its label; a table between two others has its model on the field that names it."""
    every = apps.get_models(include_auto_created=True)
    return next(model for model in every if model._meta.label == label)


def _load(store: Store, manifest: dict, apps) -> None:
    models = {label: _model_of(apps, label) for label in manifest["tables"]}
    for trigger in registered_triggers():
        trigger.drop(connection)
    with transaction.atomic():
        for model in models.values():
            with connection.cursor() as cursor:
                table = connection.ops.quote_name(model._meta.db_table)
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - our own name
        for label, entry in manifest["tables"].items():
            opened = store.open(entry, is_encrypted=manifest["is_encrypted"])
            with (
                opened as plain,
                gzip.GzipFile(fileobj=plain, mode="rb") as lines,
            ):
                number = rows.load_rows(models[label], lines)
            if number != entry["rows"]:
                raise NotPossible(
                    f"{label} has {number} rows, the manifest says {entry['rows']}."
                )
        rows.reset_sequences(list(models.values()))
    for trigger in registered_triggers():
        trigger.create(connection)


def _put_files(store: Store, manifest: dict) -> int:
    number = 0
    for place, files in manifest["files"].items():
        for name, entry in files.items():
            opened = store.open(entry, is_encrypted=manifest["is_encrypted"])
            with opened as plain:
                kept = storages[place].save(name, File(plain, name=name))
            if kept != name:
                raise NotPossible(f"{name} was there already.")
            number += 1
    return number


def _put_erased_list(store: Store) -> None:
    """Who was erased since that backup: the list as the later ones have it."""
    private = storages["private"]
    for name in store.manifests():
        manifest = store.read_manifest(name)
        files = manifest["files"].get("private", {})
        for path, entry in files.items():
            is_new = erased_list.is_row(path) and not private.exists(path)
            if not is_new:
                continue
            opened = store.open(entry, is_encrypted=manifest["is_encrypted"])
            with opened as plain:
                private.save(path, File(plain, name=path))


def restore(store: Store, name: str, say: Say = print) -> None:
    """Rows, then files, then what is made from them. Raises NotPossible, Damaged, PermissionError.

    What was begun and failed leaves a database to be thrown away; the files come after it.
    """
    manifest = store.read_manifest(name)
    refuse_impossible(store, manifest)
    _load(store, manifest, _apps_then(manifest))
    say(f"{sum(one['rows'] for one in manifest['tables'].values())} rows")
    say(f"{_put_files(store, manifest)} files")
    _put_erased_list(store)
    call_command("migrate", verbosity=0)
    say(f"{erased_list.erase_again()} persons were erased again")
    call_command("rebuild_search", verbosity=0)
    say("the search was made anew; everyone signs in again")
