from django.db import models
from django.utils.translation import gettext_lazy as _

from communities.models.programme import Programme
from core.personal_data import PUBLISHED, PersonalData


class Organisation(models.Model):
    """Who helps communities: coordinates, supports, is a partner or a funder."""

    personal_data = PersonalData(texts=PUBLISHED)

    slug = models.SlugField(_("address"), unique=True)
    name = models.CharField(_("name"), max_length=250)
    name_in_register = models.CharField(
        _("name in the Covenant's register"),
        max_length=250,
        blank=True,
        help_text=_(
            "As written in the official register; the import finds the organisation by this name."
        ),
    )
    website = models.URLField(_("website"), blank=True)
    is_coordinator = models.BooleanField(_("coordinator"), default=False)
    is_supporter = models.BooleanField(_("supporter"), default=False)
    is_partner = models.BooleanField(_("partner"), default=False)
    is_funder = models.BooleanField(_("funder"), default=False)
    is_country_office = models.BooleanField(_("country office"), default=False)
    programmes = models.ManyToManyField(
        Programme,
        blank=True,
        related_name="organisations",
        verbose_name=_("programmes"),
    )

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name
