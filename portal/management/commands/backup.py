import time

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from core.timed_commands import TimedCommand
from portal.backups import making, retention, store


class Command(TimedCommand):
    help = (
        "Keep rows and files of this moment; delete backups that are too old."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--plain",
            action="store_true",
            help="not encrypted: for a place that is as private as the server",
        )

    def handle(self, *args, plain: bool, **options) -> None:
        if not settings.BACKUP_RECIPIENT and not plain:
            raise CommandError(
                "BACKUP_RECIPIENT is not set: the public key (age1…) to which backups are"
                " encrypted. Say --plain to leave them readable."
            )
        began = time.monotonic()
        kept = store.open_store()
        name = making.make_backup(kept)
        gone, objects = retention.forget_old_backups(kept, timezone.localdate())
        self.stdout.write(
            f"{name}: {kept.written} new objects in {time.monotonic() - began:.1f} s;"
            f" {gone} old backups and {objects} objects deleted"
        )
