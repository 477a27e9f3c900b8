from django.db import models
from django.utils.translation import gettext_lazy as _

from core.personal_data import PUBLISHED, PersonalData


class Priority(models.Model):
    """A cross-cutting priority that applications answer, whatever their lot."""

    personal_data = PersonalData(texts=PUBLISHED)

    slug = models.SlugField(_("address"), unique=True)
    title = models.CharField(_("title"), max_length=150)
    description = models.TextField(_("description"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("priority")
        verbose_name_plural = _("priorities")
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return self.title
