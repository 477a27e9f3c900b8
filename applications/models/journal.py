from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications import states
from applications.models.application import Application
from core.personal_data import RECORD, PersonalData


class StatusChange(models.Model):
    """The journal: exactly one row per move, insert-only, each naming the hash of the one
    before.
    """

    personal_data = PersonalData(texts=RECORD, did=("by",))

    application = models.ForeignKey(
        Application,
        models.PROTECT,
        related_name="journal",
        verbose_name=_("application"),
    )
    number = models.PositiveIntegerField(_("number"))
    verb = models.CharField(_("move"), max_length=30)
    from_state = models.CharField(_("from"), max_length=20, blank=True)
    to_state = models.CharField(_("to"), max_length=20)
    by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"))
    note = models.TextField(_("note"), blank=True)
    previous_sha256 = models.CharField(
        _("SHA-256 of the one before"), max_length=64, blank=True
    )
    sha256 = models.CharField("SHA-256", max_length=64, unique=True)

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal")
        ordering = ["application", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "number"], name="journal_number_once"
            )
        ]

    #: of the version that a submission made; set where the journal is read
    version_number = 0

    def __str__(self) -> str:
        return f"{self.application} {self.number} {self.verb}"

    @property
    def label(self) -> str:
        """What was done, in the language of the reader."""
        return str(states.MOVE_LABELS[self.verb])

    @property
    def is_of_community(self) -> bool:
        return self.verb in states.MOVES_OF_COMMUNITY

    @property
    def reason(self) -> str:
        """Why it was done, where the move asks for a reason."""
        return self.note if self.verb in states.MOVES_WITH_REASON else ""
