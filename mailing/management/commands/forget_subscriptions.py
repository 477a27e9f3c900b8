from django.core.management.base import BaseCommand

from mailing import subscribing


class Command(BaseCommand):
    help = "Delete subscriptions never confirmed or dead, and the letters that they brought."

    def handle(self, *args, **options) -> None:
        for name, count in subscribing.forget_old().items():
            self.stdout.write(f"{name}: {count}")
