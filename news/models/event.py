import datetime as dt
import uuid
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from communities.models import Community, Programme
from content.models import Content, ContentQuerySet
from content.models.content import CREDIBLE
from core.text.rich_text import RichTextField
from news.models.article import Article

#: where the programmes meet: the six countries, and Brussels
ZONES = [
    ("Asia/Yerevan", _("Yerevan")),
    ("Asia/Tbilisi", _("Tbilisi")),
    ("Asia/Baku", _("Baku")),
    ("Europe/Minsk", _("Minsk")),
    ("Europe/Kyiv", _("Kyiv")),
    ("Europe/Chisinau", _("Chisinau")),
    ("Europe/Brussels", _("Brussels")),
]


class EventQuerySet(ContentQuerySet["Event"]):
    def upcoming(self, now=None):
        return self.filter(ends_at__gte=now or timezone.now()).order_by(
            "starts_at", "pk"
        )

    def past(self, now=None):
        return self.filter(ends_at__lt=now or timezone.now()).order_by(
            "-starts_at", "-pk"
        )

    def between(self, first: dt.datetime, last: dt.datetime):
        """Those of which some part lies in the span."""
        return self.filter(starts_at__lt=last, ends_at__gte=first).order_by(
            "starts_at", "pk"
        )


class Event(Content):
    """Something that happens at a time and place: a training, an energy day, an info session."""

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
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("events:detail", args=[self.slug])

    def search_date(self):
        return self.starts_at

    def calendar_id(self) -> str:
        """The UID that calendars know the event by; it never changes."""
        return f"{self.uid}@events"

    def note_change(self) -> None:
        self.sequence += 1  # calendars take a change only from a higher number

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
