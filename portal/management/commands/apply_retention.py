import logging

from django.core.management.base import CommandError

from core import retention
from core.timed_commands import TimedCommand

log = logging.getLogger(__name__)


class Command(TimedCommand):
    help = (
        "Take away what is known of people and is no longer needed, rule by rule."
        " One that fails stops no other."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="only say how many"
        )

    def handle(self, *args, dry_run: bool = False, **options) -> None:
        failed = []
        for rule in retention.RULES.all():
            try:
                count = (
                    retention.count_over(rule)
                    if dry_run
                    else retention.apply_rule(rule)
                )
            except Exception as error:  # the other rules are other people's
                log.error("%s: %s", rule.code, type(error).__name__)
                failed.append(rule.code)
                continue
            days = rule.period.days
            self.stdout.write(f"{rule.code} ({days} days): {count}")
        if failed:
            raise CommandError(f"failed: {', '.join(failed)}")
