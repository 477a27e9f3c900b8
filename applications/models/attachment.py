import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from applications.models.application import Application
from portal.models import User


class Attachment(models.Model):
    """A file of an application: private, checked, hashed; its bytes lie under a random key."""

    CLEAN, REMOVED = "clean", "removed"
    STATES = [
        ("announced", _("announced")),
        ("received", _("received")),
        (CLEAN, _("checked")),
        ("refused", _("refused")),
        (REMOVED, _("removed")),
    ]

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, models.CASCADE, related_name="attachments")
    question_key = models.CharField(_("question"), max_length=40)
    name = models.CharField(_("name"), max_length=170)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField("SHA-256", max_length=64)
    content_type = models.CharField(_("type"), max_length=100)
    storage_key = models.CharField(max_length=100, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=STATES, default="received")
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("uploaded by"))
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)

    class Meta:
        verbose_name = _("attached file")
        verbose_name_plural = _("attached files")
        ordering = ["application", "question_key", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("applications:file", args=[self.application.reference, self.uuid])
