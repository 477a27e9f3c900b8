from core.timed_commands import TimedCommand
from portal.desks.site_alerts import warn_administrators


class Command(TimedCommand):
    help = (
        "Tell administrators by letter what is wrong with the site, once a day."
    )

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{warn_administrators()} letters")
