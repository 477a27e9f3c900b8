from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from communities.models import Community, Programme
from content.models import Content, ContentQuerySet, Picture, Topic
from core.personal_data import PUBLISHED, PersonalData
from core.text.rich_text import RichTextField
from core.text.source_lines import sources, validate_sources


class ArticleQuerySet(ContentQuerySet["Article"]):
    def newest(self):
        return self.order_by("-published_at", "-pk")

    def about(self, community: Community):
        return self.filter(communities=community)

    def in_lists(self):
        return super().in_lists().select_related("lead_picture")


class Article(Content):
    """A news item, announcement or success story."""

    personal_data = PersonalData(texts=PUBLISHED)

    KINDS = [
        ("news", _("news")),
        ("announcement", _("announcement")),
        ("success_story", _("success story")),
    ]
    revision_rows = ("chosen_pictures",)
    not_duplicated = (
        "is_featured",
        "correction_hy",
        "correction_en",
        "corrected_on",
    )
    search_kind = "article"
    search_fields = ("lead", "body")

    kind = models.CharField(
        _("kind"), max_length=20, choices=KINDS, default="news"
    )
    title = models.CharField(_("title"), max_length=300)
    lead = models.TextField(_("lead"), blank=True)
    body = RichTextField(_("text"))
    lead_picture = models.ForeignKey(
        Picture,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="leads",
        verbose_name=_("lead picture"),
    )
    pictures = models.ManyToManyField(
        Picture,
        through="GalleryPicture",
        related_name="articles",
        verbose_name=_("gallery"),
    )
    is_featured = models.BooleanField(
        _("lead story"),
        default=False,
        help_text=_("The newest of these is shown first in the list of news."),
    )
    sources = models.TextField(
        _("sources"),
        blank=True,
        validators=[validate_sources],
        help_text=_(
            "One per line: the address, then a space and a title if you wish."
        ),
    )
    correction_hy: str | None
    correction_en: str | None
    correction = models.TextField(
        _("correction"),
        blank=True,
        help_text=_("What was wrong and what is right. Shown with its date."),
    )
    corrected_on = models.DateField(_("corrected on"), null=True, blank=True)
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="articles", verbose_name=_("topics")
    )
    programmes = models.ManyToManyField(
        Programme,
        blank=True,
        related_name="articles",
        verbose_name=_("programmes"),
    )
    communities = models.ManyToManyField(
        Community,
        blank=True,
        related_name="articles",
        verbose_name=_("communities"),
    )
    calls: "models.ManyToManyField[models.Model, models.Model]"
    calls = models.ManyToManyField(
        settings.CALL_MODEL,
        blank=True,
        related_name="articles",
        verbose_name=_("calls"),
    )
    events = models.ManyToManyField(
        "news.Event",
        blank=True,
        related_name="articles",
        verbose_name=_("events"),
    )

    objects: ClassVar = ArticleQuerySet.as_manager()

    class Meta(Content.Meta):
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-published_at", "-pk"]
        indexes = [
            models.Index(
                models.F("published_at").desc(),
                models.F("id").desc(),
                name="article_published",
            ),
            models.Index("updated_at", name="article_updated"),
            models.Index(
                "updated_at",
                name="article_draft",
                condition=Q(published_at__isnull=True),
            ),
            models.Index(
                models.F("published_at").desc(),
                name="article_featured",
                condition=Q(published_at__isnull=False, is_featured=True),
            ),
        ]
        constraints = [
            *Content.Meta.constraints,
            models.CheckConstraint(
                name="article_correction_with_its_date",
                condition=Q(corrected_on=None) | ~Q(correction=""),
                violation_error_message=_(
                    "A correction date needs the text of the correction."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("news:detail", args=[self.slug])

    def search_date(self):
        return self.published_at

    @property
    def source_list(self) -> list[tuple[str, str]]:
        return sources(self.sources)

    def gallery(self) -> list[Picture]:
        """The pictures of the gallery in their order."""
        return [chosen.picture for chosen in self.chosen_pictures.all()]

    def set_gallery(self, pictures: list[Picture]) -> None:
        """These pictures in this order, and no others."""
        self.chosen_pictures.all().delete()
        chosen = enumerate(dict.fromkeys(pictures))
        rows = (
            GalleryPicture(article=self, picture=picture, order=n)
            for n, picture in chosen
        )
        GalleryPicture.objects.bulk_create(rows)

    def shown_pictures(self) -> list[Picture]:
        return [*filter(None, [self.lead_picture]), *self.gallery()]

    def clean(self) -> None:
        if bool(self.correction_hy or self.correction_en) != bool(
            self.corrected_on
        ):
            raise ValidationError(
                {
                    "corrected_on": _(
                        "A correction and its date must be given together."
                    )
                }
            )


class GalleryPicture(models.Model):
    """A picture of an article's gallery, in its place."""

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="chosen_pictures"
    )
    picture = models.ForeignKey(
        Picture, models.PROTECT, related_name="galleries"
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("picture of a gallery")
        verbose_name_plural = _("pictures of a gallery")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "picture"], name="gallery_picture_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.picture)
