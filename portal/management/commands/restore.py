import time

from django.core.management.base import BaseCommand, CommandError

from portal.backups import restoring, store


class Command(BaseCommand):
    help = "Bring a backup (the newest) back into an empty database and empty storages."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "name", nargs="?", default="", help="as `backup` said"
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="say what would be brought back, and whether it can be",
        )

    def handle(self, *args, name: str, dry_run: bool, **options) -> None:
        kept = store.open_store()
        began = time.monotonic()
        try:
            name = kept.named_or_newest(name)
            if dry_run:
                self._say_what(kept, name)
            else:
                restoring.restore(kept, name, self.stdout.write)
        except (
            restoring.NotPossible,
            store.Damaged,
            PermissionError,
        ) as error:
            raise CommandError(str(error)) from error
        if not dry_run:
            self.stdout.write(f"{name} in {time.monotonic() - began:.1f} s")

    def _say_what(self, kept: store.Store, name: str) -> None:
        manifest = kept.read_manifest(name)
        tables, files = manifest["tables"], manifest["files"]
        self.stdout.write(
            f"{name}, made at {manifest['made_at']} on {manifest['engine']}:"
            f" {sum(one['rows'] for one in tables.values())} rows of {len(tables)} tables,"
            f" {sum(map(len, files.values()))} files"
        )
        restoring.refuse_impossible(kept, manifest)
        self.stdout.write("It can be brought back here.")
