from django.core.management.base import BaseCommand, CommandError

from portal.backups.records import record_faults


class Command(BaseCommand):
    help = "Ask every journal, receipt and submitted file whether it agrees. Fails on any fault."

    def handle(self, *args, **options) -> None:
        if faults := record_faults():
            raise CommandError("\n".join(faults[:50]))
        self.stdout.write("Journals chain, receipts and files agree.")
