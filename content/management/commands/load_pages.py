from django.core.management.base import BaseCommand

from content import standing_pages


class Command(BaseCommand):
    help = (
        "Create the standing pages (about, contact, accessibility, privacy)"
        " where they are missing."
    )

    def handle(self, *args, **options) -> None:
        self.stdout.write(
            f"created: {', '.join(standing_pages.load_pages()) or 'none, all are there'}"
        )
