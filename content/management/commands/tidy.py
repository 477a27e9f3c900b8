import datetime as dt

from django.utils import timezone

from accounts import form_keys
from core.keeping import changes
from core.timed_commands import TimedCommand


class Command(TimedCommand):
    help = "Delete used keys of forms and old notes of changes."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{form_keys.forget_form_keys()} keys are gone.")
        week_ago = timezone.now() - dt.timedelta(days=7)
        self.stdout.write(
            f"{changes.forget_changes(week_ago)} notes of changes are gone."
        )
