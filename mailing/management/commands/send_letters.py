from core.timed_commands import TimedCommand
from mailing import outbox


class Command(TimedCommand):
    help = "Send the letters that are still waiting (run it every few minutes)."

    def handle(self, *args, **options) -> None:
        sent, waiting = outbox.send_waiting()
        self.stdout.write(f"{sent} sent, {waiting} still waiting")
