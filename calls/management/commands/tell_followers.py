from django.core.management.base import BaseCommand

from calls import following


class Command(BaseCommand):
    help = (
        "Write the day's letter to those who follow calls; "
        "addresses never confirmed go. Run it daily."
    )

    def handle(self, *args, **options) -> None:
        told, forgotten = following.tell_all(), following.forget()
        self.stdout.write(f"{told} letters, {forgotten} addresses forgotten")
