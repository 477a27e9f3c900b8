import datetime as dt
import platform
import time

from django.core.mail import send_mail
from django.core.management.base import CommandError
from django.utils import timezone

from core.timed_commands import TimedCommand
from portal.backups import store, verifying


def _age_of(kept: store.Store, name: str) -> dt.timedelta:
    made_at = dt.datetime.fromisoformat(kept.read_manifest(name)["made_at"])
    return timezone.now() - made_at


class Command(TimedCommand):
    help = (
        "Read a backup (the newest) back by its hashes and, with its key, restore it"
        " elsewhere and ask its journals, receipts and files. Fails on any fault."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "name", nargs="?", default="", help="as `backup` said"
        )
        parser.add_argument(
            "--tell",
            default="",
            metavar="ADDRESS",
            help="write there at once when it fails (on a machine that has no portal)",
        )

        parser.add_argument(
            "--max-age",
            type=int,
            metavar="DAYS",
            help="a newest backup that is older is a fault (its copying stopped)",
        )

    def handle(
        self,
        *args,
        name: str,
        tell: str = "",
        max_age: int | None = None,
        **options,
    ) -> None:
        try:
            self._verify(name, max_age)
        except Exception as error:  # a store that is silent, a key that is none
            if tell:
                send_mail(
                    "The portal's backup cannot be relied on",
                    f"{platform.node()}: {error}",
                    None,
                    [tell],
                )
            raise

    def _verify(self, name: str, max_age: int | None) -> None:
        kept = store.open_store()
        try:
            name = kept.named_or_newest(name)
            age = _age_of(kept, name)
        except store.Damaged as error:
            raise CommandError(str(error)) from error
        if max_age is not None and age > dt.timedelta(days=max_age):
            raise CommandError(f"{name} is older than {max_age} days.")
        began = time.monotonic()
        faults = verifying.object_faults(kept, name)
        may_open = not faults and (
            store.read_identity()
            or not kept.read_manifest(name)["is_encrypted"]
        )
        if may_open:
            faults = verifying.drill_faults(name)
        if faults:
            raise CommandError(
                f"{name} cannot be relied on:\n" + "\n".join(faults[:50])
            )
        took = f"{time.monotonic() - began:.1f} s"
        if may_open:
            self.stdout.write(f"{name} was restored and agrees, in {took}.")
        else:
            self.stdout.write(
                f"{name} lies there as it was written ({took}); without BACKUP_IDENTITY"
                " it was not opened."
            )
