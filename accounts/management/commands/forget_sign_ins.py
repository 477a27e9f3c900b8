from accounts import sign_ins
from core.timed_commands import TimedCommand


class Command(TimedCommand):
    help = "Delete sign-ins that are older than they may be kept, with their addresses."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{sign_ins.forget_sign_ins()} sign-ins are gone.")
