from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from calls.models.form import FormVersion
from core.language.bilingual import text
from core.personal_data import PUBLISHED, PersonalData


class RemovedPart(models.Model):
    """What was taken out of a draft of a form, kept as it stood, to be put back."""

    personal_data = PersonalData(texts=PUBLISHED, did=("by",))

    SECTION, QUESTION, OPTION, COLUMN = (
        "section",
        "question",
        "options",
        "columns",
    )
    KINDS = [
        (SECTION, _("section")),
        (QUESTION, _("question")),
        (OPTION, _("answer to choose")),
        (COLUMN, _("column")),
    ]

    version = models.ForeignKey(
        FormVersion,
        models.CASCADE,
        related_name="removed_parts",
        verbose_name=_("form version"),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=KINDS)
    words_hy = models.CharField(_("words"), max_length=300, blank=True)
    words_en = models.CharField(_("words"), max_length=300, blank=True)
    #: the key of what it stood in: a section for a question, a question for an answer
    stood_in = models.CharField(_("stood in"), max_length=50, blank=True)
    state = models.JSONField(_("state"), encoder=DjangoJSONEncoder)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("by"),
    )

    class Meta:
        verbose_name = _("removed part of a form")
        verbose_name_plural = _("removed parts of forms")
        ordering = ["version", "-at", "-pk"]

    def __str__(self) -> str:
        return text(self, "words") or self.get_kind_display()
