from content import binning
from core.timed_commands import TimedCommand


class Command(TimedCommand):
    help = "Delete for good what has been in the bin for 90 days."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{binning.forget_binned()} pages are gone.")
