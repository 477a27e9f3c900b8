from django.db import models
from django.utils.translation import gettext_lazy as _

from core.personal_data import PUBLISHED, PersonalData


class Moved(models.Model):
    """An address that a page had before: whoever comes by it is led to the page."""

    personal_data = PersonalData(texts=PUBLISHED)

    model = models.CharField(_("kind of page"), max_length=60)
    slug = models.SlugField(_("earlier address"), max_length=80)
    object_id = models.PositiveBigIntegerField()
    moved_at = models.DateTimeField(_("moved at"), auto_now_add=True)

    class Meta:
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        ordering = ["-moved_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["model", "slug"], name="moved_once")
        ]

    def __str__(self) -> str:
        return self.slug
