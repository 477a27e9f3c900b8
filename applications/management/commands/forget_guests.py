from applications.office import inquiries
from core.timed_commands import TimedCommand


class Command(TimedCommand):
    help = "Delete guests' questions never confirmed, and the addresses of those answered long ago."

    def handle(self, *args, **options) -> None:
        for name, count in inquiries.forget_guests().items():
            self.stdout.write(f"{name}: {count}")
