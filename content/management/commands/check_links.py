from django.utils import timezone
from tqdm import tqdm

from content import link_check
from content.models import CheckedLink
from core.timed_commands import TimedCommand


class Command(TimedCommand):
    help = "Try every link of the published pages and report those that lead nowhere."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--ours", action="store_true", help="only links within the portal"
        )

    def handle(self, *args, **options) -> None:
        begun, known = timezone.now(), {}
        links = [
            one
            for one in link_check.all_links()
            if not options["ours"] or link_check.is_ours(one.address)
        ]
        for link in tqdm(links, desc="links", disable=None):
            if link.address not in known:  # one address may stand on many pages
                known[link.address] = link_check.problem_of(link.address)
            link_check.note_link(link, known[link.address])
        if not options["ours"]:
            CheckedLink.objects.filter(
                checked_at__lt=begun
            ).delete()  # no longer in any text
        self._report()

    def _report(self) -> None:
        broken = CheckedLink.objects.exclude(problem="").order_by(
            "broken_since"
        )
        for link in broken:
            self.stdout.write(
                f"{link.broken_since:%Y-%m-%d}  {link.address}  {link.problem}  ({link.title})"
            )
        self.stdout.write(
            f"{CheckedLink.objects.count()} links, {len(broken)} broken."
        )
