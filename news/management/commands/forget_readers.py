from django.core.management.base import BaseCommand

from news import newsletter


class Command(BaseCommand):
    help = "Delete subscriptions never confirmed, left or disabled, and old newsletter letters."

    def handle(self, *args, **options) -> None:
        for name, count in newsletter.forget().items():
            self.stdout.write(f"{name}: {count}")
