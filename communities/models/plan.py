import datetime as dt

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from communities.models.community import Community
from communities.models.inventory import SECTORS
from core.database.partial_dates import (
    CREDIBLE_DAYS,
    CREDIBLE_YEARS,
    validate_partial_date,
)
from core.files import uploads
from core.files.storage import SizedFile
from core.personal_data import PUBLISHED, PersonalData

PERCENT = models.Q(target_percent=None) | models.Q(
    target_percent__gt=0, target_percent__lte=100
)


class ActionPlan(models.Model):
    """How a community means to reach its commitment: a SEAP for 2020, a SECAP for 2030 and
    later.
    """

    personal_data = PersonalData(texts=PUBLISHED)

    SEAP, SECAP = "seap", "secap"
    KINDS = [(SEAP, _("SEAP")), (SECAP, _("SECAP"))]
    #: the dates that show a plan was there, the best evidence of its submission first
    EVIDENCE = (
        "submitted_on",
        "council_approved_on",
        "accepted_on",
        "certified_on",
    )

    community = models.ForeignKey(
        Community,
        models.PROTECT,
        related_name="plans",
        verbose_name=_("community"),
    )
    kind = models.CharField(_("kind"), max_length=5, choices=KINDS)
    number = models.PositiveSmallIntegerField(
        _("number"),
        default=1,
        help_text=_("2 for a second plan of the same kind."),
    )
    council_approved_on = models.DateField(
        _("approved by the council on"),
        null=True,
        blank=True,
        validators=CREDIBLE_DAYS,
    )
    decision = models.CharField(_("decision"), max_length=150, blank=True)
    submitted_on = models.DateField(
        _("submitted on"), null=True, blank=True, validators=CREDIBLE_DAYS
    )
    accepted_on = models.DateField(
        _("accepted on"), null=True, blank=True, validators=CREDIBLE_DAYS
    )
    certified_on = models.DateField(
        _("certificate given on"),
        null=True,
        blank=True,
        validators=CREDIBLE_DAYS,
    )
    target_percent = models.DecimalField(
        _("reduction target, %"),
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
    )
    target_year = models.PositiveSmallIntegerField(
        _("target year"), null=True, blank=True, validators=CREDIBLE_YEARS
    )
    base_year = models.PositiveSmallIntegerField(
        _("base year"), null=True, blank=True, validators=CREDIBLE_YEARS
    )
    source = models.CharField(_("source"), max_length=250)

    class Meta:
        verbose_name = _("action plan")
        verbose_name_plural = _("action plans")
        ordering = ["community", "kind", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "kind", "number"],
                name="plan_numbered_once",
                violation_error_message=_(
                    "The community already has a plan of this kind and number."
                ),
            ),
            models.CheckConstraint(
                name="plan_target_has_its_year",
                condition=models.Q(target_percent=None)
                | models.Q(target_year__isnull=False),
                violation_error_message=_(
                    "A reduction target needs a target year."
                ),
            ),
            models.CheckConstraint(
                name="plan_target_percent",
                violation_error_message=_(
                    "The target must be more than 0 and at most 100 per cent."
                ),
                condition=PERCENT,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}, {self.community}"

    @property
    def evidence(self) -> tuple[dt.date, str] | None:
        """The earliest-ranking date that shows the plan was there, and the field it stands in."""
        named = ((getattr(self, name), name) for name in self.EVIDENCE)
        return next(((day, name) for day, name in named if day), None)


class PlanDocument(SizedFile, models.Model):
    """A published file of an action plan, or the address where it can be read."""

    personal_data = PersonalData(texts=PUBLISHED)

    plan = models.ForeignKey(
        ActionPlan,
        models.CASCADE,
        related_name="documents",
        verbose_name=_("action plan"),
    )
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES
    )
    file = models.FileField(
        _("file"),
        upload_to="plans/%Y/",
        blank=True,
        validators=[uploads.validate_document],
    )
    size = models.PositiveIntegerField(_("size"), default=0, editable=False)
    link = models.URLField(_("link"), blank=True)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["plan", "language", "pk"]
        constraints = [
            models.CheckConstraint(
                name="plan_document_file_or_link",
                violation_error_message=_("Give either a file or a link."),
                condition=models.Q(file="") ^ models.Q(link=""),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Action(models.Model):
    """A measure of an action plan: what is done, for what, at what cost, how far it is."""

    personal_data = PersonalData(texts=PUBLISHED)

    NOT_STARTED, ONGOING, COMPLETED, POSTPONED = (
        "not_started",
        "ongoing",
        "completed",
        "postponed",
    )
    STATUSES = [
        (NOT_STARTED, _("not started")),
        (ONGOING, _("ongoing")),
        (COMPLETED, _("completed")),
        (POSTPONED, _("postponed")),
    ]
    INSTRUMENTS = [
        ("awareness", _("awareness and training")),
        ("management", _("energy management")),
        ("regulation", _("regulation")),
        ("procurement", _("public procurement")),
        ("grants", _("grants and subsidies")),
        ("investment", _("investment")),
        ("other", _("other")),
    ]

    plan = models.ForeignKey(
        ActionPlan,
        models.CASCADE,
        related_name="actions",
        verbose_name=_("action plan"),
    )
    number = models.PositiveSmallIntegerField(_("number in the plan"))
    title = models.CharField(_("title"), max_length=250)
    is_mitigation = models.BooleanField(_("mitigation"), default=False)
    is_adaptation = models.BooleanField(_("adaptation"), default=False)
    is_energy_poverty = models.BooleanField(_("energy poverty"), default=False)
    sector = models.CharField(
        _("sector"), max_length=30, choices=SECTORS, blank=True
    )
    instrument = models.CharField(
        _("instrument"), max_length=12, choices=INSTRUMENTS, blank=True
    )
    begins = models.CharField(
        _("begins"),
        max_length=10,
        blank=True,
        validators=[validate_partial_date],
    )
    ends = models.CharField(
        _("ends"), max_length=10, blank=True, validators=[validate_partial_date]
    )
    cost = models.DecimalField(
        _("cost"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    financing = models.CharField(_("financing"), max_length=200, blank=True)
    saves_mwh = models.DecimalField(
        _("saved per year, MWh"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
    )
    avoids_tonnes = models.DecimalField(
        _("avoided per year, t CO2-eq"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
    )
    status = models.CharField(
        _("status"), max_length=12, choices=STATUSES, default=NOT_STARTED
    )
    status_on = models.DateField(_("status as of"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=250)

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="action_numbered_once",
                violation_error_message=_(
                    "The plan already has an action with this number."
                ),
            ),
            models.CheckConstraint(
                name="action_serves_something",
                violation_error_message=_(
                    "Choose at least one of mitigation, adaptation and energy poverty."
                ),
                condition=models.Q(is_mitigation=True)
                | models.Q(is_adaptation=True)
                | models.Q(is_energy_poverty=True),
            ),
            models.CheckConstraint(
                name="action_amounts_not_negative",
                violation_error_message=_(
                    "Cost, saving and avoided emissions cannot be negative."
                ),
                condition=(models.Q(cost=None) | models.Q(cost__gte=0))
                & (models.Q(saves_mwh=None) | models.Q(saves_mwh__gte=0))
                & (
                    models.Q(avoids_tonnes=None)
                    | models.Q(avoids_tonnes__gte=0)
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def key(self) -> str:
        """How a proposal names it: kind and number of the plan, its own number."""
        return f"{self.plan.kind}-{self.plan.number}-{self.number}"


class MonitoringReport(models.Model):
    """What a community reported about the progress of its plan."""

    personal_data = PersonalData(texts=PUBLISHED)

    community = models.ForeignKey(
        Community,
        models.PROTECT,
        related_name="reports",
        verbose_name=_("community"),
    )
    submitted_on = models.DateField(_("submitted on"), validators=CREDIBLE_DAYS)
    covers = models.CharField(
        _("covers"),
        max_length=60,
        blank=True,
        help_text=_("For example 2024–2025."),
    )
    link = models.URLField(_("link"), blank=True)
    source = models.CharField(_("source"), max_length=250)

    class Meta:
        verbose_name = _("monitoring report")
        verbose_name_plural = _("monitoring reports")
        ordering = ["community", "submitted_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "submitted_on"],
                name="report_once_a_day",
                violation_error_message=_(
                    "A report with this date is already recorded."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.community} {self.submitted_on}"


class Recognition(models.Model):
    """A certificate or award that a community was given."""

    personal_data = PersonalData(texts=PUBLISHED)

    CERTIFICATE, AWARD = "certificate", "award"
    KINDS = [(CERTIFICATE, _("certificate")), (AWARD, _("award"))]

    community = models.ForeignKey(
        Community,
        models.PROTECT,
        related_name="recognitions",
        verbose_name=_("community"),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=KINDS)
    title = models.CharField(_("title"), max_length=200)
    on = models.CharField(
        _("date"), max_length=10, validators=[validate_partial_date]
    )
    source = models.CharField(_("source"), max_length=250)

    class Meta:
        verbose_name = _("certificate or award")
        verbose_name_plural = _("certificates and awards")
        ordering = ["community", "-on"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "kind", "on"],
                name="recognition_once_a_day",
                violation_error_message=_(
                    "A certificate or award of this kind and date is already recorded."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.on})"

    @property
    def year(self) -> str:
        return self.on[:4]
