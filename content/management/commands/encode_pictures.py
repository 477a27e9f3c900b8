from tqdm import tqdm

from content import pictures
from content.models import Picture
from core.timed_commands import TimedCommand
from mailing import background


class Command(TimedCommand):
    help = "Make the copies that pictures lack; --all makes every copy anew."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--all",
            action="store_true",
            help="every picture, not only the unfinished",
        )

    def handle(self, *args, **options) -> None:
        selected = (
            Picture.objects.all()
            if options["all"]
            else Picture.objects.filter(encoded_at=None)
        )
        by_key = {str(picture.pk): picture for picture in selected}

        def make(key: str) -> bool:
            pictures.make_copies(by_key[key])
            return True

        keys = tqdm(by_key, desc="pictures", disable=None)
        made = background.do_each(pictures.COPIES.code, keys, make)
        self.stdout.write(f"{len(made)} pictures have their copies.")
