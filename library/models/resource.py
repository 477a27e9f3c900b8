from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.models import Programme
from content.models import Content, ContentQuerySet, Topic
from core.files.storage import SizedFile
from core.files.uploads import validate_document
from core.text.rich_text import RichTextField


def next_year() -> int:
    return timezone.localdate().year + 1


class ResourceQuerySet(ContentQuerySet["Resource"]):
    def newest(self):
        return self.order_by("-year", "-published_at", "-pk")


class Resource(SizedFile, Content):
    """A document, tool, video or page of others that is worth knowing: a file of ours or a link."""

    KINDS = [
        ("guide", _("guide")),
        ("report", _("report")),
        ("template", _("template")),
        ("tool", _("tool")),
        ("video", _("video")),
        ("data", _("data")),
        ("law", _("legal act")),
    ]
    LANGUAGES = [
        ("hy", _("Armenian")),
        ("en", _("English")),
        ("hy+en", _("Armenian and English")),
        ("ru", _("Russian")),
    ]
    LICENCES = [
        ("", _("not stated")),
        ("CC0-1.0", "CC0 1.0"),
        ("CC-BY-4.0", "CC BY 4.0"),
        ("CC-BY-SA-4.0", "CC BY-SA 4.0"),
        ("official", _("official text, free to use")),
        ("reserved", _("all rights reserved")),
    ]
    search_kind = "resource"
    ready_fields = ("title", "summary")
    search_fields = ("summary", "body")

    kind = models.CharField(
        _("kind"), max_length=10, choices=KINDS, default="guide"
    )
    title = models.CharField(_("title"), max_length=250)
    summary = models.TextField(
        _("summary"),
        help_text=_("What it is and for whom, in two or three sentences."),
    )
    body = RichTextField(_("text"), blank=True)
    publisher = models.CharField(_("publisher"), max_length=150, blank=True)
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1990), MaxValueValidator(next_year)],
    )
    language = models.CharField(
        _("language of the resource"),
        max_length=5,
        choices=LANGUAGES,
        default="hy",
    )
    file = models.FileField(
        _("file"),
        upload_to="library/%Y/",
        blank=True,
        validators=[validate_document],
    )
    size = models.PositiveIntegerField(_("size"), default=0, editable=False)
    link = models.URLField(_("link"), blank=True, max_length=400)
    licence = models.CharField(
        _("licence"), max_length=20, choices=LICENCES, blank=True, default=""
    )
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="resources", verbose_name=_("topics")
    )
    programmes = models.ManyToManyField(
        Programme,
        blank=True,
        related_name="resources",
        verbose_name=_("programmes"),
    )

    objects: ClassVar = ResourceQuerySet.as_manager()

    class Meta(Content.Meta):
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        ordering = ["-year", "-published_at", "-pk"]
        indexes = [
            models.Index(
                fields=["-year", "-published_at"], name="resource_newest"
            )
        ]
        constraints = [
            *Content.Meta.constraints,
            models.CheckConstraint(
                name="resource_file_or_link",
                condition=models.Q(file="") ^ models.Q(link=""),
                violation_error_message=_(
                    "A resource has either a file or a link."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("library:detail", args=[self.slug])

    def clean(self) -> None:
        if bool(self.file) == bool(self.link):
            raise ValidationError(_("A resource has either a file or a link."))
