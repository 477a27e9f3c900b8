from datetime import UTC, datetime
from typing import TypeVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.searchable import Searchable
from core.language.bilingual import LANGUAGES, active_language, other_language
from core.text.rich_text import RichTextField

#: an instant that these programmes can mean; a year mistyped as 2926 is none
CREDIBLE = [
    MinValueValidator(
        datetime(1990, 1, 1, tzinfo=UTC),
        _("The year is before 1990. Is it mistyped?"),
    ),
    MaxValueValidator(
        datetime(2100, 1, 1, tzinfo=UTC),
        _("The year is after 2099. Is it mistyped?"),
    ),
]


def is_public(now: datetime | None = None) -> models.Q:
    """Published and not withdrawn at this instant."""
    now = now or timezone.now()
    return models.Q(published_at__lte=now) & (
        models.Q(withdrawn_at__isnull=True) | models.Q(withdrawn_at__gt=now)
    )


Kept = TypeVar("Kept", bound="Content")


class ContentQuerySet(models.QuerySet[Kept]):
    def published(self, now=None):
        """What everyone may read at this instant: decided by the clock, never by a job."""
        return self.filter(is_public(now))

    def scheduled(self, now=None):
        return self.filter(published_at__gt=now or timezone.now())

    def drafts(self):
        return self.filter(published_at=None)

    def ready_in(self, language: str):
        """Those that have every field that the language needs."""
        for field in self.model.ready_fields:
            column = f"{field}_{language}"
            self = self.exclude(**{column: ""}).exclude(
                **{f"{column}__isnull": True}
            )
        return self

    def in_lists(self):
        """What a card shows, in one query: never the text, only whether it is there in each
        language.
        """
        texts = [
            f.name
            for f in self.model._meta.concrete_fields
            if isinstance(f, RichTextField)
        ]
        ready = {
            f"ready_{language}": models.ExpressionWrapper(
                models.Q(
                    *(
                        ~models.Q(**{f"{field}_{language}": ""})
                        & models.Q(**{f"{field}_{language}__isnull": False})
                        for field in self.model.ready_fields
                    )
                ),
                models.BooleanField(),
            )
            for language in LANGUAGES
        }
        return self.annotate(**ready).defer(*texts)


class Content(Searchable):
    """What staff write and everyone reads, once its publication instant has come.

    A language is ready when all `ready_fields` are filled in it; a page in a language that is not
    ready is never served as a silent copy of the other.
    """

    ready_fields: tuple[str, ...] = ("title", "body")
    #: columns that a copy begins without
    not_duplicated: tuple[str, ...] = ()

    slug = models.SlugField(
        _("address"),
        max_length=80,
        unique=True,
        blank=True,
        help_text=_(
            "Latin letters; made from the Armenian title when left empty."
        ),
    )
    published_at = models.DateTimeField(
        _("published at"),
        null=True,
        blank=True,
        validators=CREDIBLE,
        help_text=_(
            "Yerevan time. If empty: a draft. If in the future: it appears "
            "automatically. Without a time: from the start of the day, and "
            "no time is shown."
        ),
    )
    withdrawn_at = models.DateTimeField(
        _("withdrawn at"),
        null=True,
        blank=True,
        validators=CREDIBLE,
        help_text=_(
            "Yerevan time. From then on nobody sees the page any more. Usually empty."
        ),
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = ContentQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_withdrawn_after_publication",
                condition=models.Q(withdrawn_at=None)
                | models.Q(withdrawn_at__gt=models.F("published_at")),
                violation_error_message=_(
                    "It would be withdrawn before it is published."
                ),
            )
        ]

    def search_span(self) -> tuple[datetime | None, datetime | None]:
        return self.published_at, self.withdrawn_at

    def search_text(self, language: str) -> tuple[str, str] | None:
        return (
            super().search_text(language)
            if self.is_ready_in(language)
            else None
        )

    def own_faults(self) -> list[str]:
        """Why a thing of this kind may not be published as it stands, beside the common reasons."""
        return []

    def note_change(self) -> None:
        """Called before a change that others must notice; an event tells calendars by it."""

    @classmethod
    def note_gone(cls, things: list["Content"]) -> None:
        """Called after these have been put into the bin."""

    @property
    def is_public(self) -> bool:
        now = timezone.now()
        return (
            bool(self.published_at and self.published_at <= now)
            and not self.is_withdrawn
        )

    @property
    def is_withdrawn(self) -> bool:
        return bool(self.withdrawn_at and self.withdrawn_at <= timezone.now())

    def is_ready_in(self, language: str) -> bool:
        known = self.__dict__.get(
            f"ready_{language}"
        )  # of `in_lists`, which leaves the text away
        if known is not None:
            return bool(known)
        return all(
            getattr(self, f"{field}_{language}") for field in self.ready_fields
        )

    @property
    def is_ready_in_both(self) -> bool:
        return all(map(self.is_ready_in, LANGUAGES))

    @property
    def is_foreign(self) -> bool:
        """Whether a reader of the active language is shown the other one."""
        return not self.is_ready_in(active_language())

    @property
    def language_shown(self) -> str:
        language = active_language()
        if self.is_ready_in(language):
            return language
        return other_language(language)
