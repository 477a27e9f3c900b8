from django.core.management.base import BaseCommand
from tqdm import tqdm

from content import pictures
from content.models import Picture


class Command(BaseCommand):
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
        for picture in tqdm(list(selected), desc="pictures", disable=None):
            pictures.make_copies(picture)
        self.stdout.write(f"{len(selected)} pictures have their copies.")
