"""Which backups stay: every one of a fortnight, one a week for two months, one a month for a
year.
"""

import datetime as dt

from portal.backups.store import Store

DAYS, WEEKS, MONTHS = 14, 8, 12


def _day_of(name: str) -> dt.date:
    return dt.datetime.strptime(name[:8], "%Y%m%d").date()


def names_to_keep(names: list[str], today: dt.date) -> set[str]:
    """The newest of each day, week and month within its span; always the newest of all."""
    kept = set(names[-1:])
    seen: set[tuple] = set()
    for name in sorted(names, reverse=True):
        day = _day_of(name)
        age = (today - day).days
        spans = (
            (age < DAYS, ("day", name)),
            (age < WEEKS * 7, ("week", *day.isocalendar()[:2])),
            (age < MONTHS * 31, ("month", day.year, day.month)),
        )
        for is_within, span in spans:
            if is_within and span not in seen:
                seen.add(span)
                kept.add(name)
    return kept


def forget_old_backups(store: Store, today: dt.date) -> tuple[int, int]:
    """Delete what is no longer kept: how many backups, how many objects that none names."""
    names = store.manifests()
    kept = names_to_keep(names, today)
    gone = [name for name in names if name not in kept]
    for name in gone:
        store.forget(name)
    named = {
        entry["sha256"]
        for name in store.manifests()
        for entry in backup_entries(store.read_manifest(name))
    }
    unnamed = [digest for digest in store.objects() if digest not in named]
    for digest in unnamed:
        store.delete_object(digest)
    return len(gone), len(unnamed)


def backup_entries(manifest: dict) -> list[dict]:
    """Everything that a backup names, rows and files."""
    return [
        *manifest["tables"].values(),
        *(
            entry
            for files in manifest["files"].values()
            for entry in files.values()
        ),
    ]
