from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.models.community import Community
from core.language.bilingual import DEFAULT_LANGUAGE

VIEWER, EDITOR, SUBMITTER = "viewer", "editor", "submitter"
ROLES = [
    (VIEWER, _("viewer")),
    (EDITOR, _("editor")),
    (SUBMITTER, _("submitter")),
]


class SeatQuerySet(models.QuerySet):
    def that_write(self):
        return self.filter(role__in=(EDITOR, SUBMITTER))

    def that_submit(self):
        return self.filter(role=SUBMITTER)


class Seat(models.Model):
    """A user of a community, and what they may do with its applications."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="seats",
        verbose_name=_("user"),
    )
    community = models.ForeignKey(
        Community,
        models.CASCADE,
        related_name="seats",
        verbose_name=_("community"),
    )
    role = models.CharField(_("role"), max_length=10, choices=ROLES)
    since = models.DateTimeField(_("since"), auto_now_add=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ["community", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "community"], name="seat_once_in_a_community"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.community} ({self.role})"

    def clean(self) -> None:
        """Who runs calls does not write applications, nor read a community's drafts."""
        if self.user_id and self.user.is_staff:
            raise ValidationError(
                {
                    "user": _(
                        "Programme staff cannot have a seat in a community."
                    )
                }
            )


class InvitationQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(accepted_at=None, expires_at__gt=timezone.now())


class Invitation(models.Model):
    """A seat offered to an e-mail address; the link in the letter accepts it, once, for two
    weeks.
    """

    community = models.ForeignKey(
        Community,
        models.CASCADE,
        related_name="invitations",
        verbose_name=_("community"),
    )
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=10, choices=ROLES)
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
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires at"))
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.email}, {self.community}"
