from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.models import Application, Version
from calls.models import Lot
from core.personal_data import PUBLISHED, RECORD, PersonalData


class ChecklistLine(models.Model):
    """What staff look at in every application of a lot, beside what the portal computes."""

    personal_data = PersonalData(texts=PUBLISHED)

    lot = models.ForeignKey(
        Lot,
        models.CASCADE,
        related_name="checklist",
        verbose_name=_("lot"),
    )
    text_hy: str | None
    text_en: str | None
    instead_hy: str | None
    instead_en: str | None
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    text = models.CharField(_("what is checked"), max_length=300)
    instead = models.CharField(
        _("what to do when it is not met"), max_length=300, blank=True
    )

    class Meta:
        verbose_name = _("line of a checklist")
        verbose_name_plural = _("lines of a checklist")
        ordering = ["lot", "order", "pk"]

    def __str__(self) -> str:
        return self.text


class Check(models.Model):
    """Whether one application may be evaluated: its lines, and what officers concluded."""

    personal_data = PersonalData(
        texts=RECORD, did=("begun_by", "proposed_by", "concluded_by")
    )

    ELIGIBLE, INELIGIBLE = "eligible", "ineligible"
    OUTCOMES = [(ELIGIBLE, _("eligible")), (INELIGIBLE, _("not eligible"))]

    application = models.OneToOneField(
        Application,
        models.PROTECT,
        related_name="eligibility_check",
        verbose_name=_("application"),
    )
    version = models.ForeignKey(
        Version,
        models.PROTECT,
        related_name="+",
        verbose_name=_("version"),
    )
    begun_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("begun by")
    )
    begun_at = models.DateTimeField(_("begun at"))
    #: an officer found it not eligible, and what its applicant is told
    instruction = models.TextField(_("what the applicant is told"), blank=True)
    proposed_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("proposed by"),
    )
    proposed_at = models.DateTimeField(_("proposed at"), null=True, blank=True)
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=OUTCOMES, blank=True
    )
    concluded_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("concluded by"),
    )
    concluded_at = models.DateTimeField(
        _("concluded at"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("eligibility check")
        verbose_name_plural = _("eligibility checks")
        ordering = ["application"]
        constraints = [
            models.CheckConstraint(
                name="check_concluded_whole",
                condition=models.Q(
                    outcome="", concluded_by=None, concluded_at=None
                )
                | models.Q(
                    ~models.Q(outcome=""),
                    concluded_by__isnull=False,
                    concluded_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="ineligible_needs_a_second_officer",
                condition=~models.Q(outcome="ineligible")
                | (
                    models.Q(proposed_by__isnull=False)
                    & ~models.Q(proposed_by=models.F("concluded_by"))
                    & ~models.Q(instruction="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.outcome}"

    @property
    def is_open(self) -> bool:
        return not self.outcome

    @property
    def is_proposed(self) -> bool:
        """Whether it waits for a second officer."""
        return self.is_open and self.proposed_at is not None

    @property
    def proposal_stamp(self) -> str:
        """Tells one proposal from the next; '' where none stands."""
        return self.proposed_at.isoformat() if self.proposed_at else ""


class CheckLine(models.Model):
    """One line of a check: what the portal computed, and what an officer found.

    The words are kept as they stood, so that a later change of the checklist changes no record.
    """

    personal_data = PersonalData(texts=RECORD, did=("by",))

    MET, NOT_MET, WAIVED = "met", "not_met", "waived"
    RESULTS = [
        (MET, _("met")),
        (NOT_MET, _("not met")),
        (WAIVED, _("waived")),
    ]

    check_of = models.ForeignKey(
        Check,
        models.CASCADE,
        related_name="lines",
        verbose_name=_("check"),
    )
    key = models.CharField(_("key"), max_length=80)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    text_hy = models.TextField(_("in Armenian"))
    text_en = models.TextField(_("in English"), blank=True)
    instead_hy = models.TextField(_("what to do, in Armenian"), blank=True)
    instead_en = models.TextField(_("what to do, in English"), blank=True)
    is_computed = models.BooleanField(_("computed"), default=False)
    #: what the portal found: a state of `applications.drafts.eligibility`, "" of a staff's line
    computed = models.CharField(_("found"), max_length=10, blank=True)
    fact_hy = models.TextField(_("what it rests on, in Armenian"), blank=True)
    fact_en = models.TextField(_("what it rests on, in English"), blank=True)
    result = models.CharField(
        _("result"), max_length=10, choices=RESULTS, blank=True
    )
    reason = models.TextField(_("reason"), blank=True)
    by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("at"), null=True, blank=True)

    class Meta:
        verbose_name = _("line of a check")
        verbose_name_plural = _("lines of a check")
        ordering = ["check_of", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["check_of", "key"], name="check_line_once"
            ),
            models.CheckConstraint(
                name="check_line_says_why",
                condition=models.Q(result__in=["", "met"])
                | ~models.Q(reason=""),
            ),
            models.CheckConstraint(
                name="check_line_by_somebody",
                condition=models.Q(result="", by=None, at=None)
                | models.Q(
                    ~models.Q(result=""),
                    by__isnull=False,
                    at__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.check_of} {self.key}"
