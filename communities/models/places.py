from django.db import models
from django.utils.translation import gettext_lazy as _

from communities.models.community import Community
from communities.models.region import Region
from core.database.partial_dates import CREDIBLE_NUMBER, validate_partial_date
from core.personal_data import PUBLISHED, PersonalData


class Alias(models.Model):
    """Another name a reader may know a community by: Ejmiatsin for Vagharshapat."""

    personal_data = PersonalData(texts=PUBLISHED)

    community = models.ForeignKey(
        Community,
        models.CASCADE,
        related_name="aliases",
        verbose_name=_("community"),
    )
    name = models.CharField(_("other name"), max_length=100)

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "name"],
                name="alias_once",
                violation_error_message=_(
                    "The community already has this other name."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.name


class District(models.Model):
    """An administrative district of Yerevan."""

    personal_data = PersonalData(texts=PUBLISHED)

    name_hy: str
    name_en: str | None

    community = models.ForeignKey(
        Community,
        models.CASCADE,
        related_name="districts",
        verbose_name=_("community"),
    )
    hd002_code = models.CharField(_("HD 002 code"), max_length=8, unique=True)
    name = models.CharField(_("name"), max_length=100)
    people = models.PositiveIntegerField(_("people"), null=True, blank=True)
    people_on = models.CharField(
        _("date"), max_length=10, blank=True, validators=[validate_partial_date]
    )
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("district")
        verbose_name_plural = _("districts")
        ordering = ["hd002_code"]

    def __str__(self) -> str:
        return self.name


class PopulationFigure(models.Model):
    """How many people lived in a region or community on a day, as one source says."""

    personal_data = PersonalData(texts=PUBLISHED)

    community = models.ForeignKey(
        Community,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="population_figures",
        verbose_name=_("community"),
    )
    region = models.ForeignKey(
        Region,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="population_figures",
        verbose_name=_("region"),
    )
    on = models.CharField(
        _("date"),
        max_length=10,
        validators=[validate_partial_date],
        help_text=_("2022, 2022-10 or 2022-10-12"),
    )
    people = models.PositiveIntegerField(
        _("people"), validators=CREDIBLE_NUMBER
    )
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("population figure")
        verbose_name_plural = _("population figures")
        ordering = ["-on", "source"]
        constraints = [
            models.CheckConstraint(
                name="population_of_one_place",
                violation_error_message=_(
                    "A population figure belongs either to a community or to a region."
                ),
                condition=models.Q(community=None, region__isnull=False)
                | models.Q(community__isnull=False, region=None),
            ),
            models.UniqueConstraint(
                fields=["community", "on", "source"],
                name="community_figure_once",
                violation_error_message=_("This figure is already recorded."),
            ),
            models.UniqueConstraint(
                fields=["region", "on", "source"],
                name="region_figure_once",
                violation_error_message=_("This figure is already recorded."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.people} ({self.on})"
