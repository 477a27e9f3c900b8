from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from communities.models.community import Community
from communities.models.country import PartnerSignatory
from core.database.partial_dates import (
    CREDIBLE_DAYS,
    CREDIBLE_NUMBER,
    CREDIBLE_YEARS,
)
from core.personal_data import PUBLISHED, PersonalData

SECTORS = [
    ("municipal_buildings", _("Municipal buildings and facilities")),
    (
        "tertiary_buildings",
        _("Institutional/tertiary buildings and facilities"),
    ),
    ("residential_buildings", _("Residential buildings and facilities")),
    ("transport", _("Transport")),
    ("industry", _("Manufacturing and construction industries")),
    ("waste", _("Waste/wastewater")),
]
#: the four figures of a sector, as a community gives them
FIGURES = ("direct_t", "indirect_t", "direct_mwh", "indirect_mwh")
NOT_NEGATIVE = (models.Q(energy_mwh=None) | models.Q(energy_mwh__gte=0)) & (
    models.Q(emissions_t=None) | models.Q(emissions_t__gte=0)
)


class InventoryQuerySet(models.QuerySet):
    def of_armenia(self):
        return self.filter(community__isnull=False)

    def with_rows(self):
        return self.prefetch_related("rows")


class EmissionInventory(models.Model):
    """Energy and greenhouse gas of one place in one year, as it reported them."""

    personal_data = PersonalData(texts=PUBLISHED)

    BASELINE, MONITORING = "baseline", "monitoring"
    KINDS = [(BASELINE, _("baseline")), (MONITORING, _("monitoring"))]

    community = models.ForeignKey(
        Community,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="inventories",
        verbose_name=_("community"),
    )
    partner = models.ForeignKey(
        PartnerSignatory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="inventories",
        verbose_name=_("signatory of a partner country"),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=KINDS)
    year = models.PositiveSmallIntegerField(
        _("year"), validators=CREDIBLE_YEARS
    )
    population = models.PositiveIntegerField(
        _("population in that year"),
        null=True,
        blank=True,
        validators=CREDIBLE_NUMBER,
    )
    submitted_on = models.DateField(
        _("submitted on"), null=True, blank=True, validators=CREDIBLE_DAYS
    )
    register_number = models.CharField(
        _("number in the Covenant's register"), max_length=20, blank=True
    )
    factors = models.CharField(_("emission factors"), max_length=20, blank=True)
    source = models.CharField(_("source"), max_length=250)

    objects = InventoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("emission inventory")
        verbose_name_plural = _("emission inventories")
        ordering = ["year", "kind", "pk"]
        constraints = [
            models.CheckConstraint(
                name="inventory_of_one_place",
                violation_error_message=_(
                    "An inventory belongs either to a community or to a partner signatory."
                ),
                condition=models.Q(community=None) ^ models.Q(partner=None),
            ),
            models.UniqueConstraint(
                fields=["community", "year"],
                name="community_inventory_once_a_year",
                violation_error_message=_(
                    "The community already has an inventory for this year."
                ),
            ),
            models.UniqueConstraint(
                fields=["partner", "year"],
                name="partner_inventory_once_a_year",
                violation_error_message=_(
                    "The signatory already has an inventory for this year."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community or self.partner} {self.year}"

    def get_absolute_url(self) -> str:
        if self.community is None:
            return reverse("communities:totals")
        return reverse(
            "communities:inventory", args=[self.community.slug, self.year]
        )


class InventoryRow(models.Model):
    """One sector of an inventory, direct or indirect: energy in MWh a year, emissions in t
    CO2-eq.
    """

    personal_data = PersonalData(texts=PUBLISHED)

    DIRECT, INDIRECT = "direct", "indirect"
    KINDS = [(DIRECT, _("direct")), (INDIRECT, _("indirect"))]
    IMPLAUSIBLE, DOUBTFUL = "implausible", "doubtful"
    FLAGS = [(IMPLAUSIBLE, _("implausible")), (DOUBTFUL, _("doubtful"))]

    inventory = models.ForeignKey(
        EmissionInventory,
        models.CASCADE,
        related_name="rows",
        verbose_name=_("emission inventory"),
    )
    sector = models.CharField(_("sector"), max_length=30, choices=SECTORS)
    kind = models.CharField(_("kind"), max_length=10, choices=KINDS)
    energy_mwh = models.DecimalField(
        _("energy, MWh"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    emissions_t = models.DecimalField(
        _("emissions, t CO2-eq"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
    )
    flag = models.CharField(
        _("quality"),
        max_length=12,
        choices=FLAGS,
        blank=True,
        help_text=_(
            "An implausible figure is shown as reported and left out of comparisons."
        ),
    )
    flag_reason = models.CharField(_("why"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("row of an inventory")
        verbose_name_plural = _("rows of inventories")
        ordering = ["inventory", "sector", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["inventory", "sector", "kind"],
                name="inventory_row_once",
                violation_error_message=_(
                    "This sector already has such a row."
                ),
            ),
            models.CheckConstraint(
                name="inventory_row_not_negative",
                violation_error_message=_(
                    "Energy and emissions cannot be negative."
                ),
                condition=NOT_NEGATIVE,
            ),
            models.CheckConstraint(
                name="inventory_flag_has_its_reason",
                violation_error_message=_(
                    "Say in Armenian why the figure is marked."
                ),
                condition=models.Q(flag="")
                | models.Q(flag_reason_hy__isnull=False, flag_reason_hy__gt=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inventory}, {self.sector}, {self.kind}"
