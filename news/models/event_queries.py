import datetime as dt

from django.db import models
from django.utils import timezone

from content.models import ContentQuerySet


class EventQuerySet(ContentQuerySet):
    def upcoming(
        self,
        now=None,
    ):
        return self.filter(ends_at__gte=now or timezone.now()).order_by(
            "starts_at", "pk"
        )

    def past(
        self,
        now=None,
    ):
        return self.filter(ends_at__lt=now or timezone.now()).order_by(
            "-starts_at", "-pk"
        )

    def upcoming_once(
        self,
        now=None,
    ):
        """Of each series the next alone, and those before it that are cancelled."""
        now = now or timezone.now()
        nearer = self.model._default_manager.published(now).filter(
            series=models.OuterRef("series"),
            starts_at__lt=models.OuterRef("starts_at"),
            ends_at__gte=now,
            is_cancelled=False,
        )
        return self.upcoming(now).exclude(models.Exists(nearer))

    def past_once(
        self,
        now=None,
    ):
        """Of each series the last that was held."""
        now = now or timezone.now()
        later = self.model._default_manager.published(now).filter(
            series=models.OuterRef("series"),
            starts_at__gt=models.OuterRef("starts_at"),
            ends_at__lt=now,
        )
        return self.past(now).exclude(models.Exists(later))

    def between(
        self,
        first: dt.datetime,
        last: dt.datetime,
    ):
        """Those of which some part lies in the span."""
        return self.filter(starts_at__lt=last, ends_at__gte=first).order_by(
            "starts_at", "pk"
        )
