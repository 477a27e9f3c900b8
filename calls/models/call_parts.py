import re
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from calls.models.call import Call
from core.files.storage import SizedFile
from core.files.uploads import validate_document
from core.language.bilingual import LANGUAGES, text
from core.personal_data import PUBLISHED, PersonalData


class Criterion(models.Model):
    """What reviewers score, published with the call; weights are configured, none is assumed.

    A score is a whole number from `scale_min` to `scale_max`; times the weight it is points. The
    database refuses every change once a first score is given (`Lot.scoring_began_at`).
    """

    personal_data = PersonalData(texts=PUBLISHED)

    call = models.ForeignKey(
        Call, models.CASCADE, related_name="criteria", verbose_name=_("call")
    )
    lot = models.ForeignKey(
        "calls.Lot",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="own_criteria",
        verbose_name=_("lot"),
        help_text=_("If empty: for every lot of the call."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    section = models.CharField(_("section"), max_length=150, blank=True)
    title_hy: str | None
    title_en: str | None
    title = models.TextField(_("criterion"))
    scale_min = models.PositiveSmallIntegerField(_("lowest score"), default=1)
    scale_max = models.PositiveSmallIntegerField(_("highest score"), default=5)
    weight = models.DecimalField(
        _("weight"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    threshold = models.DecimalField(
        _("threshold"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("The mean score below which an application is rejected."),
    )
    anchors = models.TextField(
        _("what the scores mean"),
        blank=True,
        help_text=_(
            "One line a score, with the number first: “5 – exemplary”."
            " A score without a line needs none."
        ),
    )

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["call", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                name="criterion_scale_has_steps",
                condition=models.Q(scale_min__lt=models.F("scale_max")),
                violation_error_message=_(
                    "The lowest score must be below the highest."
                ),
            ),
            models.CheckConstraint(
                name="criterion_weight_positive",
                condition=models.Q(weight=None) | models.Q(weight__gt=0),
                violation_error_message=_("A weight is more than zero."),
            ),
            models.CheckConstraint(
                name="criterion_threshold_within_scale",
                condition=models.Q(threshold=None)
                | models.Q(
                    threshold__gte=models.F("scale_min"),
                    threshold__lte=models.F("scale_max"),
                ),
                violation_error_message=_(
                    "The threshold must lie within the scale."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        if self.lot and self.lot.call_id != self.call_id:
            raise ValidationError({"lot": _("Choose a lot of this call.")})
        for language in LANGUAGES:
            self._check_anchors(f"anchors_{language}")

    def _check_anchors(self, field: str) -> None:
        try:
            scores = list(read_anchors(getattr(self, field) or ""))
        except ValueError as error:
            refusal = _("Begin each line with its score: “%(line)s”.")
            raise ValidationError(
                {field: refusal % {"line": error.args[0]}}
            ) from error
        if not all(self.scale_min <= one <= self.scale_max for one in scores):
            raise ValidationError({field: _("A score lies outside the scale.")})

    @property
    def anchor_texts(self) -> dict[int, str]:
        """Score → what it means, in the language of the reader."""
        return read_anchors(text(self, "anchors"))

    @property
    def highest_points(self) -> Decimal | None:
        """The most that it can bring; None while it has no weight."""
        return self.weight * self.scale_max if self.weight else None


def read_anchors(typed: str) -> dict[int, str]:
    """Score → what it means, of one line a score. ValueError with a line that has no score."""
    anchors = {}
    for line in typed.splitlines():
        if not line.strip():
            continue
        found = re.match(r"\s*(\d{1,3})\s*[–—:.)-]*\s*(.+)", line)
        if found is None:
            raise ValueError(line.strip()[:80])
        anchors[int(found[1])] = found[2].strip()
    return anchors


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
