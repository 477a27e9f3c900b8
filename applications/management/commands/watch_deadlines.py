from applications.office import deadline_watch
from core.timed_commands import TimedCommand


class Command(TimedCommand):
    help = "Remind drafts, end submissions whose files never came, note closings. A timer calls it."

    def handle(self, *args, **options) -> None:
        done = deadline_watch.watch_deadlines()
        self.stdout.write(
            ", ".join(f"{name}: {number}" for name, number in done.items())
        )
