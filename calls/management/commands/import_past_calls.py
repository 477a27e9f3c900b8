from django.core.management.base import BaseCommand

from calls import past_calls


class Command(BaseCommand):
    help = "Record the calls that ran before this portal, from calls/data/calls_past.json."

    def handle(self, *args, **options) -> None:
        for line in past_calls.load_past_calls().lines():
            self.stdout.write(line)
