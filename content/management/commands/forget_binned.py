from django.core.management.base import BaseCommand

from content import binning


class Command(BaseCommand):
    help = "Delete for good what has been in the bin for 90 days."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{binning.forget_binned()} pages are gone.")
