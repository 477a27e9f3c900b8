"""What every invitation by letter has: an address, a link that works once, and an end."""

import datetime as dt
import secrets
import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.hashing import sha256
from core.language.bilingual import DEFAULT_LANGUAGE
from core.language.figures import day_and_clock
from core.language.search_words import search_key

#: for how many days a link works: unless said otherwise, and at most
USUAL_DAYS, MOST_DAYS = 14, 60


def refuse_odd_days(days: int) -> None:
    """Raises ValidationError 'days'."""
    if not 1 <= days <= MOST_DAYS:
        raise ValidationError(_("Choose 1 to 60 days."), code="days")


class InvitationQuerySet(models.QuerySet):
    def unanswered(self):
        """Neither accepted nor taken back; some of these have run out."""
        return self.filter(accepted_at=None, taken_back_at=None)

    def waiting(self):
        return self.unanswered().filter(expires_at__gt=timezone.now())

    def over_since(self, instant: dt.datetime):
        """Those that came to nothing before an instant."""
        return self.filter(accepted_at=None).filter(
            models.Q(expires_at__lt=instant)
            | models.Q(taken_back_at__lt=instant)
        )


class InvitationByLetter(models.Model):
    """Something offered to an e-mail address; the link in the letter accepts it, once, until a
    day. A letter that is sent again is a row of its own, and the one before it is taken back.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("full name"), max_length=150, blank=True)
    search_key = models.TextField(default="", editable=False)
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=settings.LANGUAGES,
        default=DEFAULT_LANGUAGE,
    )
    token_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("invited by"),
    )
    days = models.PositiveSmallIntegerField(
        _("valid for, days"), default=USUAL_DAYS
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires at"))
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    taken_back_at = models.DateTimeField(
        _("taken back at"), null=True, blank=True
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        abstract = True
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_valid_for_some_days",
                condition=models.Q(days__gte=1, days__lte=MOST_DAYS),
                violation_error_message=_("Choose 1 to 60 days."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ends_after_it_began",
                condition=models.Q(expires_at__gt=models.F("created_at")),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_accepted_or_taken_back",
                condition=models.Q(accepted_at=None)
                | models.Q(taken_back_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def is_waiting(self) -> bool:
        return self.is_unanswered and self.expires_at > timezone.now()

    @property
    def is_unanswered(self) -> bool:
        return self.accepted_at is None and self.taken_back_at is None

    def begin(self, *, by) -> str:
        """Start the days and keep the row; the token, which stands in the letter alone."""
        token = secrets.token_urlsafe(32)
        self.invited_by = by
        self.search_key = search_key(self.name, self.email)
        self.token_sha256 = sha256(token)
        self.expires_at = timezone.now() + dt.timedelta(days=self.days)
        self.save()
        return token

    def take_back(self) -> None:
        """The link works no more."""
        self.taken_back_at = timezone.now()
        self.save(update_fields=["taken_back_at"])

    def mark_accepted(self) -> None:
        self.accepted_at = timezone.now()
        self.save(update_fields=["accepted_at"])

    def refuse_answered(self) -> None:
        """Raises ValidationError 'answered' once it was accepted or taken back."""
        if not self.is_unanswered:
            raise ValidationError(
                _("This invitation is no longer open."), code="answered"
            )

    def refuse_second(self) -> None:
        """Raises ValidationError 'invited' while it waits: one letter at a time."""
        if self.is_waiting:
            raise ValidationError(
                gettext(
                    "This address has an invitation that is valid until %(day)s. "
                    "Send it again or take it back."
                )
                % {"day": day_and_clock(self.expires_at)},
                code="invited",
            )
