from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.invitations import InvitationByLetter
from communities.models.community import Community
from core.personal_data import SEEN_BY_COLLEAGUES, UNTIL_ERASED, PersonalData

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

    personal_data = PersonalData(
        user="user",
        what=_("your seats in communities"),
        why=_("to open the applications of your community to you"),
        seen_by=SEEN_BY_COLLEAGUES,
        how_long=_("until you leave the community"),
    )

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
            ),
            models.CheckConstraint(
                name="seat_has_a_known_role",
                condition=models.Q(role__in=[VIEWER, EDITOR, SUBMITTER]),
            ),
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


class Invitation(InvitationByLetter):
    """A seat offered to an e-mail address."""

    personal_data = PersonalData(
        email="email",
        fields=("email", "name", "search_key"),
        secret=("token_sha256",),
        did=("invited_by",),
        what=_("invitations sent to you"),
        why=_("to open an account only for who was invited"),
        seen_by=SEEN_BY_COLLEAGUES,
        how_long=UNTIL_ERASED,
    )

    community = models.ForeignKey(
        Community,
        models.CASCADE,
        related_name="invitations",
        verbose_name=_("community"),
    )
    role = models.CharField(_("role"), max_length=10, choices=ROLES)

    class Meta(InvitationByLetter.Meta):
        constraints = [
            *InvitationByLetter.Meta.constraints,
            models.UniqueConstraint(
                fields=["community", "email"],
                name="invitation_once_at_a_time",
                condition=models.Q(accepted_at=None, taken_back_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email}, {self.community}"
