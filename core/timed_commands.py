"""Commands that a timer runs: each run is noted, so that a timer that stopped is seen."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from core.models import CommandRun


class TimedCommand(BaseCommand):
    """A command whose runs are kept: when it began, when it ended, and the kind of its error."""

    def execute(self, *args, **options):
        run, _is_new = CommandRun.objects.update_or_create(
            name=type(self).__module__.rpartition(".")[2],
            defaults={
                "began_at": timezone.now(),
                "ended_at": None,
                "error": "",
            },
        )
        try:
            result = super().execute(*args, **options)
        except Exception as error:
            run.error = type(error).__name__[:80]
            raise
        finally:
            run.ended_at = timezone.now()
            run.save(update_fields=["ended_at", "error"])
        return result
