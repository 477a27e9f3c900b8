import datetime as dt
import uuid

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.models import Community, Programme
from portal.models import Content, ContentQuerySet
from portal.richtext import RichTextField
from portal.uploads import validate_image


class Topic(models.Model):
    """What an article is about; readers filter by it."""

    slug = models.SlugField(_("address"), unique=True)
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name


class ArticleQuerySet(ContentQuerySet):
    def newest(self):
        return self.order_by("-published_at", "-pk")

    def about(self, community: Community):
        return self.filter(communities=community)


class Article(Content):
    """A news item, announcement or success story."""

    KINDS = [
        ("news", _("news")),
        ("announcement", _("announcement")),
        ("success_story", _("success story")),
    ]

    kind = models.CharField(_("kind"), max_length=20, choices=KINDS, default="news")
    title = models.CharField(_("title"), max_length=300)
    lead = models.TextField(_("lead"), blank=True)
    body = RichTextField(_("text"))
    image = models.ImageField(
        _("lead picture"), upload_to="articles/%Y/", blank=True, validators=[validate_image],
        width_field="image_width", height_field="image_height",
    )  # fmt: skip
    image_width = models.PositiveIntegerField(null=True, blank=True, editable=False)
    image_height = models.PositiveIntegerField(null=True, blank=True, editable=False)
    image_alt = models.CharField(
        _("what the picture shows"), max_length=250, blank=True, help_text=_("For those who cannot see it.")
    )
    image_credit = models.CharField(_("picture by"), max_length=150, blank=True)
    is_featured = models.BooleanField(_("lead story"), default=False)
    source = models.URLField(_("source"), blank=True, max_length=300)
    topics = models.ManyToManyField(Topic, blank=True, related_name="articles", verbose_name=_("topics"))
    programmes = models.ManyToManyField(
        Programme, blank=True, related_name="articles", verbose_name=_("programmes")
    )
    communities = models.ManyToManyField(
        Community, blank=True, related_name="articles", verbose_name=_("communities")
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-published_at", "-pk"]
        indexes = [
            models.Index(
                models.F("published_at").desc(), models.F("id").desc(), name="article_published",
                condition=models.Q(published_at__isnull=False),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("news:detail", args=[self.slug])

    def clean(self) -> None:
        if self.image and not self.image_alt_hy:
            raise ValidationError({"image_alt_hy": _("Say what the picture shows.")})


#: no event of these programmes is older; a year 1 has no time in UTC
NOT_BEFORE = MinValueValidator(dt.datetime(1990, 1, 1, tzinfo=dt.UTC))


class EventQuerySet(ContentQuerySet):
    def upcoming(self, now=None):
        return self.filter(ends_at__gte=now or timezone.now()).order_by("starts_at", "pk")

    def past(self, now=None):
        return self.filter(ends_at__lt=now or timezone.now()).order_by("-starts_at", "-pk")


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

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=KINDS, default="training")
    title = models.CharField(_("title"), max_length=300)
    body = RichTextField(_("text"))
    starts_at = models.DateTimeField(_("starts at"), validators=[NOT_BEFORE])
    ends_at = models.DateTimeField(_("ends at"), validators=[NOT_BEFORE])
    is_all_day = models.BooleanField(_("all day"), default=False)
    place = models.CharField(_("place"), max_length=200, blank=True)
    online_link = models.URLField(_("online link"), blank=True)
    registration_link = models.URLField(_("registration link"), blank=True)
    is_cancelled = models.BooleanField(_("cancelled"), default=False)
    cancellation_note = models.CharField(_("why it is cancelled"), max_length=250, blank=True)
    programmes = models.ManyToManyField(
        Programme, blank=True, related_name="events", verbose_name=_("programmes")
    )
    communities = models.ManyToManyField(
        Community, blank=True, related_name="events", verbose_name=_("communities")
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="event_ends_after_it_starts",
                condition=models.Q(ends_at__gte=models.F("starts_at")),
                violation_error_message=_("The event ends before it starts."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("events:detail", args=[self.slug])

    def calendar_id(self) -> str:
        """The UID that calendars know the event by; it never changes."""
        return f"{self.uid}@events"
