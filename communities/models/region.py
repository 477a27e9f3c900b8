from django.core.validators import (
    MaxValueValidator,
    MinValueValidator,
    RegexValidator,
)
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.personal_data import PUBLISHED, PersonalData

EIGHT_DIGITS = RegexValidator(r"^\d{8}$", _("Eight digits."))


def between(least: int, most: int) -> list:
    """Degrees within which Armenia lies."""
    return [MinValueValidator(least), MaxValueValidator(most)]


class Region(models.Model):
    """A marz, or Yerevan, which has the rank of one."""

    personal_data = PersonalData(texts=PUBLISHED)

    iso = models.CharField(_("ISO 3166-2 code"), max_length=6, unique=True)
    hd002_code = models.CharField(_("HD 002 code"), max_length=8, unique=True)
    slug = models.SlugField(_("address"), unique=True)
    name = models.CharField(_("name"), max_length=100)
    name_hy: str
    name_en: str
    seat = models.CharField(_("administrative centre"), max_length=100)
    boundary = models.JSONField(
        _("boundary"), null=True, blank=True, editable=False
    )
    outline = models.TextField(editable=False, default="")
    label_x = models.FloatField(editable=False, default=0)
    label_y = models.FloatField(editable=False, default=0)

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["hd002_code"]

    def __str__(self) -> str:
        return self.name
