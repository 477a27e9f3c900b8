import uuid
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications import states as application_states
from applications.models import Application, Version
from calls.models import Criterion
from communities.models import Seat
from core.personal_data import (
    KEPT_AS_STUB,
    RECORD,
    SEEN_BY_OFFICE,
    OnErasure,
    PersonalData,
)
from evaluation import states
from evaluation.models.reviewer import Conflict

#: what the role of a reviewer allows
WRITE_REVIEWS = "evaluation.write_reviews"


class ReviewQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The one door: a reviewer sees their own that were not taken back; the office all."""
        if not user.is_authenticated:
            return self.none()
        if user.works_in_the_office:
            return self
        return self.filter(reviewer=user).exclude(state=states.TAKEN_BACK)

    def readable_by(self, user):
        """Of whose application this reviewer may read the contents now: declared to be without a
        conflict, not tied to the community, not working in the office; while it is in review.
        """
        if (
            not user.is_authenticated
            or not user.has_perm(WRITE_REVIEWS)
            or user.works_in_the_office
        ):
            return self.none()
        return self.untied().filter(
            reviewer=user,
            state__in=states.READABLE,
            application__state=application_states.IN_REVIEW,
        )

    def untied(self):
        """Whose reviewer has neither a seat in the community nor declared a conflict with it."""
        seats = Seat.objects.filter(
            user=models.OuterRef("reviewer"),
            community=models.OuterRef("application__community"),
        )
        declared = Conflict.objects.filter(
            user=models.OuterRef("reviewer"),
            community=models.OuterRef("application__community"),
        )
        return self.filter(~models.Exists(seats), ~models.Exists(declared))

    def standing(self):
        """That count, or will: neither recused nor taken back."""
        return self.filter(state__in=states.STANDING)

    def final(self):
        return self.filter(state=states.FINAL)

    def unfinished(self):
        return self.filter(state__in=(states.ASSIGNED, states.READING))


class Review(models.Model):
    """One person's judgement of one submitted version: given, declared, written, final."""

    personal_data = PersonalData(
        user="reviewer",
        fields=("conflict_reason",),
        on_erasure=OnErasure.EMPTIED,
        emptied={"conflict_reason": ""},
        did=("assigned_by",),
        texts=RECORD,
        what=_("the reviews that were given to you, and why you left one"),
        why=_("to know who judged an application"),
        seen_by=SEEN_BY_OFFICE,
        how_long=KEPT_AS_STUB,
    )

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(
        Application,
        models.PROTECT,
        related_name="reviews",
        verbose_name=_("application"),
    )
    version = models.ForeignKey(
        Version,
        models.PROTECT,
        related_name="+",
        verbose_name=_("version"),
    )
    reviewer = models.ForeignKey(
        User,
        models.PROTECT,
        related_name="reviews",
        verbose_name=_("reviewer"),
    )
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=states.REVIEW_CHOICES,
        default=states.ASSIGNED,
    )
    is_third = models.BooleanField(_("third review"), default=False)
    assigned_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("given by")
    )
    assigned_at = models.DateTimeField(_("given at"))
    due_on = models.DateField(_("due on"))
    declared_at = models.DateTimeField(_("declared at"), null=True, blank=True)
    conflict_reason = models.TextField(_("conflict of interest"), blank=True)
    reminded_at = models.DateTimeField(
        _("last reminded at"), null=True, blank=True
    )

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["application", "assigned_at", "pk"]
        permissions = [("write_reviews", "Can review applications")]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "reviewer"],
                condition=~models.Q(state="taken_back"),
                name="one_review_by_a_person",
            ),
            models.CheckConstraint(
                name="review_read_after_declaring",
                condition=models.Q(state__in=["assigned", "taken_back"])
                | models.Q(declared_at__isnull=False),
            ),
            models.CheckConstraint(
                name="review_known_state",
                condition=models.Q(
                    state__in=[code for code, _label in states.REVIEW_CHOICES]
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.assigned_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:review", args=[self.application.reference])

    def values(self) -> dict[str, Any]:
        """key → what was typed, as it stands."""
        return {answer.key: answer.value for answer in self.answers.all()}


class ReviewAnswer(models.Model):
    """What a reviewer has typed under one key, valid or not, with its revision.

    Keys: `score-<criterion>`, `comment-<criterion>` and `comment`.
    """

    personal_data = PersonalData(mentions=("value",), texts=RECORD)

    review = models.ForeignKey(Review, models.CASCADE, related_name="answers")
    key = models.CharField(max_length=40)
    value = models.TextField(blank=True)
    rev = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("answer of a review")
        verbose_name_plural = _("answers of reviews")
        ordering = ["review", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "key"], name="review_answer_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.review} {self.key}"


class ReviewAnswerHistory(models.Model):
    """Everything that was ever typed into a review; what lost a conflict too."""

    personal_data = PersonalData(mentions=("value",), texts=RECORD)

    SAVED, CONFLICT = "saved", "conflict"
    KINDS = [
        (SAVED, _("saved")),
        (CONFLICT, _("not saved: changed elsewhere")),
    ]

    review = models.ForeignKey(Review, models.CASCADE, related_name="history")
    key = models.CharField(max_length=40)
    value = models.TextField(blank=True)
    rev = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=KINDS, default=SAVED)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("earlier answer of a review")
        verbose_name_plural = _("earlier answers of reviews")
        ordering = ["review", "-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.review} {self.key} {self.rev}"


class FinalReview(models.Model):
    """A review as it was made final: the database refuses to change or delete the row.

    Reopened and made final again it is a new row; the newest counts. `record` is the canonical
    JSON that `sha256` is the hash of. `points`: the sum of score × weight.
    """

    personal_data = PersonalData(texts=RECORD)

    review = models.ForeignKey(
        Review,
        models.PROTECT,
        related_name="finals",
        verbose_name=_("review"),
    )
    number = models.PositiveSmallIntegerField(_("number"))
    comment = models.TextField(_("comment"))
    points = models.DecimalField(_("points"), max_digits=8, decimal_places=2)
    record = models.TextField(_("record"))
    previous_sha256 = models.CharField(
        _("SHA-256 of the one before"), max_length=64, blank=True
    )
    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("final review")
        verbose_name_plural = _("final reviews")
        ordering = ["review", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "number"], name="final_review_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.review} {self.number}"


class Score(models.Model):
    """What a final review gives one criterion; the database holds it to the criterion's scale."""

    personal_data = PersonalData(texts=RECORD)

    final = models.ForeignKey(
        FinalReview,
        models.PROTECT,
        related_name="scores",
        verbose_name=_("final review"),
    )
    criterion = models.ForeignKey(
        Criterion,
        models.PROTECT,
        related_name="+",
        verbose_name=_("criterion"),
    )
    value = models.PositiveSmallIntegerField(_("score"))
    comment = models.TextField(_("comment"), blank=True)

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ["final", "criterion"]
        constraints = [
            models.UniqueConstraint(
                fields=["final", "criterion"], name="score_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.final} {self.criterion_id}: {self.value}"
