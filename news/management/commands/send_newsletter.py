from django.core.management.base import BaseCommand
from tqdm import tqdm

from news import newsletter
from news.models import Digest


class Command(BaseCommand):
    help = (
        "Send approved newsletters that have not gone out whole; "
        "may be repeated, nobody gets one twice."
    )

    def handle(self, *args, **options) -> None:
        for digest in tqdm(
            Digest.objects.filter(approved_at__isnull=False, sent_at=None),
            disable=None,
        ):
            self.stdout.write(
                f"{digest}: {newsletter.send_digest(digest)} letters"
            )
