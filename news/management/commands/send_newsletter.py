from tqdm import tqdm

from core.timed_commands import TimedCommand
from mailing import background
from news import newsletter
from news.models import Digest


class Command(TimedCommand):
    help = (
        "Send approved newsletters that have not gone out whole; "
        "may be repeated, nobody gets one twice."
    )

    def handle(self, *args, **options) -> None:
        for digest in tqdm(
            Digest.objects.filter(approved_at__isnull=False, sent_at=None),
            disable=None,
        ):
            sent = background.do_one(newsletter.DIGESTS.code, digest.pk)
            self.stdout.write(
                f"{digest}: "
                + ("failed" if sent is None else f"{sent} letters")
            )
