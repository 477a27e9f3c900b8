from django.db import models
from django.utils.translation import gettext_lazy as _

from core.database.partial_dates import CREDIBLE_NUMBER, validate_partial_date
from core.personal_data import PUBLISHED, PersonalData

ACTIVE, ON_HOLD = "active", "on_hold"
STATUSES = [(ACTIVE, _("active")), (ON_HOLD, _("on hold"))]


class Country(models.Model):
    """One of the six countries of Covenant of Mayors – East."""

    personal_data = PersonalData(texts=PUBLISHED)

    code = models.CharField(_("code"), max_length=2, unique=True)
    name = models.CharField(_("name"), max_length=60)

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class PartnerSignatory(models.Model):
    """A signatory of any of the six countries as one release of the official register lists it.

    `status` is empty for those known only by an emission inventory, as all of Belarus.
    """

    personal_data = PersonalData(texts=PUBLISHED)

    country = models.ForeignKey(
        Country,
        models.PROTECT,
        related_name="signatories",
        verbose_name=_("country"),
    )
    gcom_id = models.CharField(
        _("number in the Covenant's register"), max_length=10, unique=True
    )
    name = models.CharField(_("name"), max_length=100, blank=True)
    status = models.CharField(
        _("status as published"), max_length=10, choices=STATUSES, blank=True
    )
    joined_on = models.DateField(_("date of adhesion"), null=True, blank=True)
    for_2020 = models.BooleanField(_("commitment for 2020"), default=False)
    for_2030 = models.BooleanField(_("commitment for 2030"), default=False)
    for_2050 = models.BooleanField(_("commitment for 2050"), default=False)
    population = models.PositiveIntegerField(
        _("population at adhesion"),
        null=True,
        blank=True,
        validators=CREDIBLE_NUMBER,
    )

    class Meta:
        verbose_name = _("signatory of a partner country")
        verbose_name_plural = _("signatories of the partner countries")
        ordering = ["gcom_id"]

    def __str__(self) -> str:
        return f"{self.gcom_id} {self.name}"


class PublishedCount(models.Model):
    """How many Armenian signatories a source counted at its time; shown beside our own count."""

    personal_data = PersonalData(texts=PUBLISHED)

    on = models.CharField(
        _("date"), max_length=10, validators=[validate_partial_date]
    )
    count = models.PositiveSmallIntegerField(
        _("signatories"), null=True, blank=True
    )
    active = models.PositiveSmallIntegerField(
        _("active"), null=True, blank=True
    )
    on_hold = models.PositiveSmallIntegerField(
        _("on hold"), null=True, blank=True
    )
    precision = models.CharField(
        _("as the source dates it"), max_length=100, blank=True
    )
    plans = models.CharField(
        _("action plans, in the words of the source"),
        max_length=200,
        blank=True,
    )
    source = models.CharField(_("source"), max_length=250)

    class Meta:
        verbose_name = _("published count")
        verbose_name_plural = _("published counts")
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["on", "source"],
                name="published_count_once",
                violation_error_message=_("This count is already recorded."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.count}"
