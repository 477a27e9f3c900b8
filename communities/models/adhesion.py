import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from communities.models.community import Community
from communities.models.country import STATUSES
from communities.models.organisation import Organisation
from core.database.partial_dates import (
    CREDIBLE_DAYS,
    CREDIBLE_NUMBER,
    CREDIBLE_YEARS,
    validate_partial_date,
)
from core.personal_data import PUBLISHED, PersonalData


class AdhesionQuerySet(models.QuerySet):
    def by(self, day: dt.date):
        """The adhesions known to stand on a day: exact ones, and those 'not later than' by then."""
        return self.filter(joined_on__lte=day)


class Adhesion(models.Model):
    """A community joins a commitment of the Covenant; a renewal is a new row, nothing is
    overwritten.
    """

    personal_data = PersonalData(texts=PUBLISHED)

    EXACT, NOT_LATER_THAN = "exact", "not_later_than"
    PRECISIONS = [(EXACT, _("exact")), (NOT_LATER_THAN, _("not later than"))]

    community = models.ForeignKey(
        Community,
        models.PROTECT,
        related_name="adhesions",
        verbose_name=_("community"),
    )
    joined_on = models.DateField(
        _("date of adhesion"),
        help_text=_("The date of the council's decision."),
        validators=CREDIBLE_DAYS,
    )
    precision = models.CharField(
        _("the date is"), max_length=15, choices=PRECISIONS, default=EXACT
    )
    decision = models.CharField(_("decision"), max_length=150, blank=True)
    for_2020 = models.BooleanField(_("commitment for 2020"), default=False)
    for_2030 = models.BooleanField(_("commitment for 2030"), default=False)
    for_2050 = models.BooleanField(_("commitment for 2050"), default=False)
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
    is_mitigation = models.BooleanField(_("mitigation"), null=True, blank=True)
    is_adaptation = models.BooleanField(_("adaptation"), null=True, blank=True)
    is_energy_poverty = models.BooleanField(
        _("energy poverty"), null=True, blank=True
    )
    is_group = models.BooleanField(_("joined as a group"), default=False)
    coordinator = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="coordinated",
        verbose_name=_("coordinator"),
    )
    supporter = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="supported",
        verbose_name=_("supporter"),
    )
    population = models.PositiveIntegerField(
        _("population at adhesion"),
        null=True,
        blank=True,
        validators=CREDIBLE_NUMBER,
    )
    reported_status = models.CharField(
        _("status as published"),
        max_length=10,
        blank=True,
        choices=STATUSES,
    )
    reported_on = models.CharField(
        _("published in"),
        max_length=10,
        blank=True,
        validators=[validate_partial_date],
    )
    source = models.CharField(_("source"), max_length=250)

    objects = AdhesionQuerySet.as_manager()

    class Meta:
        verbose_name = _("adhesion")
        verbose_name_plural = _("adhesions")
        ordering = ["joined_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "joined_on", "precision", "decision"],
                name="adhesion_once",
                violation_error_message=_("This adhesion is already recorded."),
            ),
            models.CheckConstraint(
                name="adhesion_target_has_its_year",
                condition=models.Q(target_percent=None)
                | models.Q(target_year__isnull=False),
                violation_error_message=_(
                    "A reduction target needs a target year."
                ),
            ),
            models.CheckConstraint(
                name="adhesion_target_percent",
                violation_error_message=_(
                    "The target must be more than 0 and at most 100 per cent."
                ),
                condition=models.Q(target_percent=None)
                | models.Q(target_percent__gt=0, target_percent__lte=100),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community} {self.joined_on}"

    @property
    def is_exact(self) -> bool:
        return self.precision == self.EXACT

    @property
    def horizons(self) -> list[int]:
        return [
            year for year in (2020, 2030, 2050) if getattr(self, f"for_{year}")
        ]
