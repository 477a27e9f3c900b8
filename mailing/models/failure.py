from django.db import models
from django.utils.translation import gettext_lazy as _

from core.personal_data import MACHINE, PersonalData


class Failure(models.Model):
    """One piece of the work after the answer that failed; it goes once the piece succeeds."""

    personal_data = PersonalData(texts=MACHINE)

    work = models.CharField(_("work"), max_length=30)
    piece = models.CharField(_("piece"), max_length=80)
    reason = models.CharField(_("reason"), max_length=80)
    tries = models.PositiveIntegerField(_("attempts"), default=0)
    first_at = models.DateTimeField(_("first at"), auto_now_add=True)
    last_at = models.DateTimeField(_("last at"), auto_now=True)

    class Meta:
        verbose_name = _("failure")
        verbose_name_plural = _("failures")
        ordering = ["-last_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["work", "piece"], name="failure_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.work} {self.piece}"
