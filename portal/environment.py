"""The environment that the settings are read from, each kind of variable by one function."""

import os
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

Network = IPv4Network | IPv6Network

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.FileAwareEnv()  # NAME_FILE=/run/secrets/name is read too
env.read_env(BASE_DIR / ".env")


def env_text(name: str, default: str = "") -> str:
    """The variable NAME; an empty one counts as not given, as in a copied `.env.example`."""
    return env.str(name, "") or default


def env_number(name: str, default: int) -> int:
    return int(env_text(name, str(default)))


def env_in_languages(name: str) -> dict[str, str]:
    """The variables NAME_HY and NAME_EN, by the code of the language."""
    return {code: env_text(f"{name}_{code.upper()}") for code in ("hy", "en")}


def env_networks(name: str, default: str = "") -> list[Network]:
    """The variable NAME: networks, separated by spaces. Raises ImproperlyConfigured."""
    try:
        return [ip_network(one) for one in env_text(name, default).split()]
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}: {error}") from error


def env_prefixed(prefix: str) -> dict[str, str]:
    """Every variable that begins so, by the rest of its name; NAME_FILE is read as elsewhere."""
    names = [name for name in os.environ if name.startswith(prefix)]
    return {
        name.removeprefix(prefix): env_text(name)
        for name in (one.removesuffix("_FILE") for one in names)
    }


def env_days(prefix: str, defaults: dict[str, int]) -> dict[str, int]:
    """Periods by their names; RETENTION_LETTERS_DAYS replaces that of "letters"."""
    return {
        name: env_number(f"{prefix}_{name.upper()}_DAYS", days)
        for name, days in defaults.items()
    }


def env_flag(name: str, default: bool) -> bool:
    return env_text(name, str(default)).lower() in {"1", "true", "yes", "on"}


DEBUG = env_flag("DEBUG", False)


def env_required(name: str, advice: str, *, stand_in: str) -> str:
    """The variable NAME; with DEBUG a stand-in, without it a refusal that says what to do."""
    value = env_text(name)
    if value or DEBUG:
        return value or stand_in
    raise ImproperlyConfigured(f"{name} is not set. {advice} See .env.example.")


#: what we acknowledge must survive a power cut: FULL, not NORMAL
SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}


def env_database(name: str, folder: Path) -> dict[str, Any]:
    """The database that the variable NAME addresses; with DEBUG one of SQLite in the folder.

    DATABASE_POOLED: a pooler stands between (PgBouncer in transaction mode), which lends a
    connection for one transaction alone.
    """
    address = env_required(
        name,
        "Give a PostgreSQL address: postgres://user@127.0.0.1/portal"
        " (or sqlite:////srv/portal/db.sqlite3 for a small site).",
        stand_in=f"sqlite:///{folder / 'db.sqlite3'}",
    )
    is_pooled = env_flag("DATABASE_POOLED", False)
    database = {
        **env.db_url_config(address),
        "CONN_MAX_AGE": 0 if is_pooled else env_number("CONN_MAX_AGE", 60),
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": is_pooled,
    }
    if database["ENGINE"] == "django.db.backends.sqlite3":
        # the tests' browser server shares its database between threads
        in_tests = {"NAME": str(folder / "test.sqlite3")}
        return database | {"OPTIONS": SQLITE, "TEST": in_tests}
    return database


def env_files() -> dict[str, dict[str, Any]]:
    """STORAGES of public and private files and of backups: on this machine's disk, or in buckets.

    FILES_BUCKET and BACKUP_BUCKET name them; S3_… say where the object store is and who asks.
    """
    store = {
        "endpoint_url": env_text("S3_ENDPOINT") or None,
        "region_name": env_text("S3_REGION") or None,
        "access_key": env_text("S3_ACCESS_KEY"),
        "secret_key": env_text("S3_SECRET_KEY"),
    }
    places = {
        "default": ("DurableStorage", "ObjectStore", "FILES_BUCKET"),
        "private": ("PrivateStorage", "PrivateObjectStore", "FILES_BUCKET"),
        "backups": ("BackupStorage", "ObjectStore", "BACKUP_BUCKET"),
    }
    found: dict[str, dict[str, Any]] = {}
    for place, (on_disk, in_bucket, variable) in places.items():
        bucket = env_text(variable)
        if not bucket:
            found[place] = {"BACKEND": f"core.files.storage.{on_disk}"}
            continue
        found[place] = {
            "BACKEND": f"core.files.object_store.{in_bucket}",
            "OPTIONS": {**store, "bucket_name": bucket, "location": place},
        }
    return found


def env_caches(name: str, folder: Path) -> dict[str, dict[str, Any]]:
    """CACHES: what the variable NAME says (one process's memory where it is empty), and `pages`.

    Whole public pages (core/keeping) lie with the rest where processes share a cache, else in
    files in the folder.
    """
    default = env.cache_url_config(env_text(name, "locmemcache://"))
    if "redis" not in default["BACKEND"].lower():
        in_files = {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": folder,
            "OPTIONS": {"MAX_ENTRIES": 1000},
        }
        return {"default": default, "pages": in_files}
    default["BACKEND"] = "core.keeping.forgiving_cache.ForgivingRedisCache"
    return {"default": default, "pages": {**default, "KEY_PREFIX": "pages"}}
