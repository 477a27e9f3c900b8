from django.core.management.base import BaseCommand

from applications.office import deadline_watch


class Command(BaseCommand):
    help = "Remind drafts, end submissions whose files never came, note closings. A timer calls it."

    def handle(self, *args, **options) -> None:
        done = deadline_watch.watch_deadlines()
        self.stdout.write(
            ", ".join(f"{name}: {number}" for name, number in done.items())
        )
