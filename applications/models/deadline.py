from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.models.application import Application
from calls.models import Lot
from core.personal_data import MACHINE, RECORD, PersonalData


class SeenClosing(models.Model):
    """That a closing instant has been seen to pass: a clock set back does not reopen it."""

    lot = models.ForeignKey(Lot, models.CASCADE, related_name="+")
    closes_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["lot", "closes_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["lot", "closes_at"], name="closing_seen_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.lot} {self.closes_at}"


class TwoOfficers(models.Model):
    """What one officer proposes and another one agrees to."""

    proposed_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed at"))
    approved_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("agreed by"),
    )
    approved_at = models.DateTimeField(_("agreed at"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_second_officer",
                condition=models.Q(approved_by=None, approved_at=None)
                | (
                    models.Q(
                        approved_by__isnull=False, approved_at__isnull=False
                    )
                    & ~models.Q(approved_by=models.F("proposed_by"))
                ),
            )
        ]


class ApplicationExtension(TwoOfficers):
    """A later deadline for one application: proposed by one officer, agreed by another, with the
    reason.
    """

    personal_data = PersonalData(
        texts=RECORD,
        did=(
            "proposed_by",
            "approved_by",
        ),
    )

    application = models.ForeignKey(
        Application,
        models.PROTECT,
        related_name="extensions",
        verbose_name=_("application"),
    )
    number = models.PositiveSmallIntegerField(_("number"))
    previous = models.DateTimeField(_("from"))
    closes_at = models.DateTimeField(_("to"))
    reason = models.TextField(_("reason"))

    class Meta(TwoOfficers.Meta):
        verbose_name = _("extension for one application")
        verbose_name_plural = _("extensions for one application")
        ordering = ["application", "number"]
        constraints = [
            *TwoOfficers.Meta.constraints,
            models.UniqueConstraint(
                fields=["application", "number"],
                name="application_extension_once",
            ),
            models.CheckConstraint(
                name="application_extension_later",
                condition=models.Q(closes_at__gt=models.F("previous")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.number}"


class LotReopening(TwoOfficers):
    """A later deadline for a closed lot whose applications the office may have read: proposed by
    one officer, agreed by another.
    """

    personal_data = PersonalData(
        texts=RECORD,
        did=(
            "proposed_by",
            "approved_by",
        ),
    )

    lot = models.ForeignKey(
        Lot,
        models.PROTECT,
        related_name="reopenings",
        verbose_name=_("lot"),
    )
    closes_at = models.DateTimeField(_("to"))
    reason_hy = models.TextField(_("reason, in Armenian"))
    reason_en = models.TextField(_("reason, in English"), blank=True)

    class Meta(TwoOfficers.Meta):
        verbose_name = _("reopening of a lot")
        verbose_name_plural = _("reopenings of lots")
        ordering = ["lot", "-proposed_at"]
        constraints = [
            *TwoOfficers.Meta.constraints,
            models.UniqueConstraint(
                fields=["lot"],
                condition=models.Q(approved_at=None),
                name="one_reopening_waits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lot} {self.closes_at}"


class DraftReminder(models.Model):
    """That the people of a draft were told, at this stage before this deadline, that it is not
    submitted.
    """

    personal_data = PersonalData(texts=MACHINE)

    application = models.ForeignKey(
        Application, models.CASCADE, related_name="reminders"
    )
    deadline_at = models.DateTimeField()
    stage = models.CharField(max_length=5)
    at = models.DateTimeField(auto_now_add=True)
    letters = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["application", "-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "deadline_at", "stage"],
                name="draft_reminded_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.stage}"


class LotOpening(models.Model):
    """Who opened the sealed applications of a lot, and when; once, after its deadline;
    insert-only.
    """

    personal_data = PersonalData(texts=RECORD, did=("by",))

    lot = models.OneToOneField(
        Lot, models.PROTECT, related_name="opening", verbose_name=_("lot")
    )
    number = models.PositiveIntegerField(_("applications"))
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("opening of a lot")
        verbose_name_plural = _("openings of lots")
        ordering = ["-at"]

    def __str__(self) -> str:
        return str(self.lot)


class CompletionRequest(models.Model):
    """Named questions that an applicant may complete after the deadline: once, by a day of its
    own.
    """

    personal_data = PersonalData(texts=RECORD, did=("by",))

    application = models.OneToOneField(
        Application,
        models.PROTECT,
        related_name="completion",
        verbose_name=_("application"),
    )
    keys = models.JSONField(_("questions"))
    note = models.TextField(_("what is asked"))
    due_at = models.DateTimeField(_("deadline"))
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("request for completion")
        verbose_name_plural = _("requests for completion")
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                name="completion_due_later",
                condition=models.Q(due_at__gt=models.F("at")),
            )
        ]

    def __str__(self) -> str:
        return str(self.application)
