from core.timed_commands import TimedCommand
from mailing import subscribing


class Command(TimedCommand):
    help = "Delete subscriptions never confirmed or dead, and the letters that they brought."

    def handle(self, *args, **options) -> None:
        for name, count in subscribing.forget_old().items():
            self.stdout.write(f"{name}: {count}")
