from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class ContentQuerySet(models.QuerySet):
    def published(self, now=None):
        """What everyone may read at this instant: decided by the clock, never by a job."""
        return self.filter(published_at__lte=now or timezone.now())


class Content(models.Model):
    """What staff write and everyone reads, once its publication instant has come.

    A language is ready when all `ready_fields` are filled in it; a page in a language that is not
    ready is never served as a silent copy of the other.
    """

    ready_fields: tuple[str, ...] = ("title", "body")

    slug = models.SlugField(
        _("address"), max_length=80, unique=True, blank=True,
        help_text=_("Latin letters; made from the Armenian title when left empty."),
    )  # fmt: skip
    published_at = models.DateTimeField(
        _("published at"), null=True, blank=True,
        help_text=_("Yerevan time. Empty: a draft. In the future: appears by itself."),
    )  # fmt: skip
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = ContentQuerySet.as_manager()

    class Meta:
        abstract = True

    def is_ready_in(self, language: str) -> bool:
        return all(getattr(self, f"{field}_{language}") for field in self.ready_fields)

    @property
    def is_ready_in_both(self) -> bool:
        return self.is_ready_in("hy") and self.is_ready_in("en")

    @property
    def is_foreign(self) -> bool:
        """Whether a reader of the active language is shown the other one."""
        return not self.is_ready_in(get_language() or "hy")

    @property
    def language_shown(self) -> str:
        language = get_language() or "hy"
        if self.is_ready_in(language):
            return language
        return "en" if language == "hy" else "hy"
