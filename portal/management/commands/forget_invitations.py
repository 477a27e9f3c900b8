from core.timed_commands import TimedCommand
from portal.people import forgetting


class Command(TimedCommand):
    help = "Delete invitations that came to nothing and have been over for three months."

    def handle(self, *args, **options) -> None:
        count = forgetting.forget_invitations()
        self.stdout.write(f"{count} invitations are gone.")
