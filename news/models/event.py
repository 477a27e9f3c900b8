import datetime as dt
import uuid
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from communities.models import Community, Programme
from content.models import Content
from content.models.content import CREDIBLE
from content.search.spans import respan_entries
from core.personal_data import PUBLISHED, PersonalData
from core.text.rich_text import RichTextField
from news.models.article import Article
from news.models.event_queries import EventQuerySet
from news.models.series import EventSeries
from news.models.zones import ZONES


class Event(Content):
    """Something that happens at a time and place: a training, an energy day, an info session."""

    personal_data = PersonalData(texts=PUBLISHED)

    KINDS = [
        ("training", _("training")),
        ("energy_day", _("energy day")),
        ("club_meeting", _("club meeting")),
        ("info_session", _("information session")),
        ("conference", _("conference")),
        ("workshop", _("workshop")),
    ]
    #: what a page says beside an event that is not held as planned
    NOTICES = [("cancelled", _("cancelled")), ("moved", _("moved"))]
    not_duplicated = (
        "uid",
        "sequence",
        "is_cancelled",
        "cancellation_note_hy",
        "cancellation_note_en",
        "moved_from",
        "report",
        "series",
        "occurs_on",
    )
    search_kind = "event"
    search_fields = ("place", "body", "timetable")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    kind = models.CharField(
        _("kind"), max_length=20, choices=KINDS, default="training"
    )
    title = models.CharField(_("title"), max_length=300)
    body = RichTextField(_("text"))
    timetable = RichTextField(_("timetable"), blank=True)
    starts_at = models.DateTimeField(
        _("starts at"),
        validators=CREDIBLE,
        help_text=_("Yerevan time, wherever the event is."),
    )
    ends_at = models.DateTimeField(_("ends at"), validators=CREDIBLE)
    is_all_day = models.BooleanField(_("all day"), default=False)
    zone = models.CharField(
        _("time zone of the place"),
        max_length=30,
        choices=ZONES,
        default="Asia/Yerevan",
        help_text=_(
            "If the time zone is not Yerevan, the page shows both times."
        ),
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    online_link = models.URLField(_("online link"), blank=True)
    registration_link = models.URLField(_("registration link"), blank=True)
    is_cancelled = models.BooleanField(_("cancelled"), default=False)
    cancellation_note = models.CharField(
        _("why it is cancelled"), max_length=250, blank=True
    )
    moved_from = models.DateTimeField(
        _("moved from"),
        null=True,
        blank=True,
        validators=CREDIBLE,
        help_text=_(
            "Filled in automatically when the time of a published event changes."
        ),
    )
    series = models.ForeignKey(
        EventSeries,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="events",
        verbose_name=_("series"),
    )
    occurs_on = models.DateField(
        _("day by the rule of its series"),
        null=True,
        blank=True,
        editable=False,
    )
    report = models.ForeignKey(
        Article,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="reported_events",
        verbose_name=_("article that tells how it went"),
    )
    programmes = models.ManyToManyField(
        Programme,
        blank=True,
        related_name="events",
        verbose_name=_("programmes"),
    )
    communities = models.ManyToManyField(
        Community,
        blank=True,
        related_name="events",
        verbose_name=_("communities"),
    )

    objects: ClassVar = EventQuerySet.as_manager()

    class Meta(Content.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-starts_at", "-pk"]
        indexes = [models.Index("starts_at", "ends_at", name="event_span")]
        constraints = [
            *Content.Meta.constraints,
            models.CheckConstraint(
                name="event_ends_after_it_starts",
                condition=models.Q(ends_at__gte=models.F("starts_at")),
                violation_error_message=_("The event ends before it starts."),
            ),
            models.CheckConstraint(
                name="event_of_a_series_on_its_day",
                condition=models.Q(series=None, occurs_on=None)
                | models.Q(series__isnull=False, occurs_on__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["series", "occurs_on"], name="event_once_in_a_series"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("events:detail", args=[self.slug])

    def search_date(self):
        return self.starts_at

    def search_span(self) -> tuple[dt.datetime | None, dt.datetime | None]:
        """Of a series one is found at a time: from the end of the one before to its own."""
        since, until = super().search_span()
        if since is None or self.series_id is None:
            return since, until
        held = Event.objects.filter(series=self.series_id, is_cancelled=False)
        held = held.filter(published_at__isnull=False, withdrawn_at=None)
        earlier = held.filter(starts_at__lt=self.starts_at)
        if before := earlier.order_by("-starts_at", "-pk").first():
            since = max(since, before.ends_at)
        if held.filter(starts_at__gt=self.starts_at).exists():
            until = min(until or self.ends_at, self.ends_at)
        return since, until

    def save(self, *args, **kwargs) -> None:
        super().save(*args, **kwargs)
        if self.series_id:
            _index_neighbours(self)

    @classmethod
    def note_gone(cls, things: list[Any]) -> None:
        for event in things:
            if event.series_id:
                _index_neighbours(event)

    def calendar_id(self) -> str:
        """The UID that calendars know the event by; it never changes."""
        return f"{self.uid}@events"

    def note_change(self) -> None:
        self.sequence += 1  # calendars take a change only from a higher number

    def note_move(self, earlier: dt.datetime) -> None:
        """Readers see when it was first to be held; back at that time it has not moved."""
        first = self.moved_from or earlier
        self.moved_from = first if first != self.starts_at else None

    @property
    def clock(self) -> ZoneInfo:
        """By whose clock its days begin: a whole day is one of Yerevan."""
        return ZoneInfo("Asia/Yerevan" if self.is_all_day else self.zone)

    @property
    def is_past(self) -> bool:
        return self.ends_at < timezone.now()

    @property
    def is_elsewhere(self) -> bool:
        """Whether its place keeps another time than Yerevan on that day."""
        return (
            not self.is_all_day
            and self.starts_there.utcoffset()
            != timezone.localtime(
                self.starts_at, ZoneInfo("Asia/Yerevan")
            ).utcoffset()
        )

    @property
    def starts_there(self) -> dt.datetime:
        return timezone.localtime(self.starts_at, ZoneInfo(self.zone))

    @property
    def ends_there(self) -> dt.datetime:
        return timezone.localtime(self.ends_at, ZoneInfo(self.zone))

    @property
    def local_times(self) -> str:
        """Both times by the clock of the place, with its days where they differ."""
        starts, until = self.starts_there, self.ends_there
        ends = date_format(
            until, "H:i" if starts.date() == until.date() else "DATETIME_FORMAT"
        )
        return f"{date_format(starts, 'DATETIME_FORMAT')} – {ends}"


def _index_neighbours(event: Event) -> None:
    """When they are found depends on the one between them."""
    others = Event.objects.filter(series=event.series_id).exclude(pk=event.pk)
    earlier = others.filter(starts_at__lte=event.starts_at)
    later = others.filter(starts_at__gt=event.starts_at)
    for neighbour in (
        earlier.order_by("-starts_at", "-pk").first(),
        later.order_by("starts_at", "pk").first(),
    ):
        if neighbour and neighbour.published_at:
            respan_entries(neighbour)
