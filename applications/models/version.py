import json

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.models.application import Application
from core.personal_data import (
    KEPT_WITH_APPLICATION,
    RECORD,
    SEEN_BY_COLLEAGUES,
    WHY_ANSWERS,
    PersonalData,
)


class Version(models.Model):
    """What was submitted, once and for all: the database refuses to change or delete the row.

    `record` is the canonical JSON that `sha256` is the hash of; it names the previous version's
    hash. Personal answers stand in it only as salted hashes (PersonalPart holds the words).
    """

    personal_data = PersonalData(texts=RECORD, did=("submitted_by",))

    application = models.ForeignKey(
        Application,
        models.PROTECT,
        related_name="versions",
        verbose_name=_("application"),
    )
    number = models.PositiveSmallIntegerField(_("number"))
    record = models.TextField(_("record"))
    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    previous_sha256 = models.CharField(
        _("SHA-256 of the one before"), max_length=64, blank=True
    )
    submitted_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("submitted by")
    )
    requested_at = models.DateTimeField(_("asked at"))
    accepted_at = models.DateTimeField(_("accepted at"))
    deadline_at = models.DateTimeField(_("deadline in force"))

    class Meta:
        verbose_name = _("submitted version")
        verbose_name_plural = _("submitted versions")
        ordering = ["application", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "number"], name="version_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.application} v{self.number}"

    def get_absolute_url(self) -> str:
        return reverse(
            "applications:version",
            args=[self.application.reference, self.number],
        )

    @property
    def waited_for_its_turn(self) -> bool:
        """Recorded in another second than it came, because others were being served."""
        waited = self.accepted_at.replace(microsecond=0) > self.requested_at
        return waited and not self.waited_for_files

    @property
    def waited_for_files(self) -> bool:
        """Asked for in time, and accepted after it, when the announced files had come."""
        is_after = self.accepted_at > self.deadline_at
        return is_after and hasattr(self, "provisional")

    @property
    def content(self) -> dict:
        return json.loads(self.record)["content"]

    @property
    def is_of_completion(self) -> bool:
        """Whether it answers the request to complete: then nothing can follow it."""
        completion = getattr(self.application, "completion", None)
        return completion is not None and self.accepted_at >= completion.at


class PersonalPart(models.Model):
    """The personal answers of a version: {key: {salt, value}}, or None once a person was erased."""

    personal_data = PersonalData(
        fields=("content",),
        what=_("personal answers in submitted applications that name you"),
        why=WHY_ANSWERS,
        seen_by=SEEN_BY_COLLEAGUES,
        how_long=KEPT_WITH_APPLICATION,
    )

    version = models.OneToOneField(
        Version, models.PROTECT, related_name="personal"
    )
    content = models.JSONField(null=True)

    def __str__(self) -> str:
        return str(self.version)


class ProvisionalSubmission(models.Model):
    """A submission asked for in time whose announced files are still travelling.

    It becomes a version when the last of them has arrived within the grace of the lot, else it is
    void and the version before it stands. `content` is frozen at the request.
    """

    personal_data = PersonalData(
        did=("by",),
        fields=("personal",),
        texts=RECORD,
        what=_("personal answers in a submission that waited for its files"),
        why=WHY_ANSWERS,
        seen_by=SEEN_BY_COLLEAGUES,
        how_long=KEPT_WITH_APPLICATION,
    )

    application = models.ForeignKey(
        Application, models.CASCADE, related_name="provisional"
    )
    content = models.JSONField()
    personal = models.JSONField()
    declared = models.JSONField(default=list)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    deadline_at = models.DateTimeField()
    waits_until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.OneToOneField(
        Version,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="provisional",
    )

    class Meta:
        verbose_name = _("provisional submission")
        verbose_name_plural = _("provisional submissions")
        ordering = ["application", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                name="one_provisional_at_a_time",
                condition=models.Q(ended_at=None),
            ),
            models.CheckConstraint(
                name="provisional_asked_in_time",
                condition=models.Q(requested_at__lt=models.F("deadline_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.requested_at:%H:%M:%S}"
