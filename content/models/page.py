from django.core.exceptions import ValidationError
from django.db import models
from django.urls import resolve, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from content.models.content import Content
from core.personal_data import PUBLISHED, PersonalData
from core.text.rich_text import RichTextField


class Page(Content):
    """A page of its own: about, contact, accessibility, privacy."""

    personal_data = PersonalData(texts=PUBLISHED)

    search_kind = "page"

    title = models.CharField(_("title"), max_length=200)
    body = RichTextField(_("text"))

    class Meta(Content.Meta):
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        if (
            self.slug
            and resolve(f"/{get_language()}/{self.slug}/").url_name != "page"
        ):
            raise ValidationError(
                {
                    "slug": _(
                        "This address belongs to another page of the portal."
                    )
                }
            )

    def get_absolute_url(self) -> str:
        return reverse("page", args=[self.slug])
