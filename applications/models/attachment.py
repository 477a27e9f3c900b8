import uuid

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.models.application import Application
from core.files.kinds import needs_jpeg
from core.personal_data import (
    KEPT_WITH_APPLICATION,
    MACHINE,
    SEEN_BY_COLLEAGUES,
    TAKEN_OUT,
    WHY_ANSWERS,
    PersonalData,
)


class AttachmentQuerySet(models.QuerySet):
    def here(self):
        """Files whose bytes have arrived and that nobody took away."""
        return self.filter(state__in=Attachment.HERE)

    def expected(self):
        """Files that count as attached: here, or announced and still travelling."""
        return self.filter(state__in=Attachment.EXPECTED)


class Attachment(models.Model):
    """A file of an application: private, checked, hashed; its bytes lie under a random key."""

    personal_data = PersonalData(
        did=("uploaded_by",),
        fields=("name",),
        texts=MACHINE,
        what=_("files in personal answers that name you"),
        why=WHY_ANSWERS,
        seen_by=SEEN_BY_COLLEAGUES,
        how_long=KEPT_WITH_APPLICATION,
    )

    ANNOUNCED, RECEIVED, CLEAN, REFUSED, REMOVED = (
        "announced",
        "received",
        "clean",
        "refused",
        "removed",
    )
    STATES = [
        (ANNOUNCED, _("announced")),
        (RECEIVED, _("received")),
        (CLEAN, _("checked")),
        (REFUSED, _("refused")),
        (REMOVED, _("removed")),
    ]
    #: its bytes are here; the scanner may still have to look at those received
    HERE = (RECEIVED, CLEAN)
    EXPECTED = (ANNOUNCED, *HERE)

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(
        Application, models.CASCADE, related_name="attachments"
    )
    question_key = models.CharField(_("question"), max_length=40)
    name = models.CharField(_("name"), max_length=170)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField("SHA-256", max_length=64)
    content_type = models.CharField(_("type"), max_length=100, blank=True)
    storage_key = models.CharField(max_length=100, editable=False, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=STATES, default=ANNOUNCED
    )
    refusal = models.CharField(_("why refused"), max_length=250, blank=True)
    uploaded_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("uploaded by")
    )
    announced_at = models.DateTimeField(_("announced at"), default=timezone.now)
    uploaded_at = models.DateTimeField(_("uploaded at"), null=True, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attached file")
        verbose_name_plural = _("attached files")
        ordering = ["application", "question_key", "pk"]
        constraints = [
            models.CheckConstraint(
                name="attachment_here_has_bytes",
                condition=models.Q(
                    state__in=("announced", "removed", "refused")
                )
                | (
                    ~models.Q(storage_key="")
                    & models.Q(uploaded_at__isnull=False)
                ),
            )
        ]

    @property
    def is_expected(self) -> bool:
        return self.state in self.EXPECTED

    @property
    def is_erased(self) -> bool:
        """Taken out with the person whom it was about."""
        return self.state == self.REMOVED and self.name == TAKEN_OUT

    def __str__(self) -> str:
        return self.name

    @property
    def is_travelling(self) -> bool:
        return self.state == self.ANNOUNCED

    @property
    def is_rare_picture(self) -> bool:
        """Not every program opens it: a JPEG is given beside it."""
        return needs_jpeg(self.name)

    def get_absolute_url(self) -> str:
        return reverse(
            "applications:file", args=[self.application.reference, self.uuid]
        )
