from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.models.application import Application
from calls.models import FormVersion
from core.personal_data import MACHINE, RECORD, SEEN_BY_COLLEAGUES, PersonalData


class Presence(models.Model):
    """Who has which page of a draft open, and when their browser last said so."""

    personal_data = PersonalData(
        user="user",
        texts=MACHINE,
        what=_("which page of a draft you have open"),
        why=_("so that colleagues do not write over each other"),
        seen_by=SEEN_BY_COLLEAGUES,
        how_long=_("minutes"),
    )

    application = models.ForeignKey(
        Application, models.CASCADE, related_name="presences"
    )
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    section = models.CharField(max_length=50)
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["application", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "user"], name="present_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.section}"


class FormMove(models.Model):
    """That a draft was moved to a new version of its form; its answers stayed."""

    application = models.ForeignKey(
        Application, models.CASCADE, related_name="form_moves"
    )
    from_version = models.ForeignKey(
        FormVersion, models.PROTECT, related_name="+"
    )
    to_version = models.ForeignKey(
        FormVersion, models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["application", "-at"]

    def __str__(self) -> str:
        return f"{self.application} {self.from_version.number} → {self.to_version.number}"


class EligibilityCheck(models.Model):
    """What the self-check found when an application was started: the rules as they stood, and what
    was said.

    `said`: rule key → yes/no; `outcomes`: list of {"rule", "text", "state"}.
    """

    personal_data = PersonalData(texts=RECORD, did=("by",))

    application = models.OneToOneField(
        Application, models.CASCADE, related_name="eligibility"
    )
    said = models.JSONField(default=dict)
    outcomes = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("check of the right to apply")
        verbose_name_plural = _("checks of the right to apply")
        ordering = ["application"]

    def __str__(self) -> str:
        return str(self.application)
