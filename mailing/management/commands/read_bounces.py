import sys
from pathlib import Path

from core.timed_commands import TimedCommand
from mailing import bounces, subscribing


class Command(TimedCommand):
    help = (
        "Count letters that came back: "
        "reports of the mail server as files, or one on standard input."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("reports", nargs="*", type=Path)

    def handle(self, *args, reports: list[Path], **options) -> None:
        texts = [path.read_bytes() for path in reports] or [
            sys.stdin.buffer.read()
        ]
        failed = [
            address
            for text in texts
            for address in bounces.failed_addresses(text)
        ]
        counted = sum(subscribing.count_bounce(address) for address in failed)
        self.stdout.write(f"{len(failed)} came back, {counted} of our readers")
