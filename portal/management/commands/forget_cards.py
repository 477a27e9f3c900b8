from django.core.management.base import BaseCommand

from portal.sharing import cards


class Command(BaseCommand):
    help = "Delete the pictures of shared pages that were made long ago."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{cards.forget_cards()} pictures are gone.")
