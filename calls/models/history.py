from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from calls.models.call import Call
from calls.models.lot import Lot
from core.personal_data import PUBLISHED, PersonalData


class CallRevision(models.Model):
    """What changed in a published call, from → to, as readers are told it; insert-only.

    `changes`: language → list of {"what", "from", "to"}, plain words.
    """

    personal_data = PersonalData(texts=PUBLISHED, did=("by",))

    call = models.ForeignKey(
        Call, models.PROTECT, related_name="revisions", verbose_name=_("call")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    changes = models.JSONField(_("changes"), default=dict)
    note = models.TextField(_("note"), blank=True)
    is_urgent = models.BooleanField(_("announced at once"), default=False)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("by"),
    )

    class Meta:
        verbose_name = _("update of a call")
        verbose_name_plural = _("updates of calls")
        ordering = ["call", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "number"], name="call_revision_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.call.code} {self.number}"


class DeadlineExtension(models.Model):
    """A public act: the closing instant of a lot moved to a later one, with its reason;
    insert-only.
    """

    personal_data = PersonalData(texts=PUBLISHED, did=("by",))

    lot = models.ForeignKey(
        Lot, models.PROTECT, related_name="extensions", verbose_name=_("lot")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    previous = models.DateTimeField(_("from"))
    closes_at = models.DateTimeField(_("to"))
    reason = models.TextField(_("reason"))
    reason_hy: str
    reason_en: str
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("by"),
    )

    class Meta:
        verbose_name = _("extension of a deadline")
        verbose_name_plural = _("extensions of deadlines")
        ordering = ["lot", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["lot", "number"], name="lot_extension_once"
            ),
            models.CheckConstraint(
                name="extension_only_later",
                condition=models.Q(closes_at__gt=models.F("previous")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lot} {self.number}"


class Clarification(models.Model):
    """A question about a call and its answer, published for everyone; never who asked."""

    personal_data = PersonalData(texts=PUBLISHED)

    call = models.ForeignKey(
        Call,
        models.PROTECT,
        related_name="clarifications",
        verbose_name=_("call"),
    )
    number = models.PositiveSmallIntegerField(_("number"))
    question = models.TextField(_("question"))
    answer = models.TextField(_("answer"))
    published_at = models.DateTimeField(_("published at"))

    class Meta:
        verbose_name = _("clarification")
        verbose_name_plural = _("clarifications")
        ordering = ["call", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "number"], name="clarification_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.call.code} {self.number}"
