from django.core.management.base import BaseCommand, CommandError

from communities import register


class Command(BaseCommand):
    help = "Build or refresh the register of communities from communities/data/."

    def handle(self, *args, **options) -> None:
        report = register.load()
        for line in report.lines():
            self.stdout.write(line)
        if report.refused:
            raise CommandError(f"{len(report.refused)} rows were refused; the others are in.")
