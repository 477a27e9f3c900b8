from django.core.management.base import BaseCommand

from mailing import outbox
from mailing.models import Letter


class Command(BaseCommand):
    help = "Send the letters that are still waiting (run it every few minutes)."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--tries",
            type=int,
            default=10,
            help="give a letter up after so many",
        )

    def handle(self, *args, tries: int, **options) -> None:
        waiting = Letter.objects.filter(sent_at=None, tries__lt=tries).order_by(
            "created_at"
        )
        sent = [
            outbox.send_letter(letter)
            for letter in waiting.values_list("pk", flat=True)
        ]
        self.stdout.write(
            f"{sum(sent)} sent, {len(sent) - sum(sent)} still waiting"
        )
