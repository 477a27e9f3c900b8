from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communities.models import Programme
from content.models import Content, ContentQuerySet, Topic
from core.files.media import (
    FILMS,
    MEDIA,
    SOUNDS,
    validate_captions,
    validate_publication,
)
from core.files.storage import SizedFile
from core.files.uploads import extension_of
from core.personal_data import PUBLISHED, PersonalData
from core.text.rich_text import RichTextField


def next_year() -> int:
    return timezone.localdate().year + 1


class ResourceQuerySet(ContentQuerySet["Resource"]):
    def newest(self):
        return self.order_by("-year", "-published_at", "-pk")


class Resource(SizedFile, Content):
    """A document, tool, video or page of others that is worth knowing: a file of ours or a link."""

    personal_data = PersonalData(texts=PUBLISHED)

    KINDS = [
        ("guide", _("guide")),
        ("report", _("report")),
        ("template", _("template")),
        ("tool", _("tool")),
        ("video", _("video")),
        ("audio", _("recording")),
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
    transcript_hy: str | None
    transcript_en: str | None
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
        validators=[validate_publication],
    )
    size = models.PositiveIntegerField(_("size"), default=0, editable=False)
    captions = models.FileField(
        _("captions"),
        upload_to="library/captions/%Y/",
        blank=True,
        validators=[validate_captions],
        help_text=_(
            "For a video, in the language of the resource: a WebVTT file (.vtt)."
        ),
    )
    transcript = RichTextField(
        _("transcript"),
        blank=True,
        help_text=_(
            "What is said in a video or recording, for those who cannot hear it."
        ),
    )
    thumbnail = models.CharField(max_length=200, blank=True, editable=False)
    thumbnail_of = models.CharField(max_length=200, blank=True, editable=False)
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

    @property
    def thumbnail_url(self) -> str:
        """The picture of the file's first page; "" while there is none of this file."""
        is_of_file = self.thumbnail and self.thumbnail_of == self.file.name
        return default_storage.url(self.thumbnail) if is_of_file else ""

    @property
    def is_film(self) -> bool:
        return extension_of(self.file.name or "") in FILMS

    @property
    def is_sound(self) -> bool:
        return extension_of(self.file.name or "") in SOUNDS

    @property
    def media_type(self) -> str:
        return MEDIA[extension_of(self.file.name or "")]

    @property
    def face(self) -> str:
        """What stands for it in a list where it has no picture: PDF, MP4 or «www»."""
        return self.format or "www"

    def own_faults(self) -> list[str]:
        has_words = self.captions or self.transcript_hy or self.transcript_en
        if (self.is_film or self.is_sound) and not has_words:
            return [
                gettext(
                    "The video or recording has neither captions nor a transcript."
                )
            ]
        return []

    def get_absolute_url(self) -> str:
        return reverse("library:detail", args=[self.slug])

    def clean(self) -> None:
        if bool(self.file) == bool(self.link):
            raise ValidationError(_("A resource has either a file or a link."))
