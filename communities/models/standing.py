from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from communities.models.community import Community
from communities.models.country import STATUSES
from core.personal_data import PUBLISHED, RECORD, PersonalData


class StatusOverride(models.Model):
    """Staff's word on a community's status for a time, with its reason; the rules wait
    meanwhile.
    """

    personal_data = PersonalData(
        texts=RECORD, did=("by",), mentions=("reason",)
    )

    community = models.ForeignKey(
        Community,
        models.CASCADE,
        related_name="overrides",
        verbose_name=_("community"),
    )
    status = models.CharField(_("status"), max_length=10, choices=STATUSES)
    reason = models.CharField(_("reason"), max_length=250)
    begins_on = models.DateField(_("begins on"))
    ends_on = models.DateField(_("ends on, that day included"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("decided by"),
        editable=False,
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("status set by staff")
        verbose_name_plural = _("statuses set by staff")
        ordering = ["-begins_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="override_begins_before_it_ends",
                violation_error_message=_(
                    "The status cannot end before it begins."
                ),
                condition=models.Q(ends_on__gte=models.F("begins_on")),
            ),
            models.CheckConstraint(
                name="override_has_its_reason",
                violation_error_message=_("Give the reason."),
                condition=~models.Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community}: {self.status} ({self.begins_on} – {self.ends_on})"


class Reminder(models.Model):
    """A reminder of one duty of a community: which, at what stage, who sent it, to whom."""

    personal_data = PersonalData(texts=PUBLISHED, did=("by",))

    AHEAD, SOON, OVERDUE, BY_HAND = "ahead", "soon", "overdue", "by_hand"
    STAGES = [
        (AHEAD, _("three months before")),
        (SOON, _("one month before")),
        (OVERDUE, _("overdue")),
        (BY_HAND, _("sent by staff")),
    ]

    DUTIES = [
        ("plan", _("Action plan")),
        ("report", _("Monitoring report")),
        ("inventory", _("Monitoring emission inventory")),
    ]

    community = models.ForeignKey(
        Community,
        models.CASCADE,
        related_name="reminders",
        verbose_name=_("community"),
    )
    duty = models.CharField(_("duty"), max_length=10, choices=DUTIES)
    due_on = models.DateField(_("due on"))
    stage = models.CharField(_("stage"), max_length=10, choices=STAGES)
    letters = models.PositiveSmallIntegerField(_("letters"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sent by"),
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "duty", "due_on", "stage"],
                name="reminder_once_a_stage",
                condition=~models.Q(stage="by_hand"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.community}, {self.duty}, {self.due_on}"
