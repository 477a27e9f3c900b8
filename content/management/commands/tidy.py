from django.core.management.base import BaseCommand

from content import working_copies


class Command(BaseCommand):
    help = "Delete working copies that nobody has opened for a month."

    def handle(self, *args, **options) -> None:
        self.stdout.write(
            f"{working_copies.drop_old_copies()} working copies are gone."
        )
