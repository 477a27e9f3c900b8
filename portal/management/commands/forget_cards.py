from core.timed_commands import TimedCommand
from portal.sharing import cards


class Command(TimedCommand):
    help = "Delete the pictures of shared pages that were made long ago."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{cards.forget_cards()} pictures are gone.")
