from calls import following as call_following
from core.timed_commands import TimedCommand
from portal.town import following as town_following


class Command(TimedCommand):
    help = (
        "Write the day's letters to those who follow calls or communities."
        " Run it daily."
    )

    def handle(self, *args, **options) -> None:
        letters = [
            call_following.DAY_LETTER.tell_all(),
            town_following.DAY_LETTER.tell_all(),
        ]
        self.stdout.write(f"{sum(letters)} letters")
