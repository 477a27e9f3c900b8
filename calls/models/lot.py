import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from calls import states
from calls.models.call import Call
from calls.models.form import Form
from communities.models import Region
from content.models import Topic
from content.searchable import PartOfSearchable
from core.language.bilingual import text
from core.personal_data import PUBLISHED, PersonalData
from core.text.rich_text import RichTextField


def _ordered(low: str, high: str) -> models.Q:
    """low ≤ high wherever both are known."""
    return (
        models.Q(**{f"{low}__isnull": True})
        | models.Q(**{f"{high}__isnull": True})
        | models.Q(**{f"{low}__lte": models.F(high)})
    )


def _money(label, **kwargs) -> models.DecimalField:
    return models.DecimalField(
        label, max_digits=12, decimal_places=2, null=True, blank=True, **kwargs
    )


class Lot(PartOfSearchable):
    """A part of a call with its own regions or theme, money, form and closing instant."""

    personal_data = PersonalData(texts=PUBLISHED)

    search_owner = "call"

    GEOGRAPHIC, HORIZONTAL, SINGLE, PHASE, CATEGORY = (
        "geographic",
        "horizontal",
        "single",
        "phase",
        "category",
    )
    KINDS = [
        (GEOGRAPHIC, _("geographic")),
        (HORIZONTAL, _("horizontal")),
        (SINGLE, _("single")),
        (PHASE, _("phase")),
        (CATEGORY, _("category")),
    ]

    call = models.ForeignKey(
        Call, models.PROTECT, related_name="lots", verbose_name=_("call")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=10, choices=KINDS)
    title = models.CharField(_("title"), max_length=200)
    objectives = RichTextField(_("objectives"), blank=True)
    regions = models.ManyToManyField(
        Region, blank=True, related_name="lots", verbose_name=_("regions")
    )
    opens_at = models.DateTimeField(_("opens at"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes at"), null=True, blank=True)
    results_published_at = models.DateTimeField(
        _("results of this lot published at"),
        null=True,
        blank=True,
        help_text=_(
            "Fill in only if the lots of a call are decided at different times."
            " If empty: together with the call."
        ),
    )
    upload_grace = models.PositiveSmallIntegerField(
        _("grace period for uploads, seconds"), default=0
    )
    budget = _money(_("budget"))
    grant_min = _money(_("smallest grant"))
    grant_max = _money(_("largest grant"))
    expected_grants = models.PositiveSmallIntegerField(
        _("expected grants"), null=True, blank=True
    )
    cofinancing_percent = models.DecimalField(
        _("own contribution, at least %"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
    )
    duration_min = models.PositiveSmallIntegerField(
        _("shortest duration, months"), null=True, blank=True
    )
    duration_max = models.PositiveSmallIntegerField(
        _("longest duration, months"), null=True, blank=True
    )
    form = models.ForeignKey(
        Form,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="lots",
        verbose_name=_("form"),
    )

    reviews_required = models.PositiveSmallIntegerField(
        _("reviews of each application"), default=2
    )
    third_review_gap = models.DecimalField(
        _("third review when two differ by more than (points)"),
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("If empty: there is no third review."),
    )
    overall_threshold = models.DecimalField(
        _("threshold of the total (points)"),
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
    )
    is_blind = models.BooleanField(
        _("reviewed without names"),
        default=False,
        help_text=_(
            "Reviewers then see only the questions marked as visible to them,"
            " and not which community has applied."
        ),
    )
    tells_scores = models.BooleanField(
        _("applicants are told scores and comments"),
        default=True,
        help_text=_("In the letter with the decision."),
    )
    topics = models.ManyToManyField(
        Topic,
        blank=True,
        related_name="+",
        verbose_name=_("what its reviewers should know"),
    )
    scoring_began_at = models.DateTimeField(
        _("scoring began at"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("From then on criteria and thresholds stay as they are."),
    )

    class Meta:
        verbose_name = _("lot")
        verbose_name_plural = _("lots")
        ordering = ["call", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "number"], name="lot_number_once"
            ),
            models.CheckConstraint(
                name="lot_opens_before_it_closes",
                condition=models.Q(opens_at=None, closes_at=None)
                | models.Q(
                    opens_at__isnull=False,
                    closes_at__isnull=False,
                    opens_at__lt=models.F("closes_at"),
                ),
                violation_error_message=_(
                    "The lot must open before it closes."
                ),
            ),
            models.CheckConstraint(
                name="lot_grant_floor",
                condition=_ordered("grant_min", "grant_max"),
                violation_error_message=_(
                    "The smallest grant is larger than the largest."
                ),
            ),
            models.CheckConstraint(
                name="lot_grant_ceiling",
                condition=_ordered("grant_max", "budget"),
                violation_error_message=_(
                    "The largest grant is larger than the budget."
                ),
            ),
            models.CheckConstraint(
                name="lot_grants_not_negative",
                condition=models.Q(grant_min=None) | models.Q(grant_min__gte=0),
                violation_error_message=_("A grant cannot be negative."),
            ),
            models.CheckConstraint(
                name="lot_reviews_required",
                condition=models.Q(
                    reviews_required__gte=1, reviews_required__lte=5
                ),
                violation_error_message=_(
                    "One to five reviews are required of each application."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call.code}-L{self.number}"

    def state_at(self, now: dt.datetime) -> str:
        state = states.lot_state(self.opens_at, self.closes_at, now)
        decided = self.results_published_at
        if state == states.CLOSED and decided and decided <= now:
            return states.DECIDED
        return state

    @property
    def state(self) -> str:
        return self.state_at(timezone.now())

    @property
    def is_published(self) -> bool:
        return self.call.status == Call.PUBLISHED

    def is_open_at(self, now: dt.datetime) -> bool:
        return self.call.status == Call.PUBLISHED and self.state_at(now) in (
            states.OPEN,
            states.CLOSING,
        )

    @property
    def is_open(self) -> bool:
        return self.is_open_at(timezone.now())

    def calendar_entry(self) -> dict:
        """Its deadline for calendars: a moment without an end; an extension raises the
        sequence.
        """
        name = text(self.call, "title") or self.call.code
        extensions = list(self.extensions.all())
        moved = max(extensions, key=lambda one: one.number, default=None)
        return {
            "uid": f"{self.call.slug}-{self.number}@deadlines",
            "sequence": len(extensions),
            "dtstamp": moved.at
            if moved
            else self.call.published_at or self.opens_at,
            "summary": gettext("Deadline: %(call)s, lot %(number)s")
            % {"call": name, "number": self.number},
            "url": settings.SITE_URL + self.call.get_absolute_url(),
            "dtstart": self.closes_at,
        }
