import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from calls.models import Call, Clarification, Lot
from communities.models import Community
from core.language.bilingual import DEFAULT_LANGUAGE


class InquiryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A community sees what it asked; the office sees every question."""
        if not user.is_authenticated:
            return self.none()
        if user.works_in_the_office:
            return self
        return self.filter(
            community__in=Community.objects.filter(seats__user=user)
        )

    def unanswered(self):
        return self.filter(answered_at=None)


class Inquiry(models.Model):
    """A question a community asked about a call: private; its answer may be published without the
    asker.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    call = models.ForeignKey(
        Call, models.PROTECT, related_name="inquiries", verbose_name=_("call")
    )
    community = models.ForeignKey(
        Community,
        models.PROTECT,
        related_name="inquiries",
        verbose_name=_("community"),
    )
    text = models.TextField(_("question"))
    language = models.CharField(_("language"), max_length=2)
    asked_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked at"))
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    clarification = models.ForeignKey(
        Clarification,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("published as"),
    )

    objects = InquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("question about a call")
        verbose_name_plural = _("questions about calls")
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.call.code} {self.asked_at:%Y-%m-%d}"


class Export(models.Model):
    """A file the office asked for: made in the background, kept privately, left and returned to."""

    CSV, XLSX, ZIP = "csv", "xlsx", "zip"
    KINDS = [(CSV, "CSV"), (XLSX, "XLSX"), (ZIP, "ZIP")]
    WAITING, RUNNING, DONE, FAILED = "waiting", "running", "done", "failed"
    STATES = [
        (WAITING, _("waiting")),
        (RUNNING, _("running")),
        (DONE, _("ready")),
        (FAILED, _("failed")),
    ]

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    lot = models.ForeignKey(
        Lot, models.CASCADE, related_name="exports", verbose_name=_("lot")
    )
    kind = models.CharField(_("kind"), max_length=4, choices=KINDS)
    state = models.CharField(
        _("state"), max_length=8, choices=STATES, default=WAITING
    )
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    language = models.CharField(max_length=2, default=DEFAULT_LANGUAGE)
    storage_key = models.CharField(max_length=100, blank=True, editable=False)
    size = models.PositiveBigIntegerField(_("size"), default=0)
    asked_by = models.ForeignKey(
        User, models.CASCADE, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    missing = models.JSONField(
        _("left out"),
        default=list,
        blank=True,
        help_text=_(
            "References of the applications that could not be included."
        ),
    )

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.lot} {self.kind}"

    @property
    def is_going_on(self) -> bool:
        return self.state in (self.WAITING, self.RUNNING)

    @property
    def percent(self) -> int:
        return self.done * 100 // self.total if self.total else 0
