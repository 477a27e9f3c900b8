from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from content.searchable import ALWAYS, Searchable
from core.personal_data import PUBLISHED, PersonalData
from core.text.rich_text import RichTextField


class Category(models.Model):
    """A heading of the frequent questions."""

    personal_data = PersonalData(texts=PUBLISHED)

    slug = models.SlugField(_("address"), unique=True)
    name = models.CharField(_("name"), max_length=100)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("category of questions")
        verbose_name_plural = _("categories of questions")
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return self.name


class Question(Searchable):
    """A frequent question with its answer, linked to by its anchor."""

    personal_data = PersonalData(texts=PUBLISHED)

    search_kind = "question"

    category = models.ForeignKey(
        Category,
        models.PROTECT,
        related_name="questions",
        verbose_name=_("category"),
    )
    anchor = models.SlugField(_("anchor"), unique=True)
    title = models.CharField(_("question"), max_length=250)
    body = RichTextField(_("answer"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_published = models.BooleanField(_("published"), default=True)

    class Meta:
        verbose_name = _("frequent question")
        verbose_name_plural = _("frequent questions")
        ordering = ["category", "order", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{reverse('library:faq')}#{self.anchor}"

    def search_span(self):
        return (ALWAYS, None) if self.is_published else (None, None)
