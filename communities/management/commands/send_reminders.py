from django.utils import timezone

from communities.covenant import desk
from core.timed_commands import TimedCommand


class Command(TimedCommand):
    help = "Remind communities of their duties, each stage once. A weekly timer calls this."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="say what would be sent, send nothing",
        )

    def handle(self, *args, dry_run: bool, **options) -> None:
        today = timezone.localdate()
        if dry_run:
            for owed in (
                owed for owed in desk.owed_duties(today) if owed.is_to_send
            ):
                what = f"{owed.duty.kind} due {owed.duty.due}, {owed.stage}, {owed.people} letters"
                self.stdout.write(f"{owed.community.name_en}: {what}")
            return
        sent = desk.send_due(today)
        self.stdout.write(
            f"{len(sent)} reminders, {sum(one.letters for one in sent)} letters"
        )
