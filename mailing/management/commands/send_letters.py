from django.core.management.base import BaseCommand

from mailing import outbox


class Command(BaseCommand):
    help = "Send the letters that are still waiting (run it every few minutes)."

    def handle(self, *args, **options) -> None:
        sent, waiting = outbox.send_waiting()
        self.stdout.write(f"{sent} sent, {waiting} still waiting")
