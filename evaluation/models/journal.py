from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.models import Application
from calls.models import Lot
from core.personal_data import RECORD, PersonalData
from evaluation import states


class EvaluationEntry(models.Model):
    """The journal of an evaluation: one row per act, insert-only, chained within its lot.

    `facts`: codes and figures of the act, and the numbers of the people it is about, never names.
    """

    personal_data = PersonalData(texts=RECORD, did=("by",))

    lot = models.ForeignKey(
        Lot,
        models.PROTECT,
        related_name="evaluation_entries",
        verbose_name=_("lot"),
    )
    number = models.PositiveIntegerField(_("number"))
    application = models.ForeignKey(
        Application,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="evaluation_entries",
        verbose_name=_("application"),
    )
    verb = models.CharField(
        _("act"), max_length=30, choices=list(states.ENTRY_LABELS.items())
    )
    facts = models.JSONField(_("facts"), default=dict)
    note = models.TextField(_("reason"), blank=True)
    by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"))
    previous_sha256 = models.CharField(
        _("SHA-256 of the one before"), max_length=64, blank=True
    )
    sha256 = models.CharField("SHA-256", max_length=64, unique=True)

    class Meta:
        verbose_name = _("entry of an evaluation's journal")
        verbose_name_plural = _("journal of evaluations")
        ordering = ["lot", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["lot", "number"], name="evaluation_entry_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.lot} {self.number} {self.verb}"

    @property
    def label(self) -> str:
        return str(states.ENTRY_LABELS[self.verb])


class FileNote(models.Model):
    """What an officer wrote down about an application, for colleagues alone."""

    personal_data = PersonalData(did=("by",), mentions=("text",), texts=RECORD)

    application = models.ForeignKey(
        Application,
        models.PROTECT,
        related_name="notes",
        verbose_name=_("application"),
    )
    text = models.TextField(_("note"), max_length=4000)
    by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("note of an officer")
        verbose_name_plural = _("notes of officers")
        ordering = ["application", "-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.application} {self.at:%Y-%m-%d}"
