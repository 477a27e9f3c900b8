import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.models.application import Application
from calls.models import Call, Clarification, Lot
from communities.models import Community
from core.language.bilingual import DEFAULT_LANGUAGE
from core.personal_data import (
    MACHINE,
    RECORD,
    SEEN_BY_OFFICE,
    OnErasure,
    PersonalData,
)


class InquiryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A community sees what it asked; the office sees every question that is confirmed."""
        if not user.is_authenticated:
            return self.none()
        if user.works_in_the_office:
            return self.confirmed()
        return self.filter(
            community__in=Community.objects.filter(seats__user=user)
        )

    def unanswered(self):
        return self.filter(answered_at=None)

    def confirmed(self):
        """Of communities, and of guests who own the address they gave."""
        return self.filter(confirmed_at__isnull=False)


class Inquiry(models.Model):
    """A question about a call, of a community or of a guest without an account: private; its answer
    may be published without the asker.

    A guest's question waits until the owner of the address has confirmed it; the address is
    forgotten a month after the answer.
    """

    personal_data = PersonalData(
        email="guest_email",
        fields=("guest_email",),
        on_erasure=OnErasure.EMPTIED,
        emptied={"guest_email": ""},
        did=("asked_by", "answered_by"),
        mentions=("text", "answer"),
        texts=RECORD,
        what=_("your address at a question about a call"),
        why=_("to answer it"),
        seen_by=SEEN_BY_OFFICE,
        how_long=_("see the table of periods"),
    )

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    call = models.ForeignKey(
        Call, models.PROTECT, related_name="inquiries", verbose_name=_("call")
    )
    community = models.ForeignKey(
        Community,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="inquiries",
        verbose_name=_("community"),
    )
    text = models.TextField(_("question"))
    language = models.CharField(_("language"), max_length=2)
    asked_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("asked by"),
    )
    guest_email = models.EmailField(_("e-mail address of a guest"), blank=True)
    asked_at = models.DateTimeField(_("asked at"))
    confirmed_at = models.DateTimeField(
        _("confirmed at"), null=True, blank=True
    )
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
        constraints = [
            models.CheckConstraint(
                name="inquiry_of_a_community_or_a_guest",
                condition=models.Q(
                    community__isnull=False,
                    asked_by__isnull=False,
                    guest_email="",
                    confirmed_at__isnull=False,
                )
                | models.Q(community=None, asked_by=None),
            ),
            models.CheckConstraint(
                name="inquiry_confirmed_before_it_is_answered",
                condition=models.Q(answered_at=None)
                | models.Q(confirmed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call.code} {self.asked_at:%Y-%m-%d}"


class Export(models.Model):
    """A file the office asked for: made in the background, kept privately, left and returned to."""

    personal_data = PersonalData(
        did=("asked_by",), mentions=("personal_reason",), texts=MACHINE
    )

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
    #: one of the two: a lot, or every lot of a call in one workbook
    lot = models.ForeignKey(
        Lot,
        models.CASCADE,
        null=True,
        related_name="exports",
        verbose_name=_("lot"),
    )
    call = models.ForeignKey(
        Call,
        models.CASCADE,
        null=True,
        related_name="exports",
        verbose_name=_("call"),
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
    #: why this file also holds personal answers; empty: it does not
    personal_reason = models.CharField(
        _("why with personal answers"), max_length=300, blank=True
    )
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
        constraints = [
            models.CheckConstraint(
                name="export_of_a_lot_or_a_workbook_of_a_call",
                condition=models.Q(lot__isnull=False, call=None)
                | models.Q(lot=None, call__isnull=False, kind="xlsx"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.kind}"

    @property
    def call_of_lots(self) -> Call:
        """Whose lot or lots it holds."""
        if self.lot is not None:
            return self.lot.call
        assert self.call is not None
        return self.call

    @property
    def code(self) -> str:
        """That of the lot, or of the call whose lots it holds."""
        return str(self.lot or self.call_of_lots.code)

    @property
    def is_going_on(self) -> bool:
        return self.state in (self.WAITING, self.RUNNING)

    @property
    def percent(self) -> int:
        return self.done * 100 // self.total if self.total else 0


class LegalHold(models.Model):
    """That nothing of one application may be erased for now: a dispute, an audit, a court."""

    personal_data = PersonalData(
        texts=RECORD, did=("by", "ended_by"), mentions=("reason",)
    )

    application = models.ForeignKey(
        Application,
        models.PROTECT,
        related_name="holds",
        verbose_name=_("application"),
    )
    reason = models.TextField(_("reason"), max_length=500)
    by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    ended_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ended by"),
    )
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        verbose_name = _("legal hold")
        verbose_name_plural = _("legal holds")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                name="one_legal_hold_at_a_time",
                condition=models.Q(ended_at=None),
            ),
            models.CheckConstraint(
                name="legal_hold_says_why", condition=~models.Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.at:%Y-%m-%d}"
