from core.timed_commands import TimedCommand
from news import newsletter


class Command(TimedCommand):
    help = (
        "Make the week's newsletter from what was published; "
        "staff approve it in the administration."
    )

    def handle(self, *args, **options) -> None:
        digest = newsletter.make_digest()
        if digest is None:
            self.stdout.write(
                "Nothing was published since the last one: no newsletter is made."
            )
        else:
            self.stdout.write(
                f"Newsletter {digest}: {digest.articles.count()} articles wait for approval."
            )
