from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from content.searchable import PartOfSearchable, Searchable
from core.personal_data import PUBLISHED, PersonalData
from core.text.rich_text import RichTextField, plain_text


class Programme(Searchable):
    """One of the programmes the portal is the home of."""

    personal_data = PersonalData(
        texts=PUBLISHED, not_personal={"contact_email": "of an office"}
    )

    revision_rows = ("strands",)
    search_kind = "programme"
    search_title = "name"
    search_fields = ("summary", "body")

    slug = models.SlugField(_("address"), unique=True)
    code = models.CharField(_("short name"), max_length=20)
    name = models.CharField(_("name"), max_length=200)
    summary = models.TextField(_("summary"))
    body = RichTextField(_("text"), blank=True)
    funder = models.CharField(_("funder"), max_length=200, blank=True)
    funding_statement = models.TextField(
        _("funding statement"),
        help_text=_(
            "Always shown together with the emblem and the disclaimer."
        ),
    )
    disclaimer = models.TextField(_("disclaimer"), blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    needs_second_person = models.BooleanField(
        _("a second person approves"),
        default=False,
        help_text=_(
            "What is tied to this programme appears only after a colleague has approved it."
        ),
    )

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("communities:programme", args=[self.slug])

    def search_names(self) -> list[str]:
        return [self.code]

    def search_text(self, language: str) -> tuple[str, str] | None:
        title, text = super().search_text(language) or ("", "")
        strands = self.strands.all() if self.pk else []
        strand_texts = (
            f"{getattr(s, f'title_{language}') or ''} {plain_text(getattr(s, f'body_{language}'))}"
            for s in strands
        )
        return (title, " ".join([text, *strand_texts])) if title else None


class Strand(PartOfSearchable):
    """An ordered section of a programme's page: what it offers, what it gives a city."""

    personal_data = PersonalData(texts=PUBLISHED)

    search_owner = "programme"

    programme = models.ForeignKey(
        Programme,
        models.CASCADE,
        related_name="strands",
        verbose_name=_("programme"),
    )
    anchor = models.SlugField(_("anchor"))
    title = models.CharField(_("title"), max_length=200)
    body = RichTextField(_("text"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_journey = models.BooleanField(
        _("a journey"),
        default=False,
        help_text=_(
            "The numbered list of the text is drawn as the steps of a way."
        ),
    )

    class Meta:
        verbose_name = _("strand")
        verbose_name_plural = _("strands")
        ordering = ["programme", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "anchor"], name="strand_anchor_once"
            )
        ]

    def __str__(self) -> str:
        return self.title
