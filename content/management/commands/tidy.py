from django.core.management.base import BaseCommand

from accounts import form_keys
from content import working_copies


class Command(BaseCommand):
    help = "Delete working copies that nobody has opened for a month, and used keys of forms."

    def handle(self, *args, **options) -> None:
        self.stdout.write(
            f"{working_copies.drop_old_copies()} working copies are gone."
        )
        self.stdout.write(f"{form_keys.forget_form_keys()} keys are gone.")
