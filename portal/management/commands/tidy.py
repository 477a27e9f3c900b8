from django.core.management.base import BaseCommand

from portal import copies


class Command(BaseCommand):
    help = "Delete working copies that nobody has opened for a month."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{copies.drop_old()} working copies are gone.")
