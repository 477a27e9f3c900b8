from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from communities.models import Community
from content.models import Topic
from core.personal_data import (
    MACHINE,
    RECORD,
    SEEN_BY_OFFICE,
    UNTIL_ERASED,
    OnErasure,
    PersonalData,
)
from evaluation import states


class Reviewer(models.Model):
    """A member of the pool: what they read and know, and how much they take on at a time."""

    personal_data = PersonalData(
        user="user",
        texts=MACHINE,
        what=_("that you review applications, and in which languages"),
        why=_("to give you applications that you can read"),
        seen_by=SEEN_BY_OFFICE,
        how_long=UNTIL_ERASED,
    )

    user = models.OneToOneField(
        User,
        models.CASCADE,
        related_name="reviewer",
        verbose_name=_("person"),
    )
    reads_hy = models.BooleanField(_("reads Armenian"), default=True)
    reads_en = models.BooleanField(_("reads English"), default=False)
    topics = models.ManyToManyField(
        Topic,
        blank=True,
        related_name="+",
        verbose_name=_("expertise"),
    )
    most_reviews = models.PositiveSmallIntegerField(
        _("most reviews at a time"), default=10
    )
    is_active = models.BooleanField(_("takes on reviews"), default=True)

    class Meta:
        verbose_name = _("reviewer")
        verbose_name_plural = _("reviewers")
        ordering = ["user__name", "pk"]

    def __str__(self) -> str:
        return str(self.user)

    def reads(self, language: str) -> bool:
        return bool(getattr(self, f"reads_{language}", False))


class Absence(models.Model):
    """Days on which a reviewer is given nothing."""

    reviewer = models.ForeignKey(
        Reviewer,
        models.CASCADE,
        related_name="absences",
        verbose_name=_("reviewer"),
    )
    begins_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["reviewer", "begins_on"]
        constraints = [
            models.CheckConstraint(
                name="absence_ends_after_it_begins",
                condition=models.Q(begins_on__lte=models.F("ends_on")),
                violation_error_message=_(
                    "The last day comes before the first."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.reviewer} {self.begins_on}–{self.ends_on}"


def _left_out_of_copy(conflict: "Conflict") -> dict[str, Promise]:
    """Who declared it in a lot without names does not learn from it whose the application is."""
    recused = conflict.user.reviews.filter(
        state=states.RECUSED,
        application__lot__is_blind=True,
        application__community=conflict.community_id,
    )
    if conflict.by_id != conflict.user_id or not recused.exists():
        return {}
    return {"community": _("left out: the applications had no names")}


class Conflict(models.Model):
    """That a person may not review what a community asks for: declared once, and for good."""

    personal_data = PersonalData(
        user="user",
        fields=("reason",),
        left_out=_left_out_of_copy,
        on_erasure=OnErasure.EMPTIED,
        emptied={"reason": ""},
        did=("by",),
        texts=RECORD,
        what=_("your tie to a community whose applications you may not review"),
        why=_("so that nobody reviews where they have an interest"),
        seen_by=SEEN_BY_OFFICE,
        how_long=_("for as long as the record of the reviews"),
    )

    user = models.ForeignKey(
        User,
        models.PROTECT,
        related_name="conflicts",
        verbose_name=_("person"),
    )
    community = models.ForeignKey(
        Community,
        models.PROTECT,
        related_name="+",
        verbose_name=_("community"),
    )
    reason = models.TextField(_("reason"), blank=True)
    by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("declared by")
    )
    at = models.DateTimeField(_("declared at"))

    class Meta:
        verbose_name = _("conflict of interest")
        verbose_name_plural = _("conflicts of interest")
        ordering = ["user", "community"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "community"], name="conflict_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.community}"
