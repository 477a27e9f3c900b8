from tqdm import tqdm

from core.timed_commands import TimedCommand
from library import thumbnails
from mailing import background


class Command(TimedCommand):
    help = "Draw the first pages of documents that lack their picture."

    def handle(self, *args, **options) -> None:
        keys = [resource.pk for resource in thumbnails.lacking_thumbnails()]
        drawn = background.do_each(
            thumbnails.THUMBNAILS.code,
            tqdm(keys, desc="first pages", disable=None),
        )
        self.stdout.write(f"{sum(drawn)} documents have their picture.")
