from functools import partial

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from communities.register import loading


class Command(BaseCommand):
    help = (
        "Build or refresh the register of communities from communities/data/."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--changes",
            action="store_true",
            help="list every difference, not only counts",
        )

    def handle(self, *args, changes: bool, **options) -> None:
        report = loading.load(
            steps=lambda source: partial(
                tqdm, desc=source.file, disable=None, leave=False
            )
        )
        for change in report.changes if changes else ():
            differences = "; ".join(
                f"{name}: {old!r} → {new!r}" for name, old, new in change.values
            )
            self.stdout.write(
                f"{change.outcome} {change.model} {change.label}: {differences}"
            )
        for line in report.lines():
            self.stdout.write(line)
        if report.refused:
            files = {file for file, _line, _reason in report.refused}
            raise CommandError(
                f"Refused whole: {', '.join(sorted(files))}. The other files are in."
            )
