from django.core.management.base import BaseCommand

from calls import following


class Command(BaseCommand):
    help = "Write the day's letter to those who follow calls. Run it daily."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{following.tell_followers()} letters")
