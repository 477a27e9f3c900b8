from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from calls.models.call import Call
from core.files.storage import SizedFile
from core.files.uploads import validate_document
from core.personal_data import PUBLISHED, PersonalData


class Criterion(models.Model):
    """What reviewers score, published with the call; weights are configured, none is assumed."""

    personal_data = PersonalData(texts=PUBLISHED)

    call = models.ForeignKey(
        Call, models.CASCADE, related_name="criteria", verbose_name=_("call")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    section = models.CharField(_("section"), max_length=150, blank=True)
    title = models.TextField(_("criterion"))
    scale_max = models.PositiveSmallIntegerField(_("highest score"), default=5)
    weight = models.DecimalField(
        _("weight"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    threshold = models.DecimalField(
        _("threshold"), max_digits=5, decimal_places=2, null=True, blank=True
    )

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["call", "order", "pk"]

    def __str__(self) -> str:
        return self.title


class CallDocument(SizedFile, models.Model):
    """A file published with a call; earlier versions stay downloadable."""

    personal_data = PersonalData(texts=PUBLISHED)

    #: set by `Call.newest_documents`: the versions before it, newest first
    earlier: list["CallDocument"]

    call = models.ForeignKey(
        Call, models.CASCADE, related_name="documents", verbose_name=_("call")
    )
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES
    )
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    file = models.FileField(
        _("file"), upload_to="calls/%Y/", validators=[validate_document]
    )
    size = models.PositiveIntegerField(_("size"), default=0, editable=False)
    published_on = models.DateField(
        _("published on"), default=timezone.localdate
    )
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("replaces"),
        help_text=_("The earlier version, which stays downloadable."),
    )

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["call", "language", "-version", "pk"]

    def __str__(self) -> str:
        return self.title

    def versions_before(
        self, documents: dict[int, "CallDocument"]
    ) -> list["CallDocument"]:
        earlier, document = [], self
        while before := documents.get(document.replaces_id or 0):
            earlier.append(before)
            document = before
        return earlier

    def clean(self) -> None:
        if (
            self.replaces_id
            and self.replaces
            and self.replaces.call_id != self.call_id
        ):
            raise ValidationError(
                {"replaces": _("Choose one of this call's documents.")}
            )

    def save(self, *args, **kwargs) -> None:
        if self.replaces:
            self.version = self.replaces.version + 1
        super().save(*args, **kwargs)
