from django.core.management import call_command
from django.core.management.base import BaseCommand

STEPS = ("roles", "load_pages", "import_register", "import_past_calls")


class Command(BaseCommand):
    help = "Give a new installation what it begins with; may be run again at any time."

    def handle(self, *args, **options) -> None:
        for step in STEPS:
            call_command(step, stdout=self.stdout)
