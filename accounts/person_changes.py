"""The journal of people: what was done to what a person may do."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.personal_data import (
    KEPT_AS_STUB,
    MACHINE,
    SEEN_BY_ADMINISTRATORS,
    TAKEN_OUT,
    OnErasure,
    PersonalData,
)

JOINED = "joined"
ROLE_GIVEN, ROLE_TAKEN = "role_given", "role_taken"
DEACTIVATED, ACTIVATED = "deactivated", "activated"
ERASED = "erased"
SEAT_CHANGED, SEAT_REMOVED = "seat_changed", "seat_removed"
VERBS = [
    (JOINED, _("joined by invitation")),
    (ROLE_GIVEN, _("role given")),
    (ROLE_TAKEN, _("role taken away")),
    (DEACTIVATED, _("account deactivated")),
    (ACTIVATED, _("account activated")),
    (ERASED, _("erased at their request")),
    (SEAT_CHANGED, _("role in a community changed")),
    (SEAT_REMOVED, _("taken out of a community")),
]
#: what nobody does to himself
BY_ANOTHER = [ROLE_GIVEN, ROLE_TAKEN, DEACTIVATED, ACTIVATED, ERASED]
#: what is not about one role
OF_THE_ACCOUNT = [DEACTIVATED, ACTIVATED, ERASED]


class PersonChange(models.Model):
    """What was done to what a person may do: by whom, when and why. Rows stay as written."""

    personal_data = PersonalData(
        user="person",
        fields=("reason",),
        on_erasure=OnErasure.EMPTIED,
        emptied={"reason": TAKEN_OUT},
        did=("by",),
        mentions=("reason",),
        texts=MACHINE,
        what=_("roles and seats that you were given or lost"),
        why=_("to account for who could do what"),
        seen_by=SEEN_BY_ADMINISTRATORS,
        how_long=KEPT_AS_STUB,
    )

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="changes",
        verbose_name=_("person"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="changes_made",
        verbose_name=_("by"),
    )
    verb = models.CharField(_("what"), max_length=20, choices=VERBS)
    role = models.CharField(_("role"), max_length=30, blank=True)
    former_role = models.CharField(_("role before"), max_length=30, blank=True)
    #: the address of a community, where it is about a seat
    place = models.CharField(_("where"), max_length=50, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("change of a person")
        verbose_name_plural = _("changes of people")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="person_change_is_known",
                condition=models.Q(verb__in=[verb for verb, _label in VERBS]),
            ),
            models.CheckConstraint(
                name="person_change_by_another",
                condition=~models.Q(verb__in=BY_ANOTHER)
                | ~models.Q(by=models.F("person")),
                violation_error_message=_(
                    "Nobody changes their own roles; ask a second administrator."
                ),
            ),
            models.CheckConstraint(
                name="person_change_names_its_role",
                condition=models.Q(verb__in=OF_THE_ACCOUNT)
                | ~models.Q(role=""),
            ),
            models.CheckConstraint(
                name="person_change_says_why",
                condition=~models.Q(verb=DEACTIVATED) | ~models.Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.verb}"
