from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.models.application import Application
from core.personal_data import (
    KEPT_WITH_APPLICATION,
    MACHINE,
    RECORD,
    SEEN_BY_COLLEAGUES,
    WHY_ANSWERS,
    PersonalData,
)


class Answer(models.Model):
    """What stands in one question of a draft, saved valid or not.

    Text; a list of option keys; or, in tables and the budget, a list of rows {column: text}.
    """

    personal_data = PersonalData(
        did=("saved_by",),
        fields=("value",),
        texts=MACHINE,
        what=_("personal answers in drafts that name you"),
        why=WHY_ANSWERS,
        seen_by=SEEN_BY_COLLEAGUES,
        how_long=KEPT_WITH_APPLICATION,
    )

    application = models.ForeignKey(
        Application, models.CASCADE, related_name="answers"
    )
    key = models.CharField(max_length=40)
    value = models.JSONField(default=str)
    rev = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(auto_now=True)
    saved_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["application", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "key"], name="one_answer_to_a_question"
            )
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.key} ({self.rev})"


class AnswerHistory(models.Model):
    """Every text an answer ever had, and every text that lost a conflict: nothing typed is lost."""

    personal_data = PersonalData(
        did=("by",),
        fields=("value",),
        texts=MACHINE,
        what=_("earlier personal answers that name you"),
        why=_("so that nothing typed is lost"),
        seen_by=SEEN_BY_COLLEAGUES,
        how_long=KEPT_WITH_APPLICATION,
    )

    #: set by the page of the history: the question and the answer in words
    label: str
    in_words: str

    SAVED, CONFLICT, PREFILLED = "saved", "conflict", "prefilled"
    KINDS = [
        (SAVED, _("saved")),
        (CONFLICT, _("kept after a conflict")),
        (PREFILLED, _("filled in by the portal")),
    ]

    application = models.ForeignKey(
        Application, models.CASCADE, related_name="history"
    )
    key = models.CharField(max_length=40)
    value = models.JSONField(default=str)
    rev = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=KINDS, default=SAVED)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("earlier answer")
        verbose_name_plural = _("earlier answers")
        ordering = ["application", "key", "-pk"]

    def __str__(self) -> str:
        return f"{self.application} {self.key} ({self.rev})"


class BudgetLine(models.Model):
    """One row of the budget: quantity × unit cost, and who pays which part."""

    personal_data = PersonalData(texts=RECORD)

    CATEGORIES = [
        ("staff", _("staff")),
        ("travel", _("travel")),
        ("equipment", _("equipment and supplies")),
        ("works", _("works")),
        ("services", _("services")),
        ("other", _("other")),
    ]
    SHARES = ("grant", "own", "partner")

    application = models.ForeignKey(
        Application, models.CASCADE, related_name="budget_lines"
    )
    order = models.PositiveSmallIntegerField(default=0)
    category = models.CharField(
        _("category"), max_length=10, choices=CATEGORIES
    )
    title = models.CharField(_("purpose"), max_length=200)
    quantity = models.DecimalField(
        _("quantity"), max_digits=10, decimal_places=2
    )
    unit_cost = models.DecimalField(
        _("unit cost"), max_digits=12, decimal_places=2
    )
    grant = models.DecimalField(
        _("from the grant"), max_digits=12, decimal_places=2, default=0
    )
    own = models.DecimalField(
        _("own funds"), max_digits=12, decimal_places=2, default=0
    )
    partner = models.DecimalField(
        _("from partners"), max_digits=12, decimal_places=2, default=0
    )

    class Meta:
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")
        ordering = ["application", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                name="budget_line_not_negative",
                condition=models.Q(
                    quantity__gt=0,
                    unit_cost__gte=0,
                    grant__gte=0,
                    own__gte=0,
                    partner__gte=0,
                ),
            )
        ]

    def __str__(self) -> str:
        return self.title
