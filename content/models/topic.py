from django.db import models
from django.utils.translation import gettext_lazy as _

from core.personal_data import PUBLISHED, PersonalData


class Topic(models.Model):
    """What an article, a resource or a course is about; readers filter by it."""

    personal_data = PersonalData(texts=PUBLISHED)

    slug = models.SlugField(_("address"), unique=True)
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name
