from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.richtext import RichTextField


class Programme(models.Model):
    """One of the programmes the portal is the home of."""

    slug = models.SlugField(_("address"), unique=True)
    code = models.CharField(_("short name"), max_length=20)
    name = models.CharField(_("name"), max_length=200)
    summary = models.TextField(_("summary"))
    body = RichTextField(_("text"), blank=True)
    funder = models.CharField(_("funder"), max_length=200, blank=True)
    funding_statement = models.TextField(
        _("funding statement"), help_text=_("Always shown together with the emblem and the disclaimer.")
    )
    disclaimer = models.TextField(_("disclaimer"), blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("communities:programme", args=[self.slug])


class Strand(models.Model):
    """An ordered section of a programme's page: what it offers, what it gives a city."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="strands", verbose_name=_("programme")
    )
    anchor = models.SlugField(_("anchor"))
    title = models.CharField(_("title"), max_length=200)
    body = RichTextField(_("text"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("strand")
        verbose_name_plural = _("strands")
        ordering = ["programme", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["programme", "anchor"], name="strand_anchor_once")]

    def __str__(self) -> str:
        return self.title
