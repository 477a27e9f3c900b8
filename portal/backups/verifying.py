"""Whether a backup could be brought back: each object as it was written, and the whole restored
elsewhere.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings

from portal.backups.retention import backup_entries
from portal.backups.store import Damaged, Store

MANAGE = settings.BASE_DIR / "manage.py"


def object_faults(store: Store, name: str) -> list[str]:
    """What is missing or was changed, by the hashes of the manifest; needs no key."""
    try:
        manifest = store.read_manifest(name)
    except Damaged as error:
        return [str(error)]
    faults = []
    for entry in backup_entries(manifest):
        try:
            store.check(entry)
        except Damaged as error:
            faults.append(str(error))
    return faults


def _run(*command: str, folder: Path) -> subprocess.CompletedProcess:
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{folder}/drill.sqlite3",
        "VAR_DIR": str(folder / "var"),
        "BACKUP_DIR": str(settings.BACKUP_DIR),
        "FILES_BUCKET": "",  # never into the bucket that is in use
        "DATABASE_POOLED": "",
    }
    return subprocess.run(  # noqa: S603 - our own commands
        [sys.executable, str(MANAGE), *command],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def drill_faults(name: str) -> list[str]:
    """Bring the backup back into a place of its own, on SQLite, and ask its records."""
    with tempfile.TemporaryDirectory(prefix="drill") as place:
        for command in (("restore", name), ("verify_journal",)):
            done = _run(*command, folder=Path(place))
            if done.returncode:
                last = (done.stderr or done.stdout).strip().splitlines()
                return [f"{command[0]}: {' / '.join(last[-3:])}"]
    return []
