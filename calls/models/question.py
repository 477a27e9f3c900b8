from django.core.validators import (
    MaxValueValidator,
    MinValueValidator,
)
from django.db import models
from django.utils.translation import gettext_lazy as _

from calls.models.answer_limits import AnswerLimits
from calls.models.form import KEY, FormSection, FormVersion, refuse_if_locked
from calls.models.priority import Priority
from calls.question_types.base import QuestionType
from calls.question_types.registry import (
    column_choices,
    get_type,
    type_choices,
)
from core.files.uploads import known_kinds
from core.personal_data import PUBLISHED, PersonalData


class Question(AnswerLimits):
    """One thing the form asks; its key stays the same across versions."""

    personal_data = PersonalData(texts=PUBLISHED)

    personal_data = PersonalData(texts=PUBLISHED)

    #: what the register knows of a community → the question it may fill at the start
    PREFILLS = [
        ("name", _("name of the community")),
        ("seat", _("administrative centre")),
        ("website", _("website")),
        ("contact_email", _("public e-mail address")),
        ("contact_phone", _("public telephone")),
        ("contact_address", _("postal address")),
        ("population", _("population, newest figure")),
    ]
    #: set where a form is read whole: the question its condition names, and the answer in words
    depends_on: "Question | None" = None
    depends_on_answer = ""

    section = models.ForeignKey(
        FormSection,
        models.CASCADE,
        related_name="questions",
        verbose_name=_("section"),
    )
    key = models.CharField(_("key"), max_length=40, validators=[KEY])
    type = models.CharField(_("type"), max_length=12, choices=type_choices)
    label = models.CharField(_("question"), max_length=300)
    help = models.TextField(_("help"), blank=True)
    is_required = models.BooleanField(_("required"), default=True)
    is_personal = models.BooleanField(
        _("personal data"),
        default=False,
        help_text=_(
            "Kept apart from the submitted record, so that it can be erased."
        ),
    )
    is_seen_blind = models.BooleanField(
        _("visible when reviewed without names"),
        default=False,
        help_text=_(
            "Shown to reviewers of lots that are reviewed without names."
        ),
    )
    word_limit = models.PositiveSmallIntegerField(
        _("maximum number of words"), null=True, blank=True
    )
    max_files = models.PositiveSmallIntegerField(
        _("maximum number of files"), default=1
    )
    file_kinds = models.CharField(
        _("kinds of files"),
        max_length=60,
        blank=True,
        validators=[known_kinds],
        help_text=_(
            "For example: pdf, docx. If empty: every kind the portal accepts."
        ),
    )
    max_megabytes = models.PositiveSmallIntegerField(
        _("maximum file size, MB"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    max_rows = models.PositiveSmallIntegerField(
        _("maximum number of rows"),
        default=20,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    show_if_key = models.CharField(
        _("asked only if this question"),
        max_length=40,
        blank=True,
        validators=[KEY],
        help_text=_("The key of an earlier choice or yes-or-no question."),
    )
    show_if_value = models.CharField(
        _("is answered with"),
        max_length=40,
        blank=True,
        help_text=_("The key of the answer, or yes, or no."),
    )
    prefill = models.CharField(
        _("filled from the register with"),
        max_length=20,
        blank=True,
        choices=PREFILLS,
    )
    priority = models.ForeignKey(
        Priority,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("priority"),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["section", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "key"], name="question_key_once"
            ),
            models.CheckConstraint(
                name="priority_question_has_priority",
                condition=models.Q(type="priority", priority__isnull=False)
                | ~models.Q(type="priority"),
                violation_error_message=_(
                    "Name the priority that the question is about."
                ),
            ),
            models.CheckConstraint(
                name="question_key_is_no_word_of_ours",
                condition=~models.Q(key="budget"),
                violation_error_message=_(
                    "The key “budget” is taken: choose another."
                ),
            ),
            models.CheckConstraint(
                name="question_shown_if_both",
                condition=models.Q(show_if_key="", show_if_value="")
                | (~models.Q(show_if_key="") & ~models.Q(show_if_value="")),
                violation_error_message=_(
                    "Name both the question and the answer that it depends on."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def question_type(self) -> QuestionType:
        """How it is asked, read, checked and shown."""
        return get_type(self.type)

    def clean(self) -> None:
        super().clean()
        before = (
            FormVersion.objects.filter(sections__questions=self.pk)
            if self.pk
            else []
        )
        refuse_if_locked(self.section.version, *before)


class QuestionColumn(AnswerLimits):
    """One column of a table that applicants fill in."""

    personal_data = PersonalData(texts=PUBLISHED)

    question = models.ForeignKey(
        Question,
        models.CASCADE,
        related_name="columns",
        verbose_name=_("question"),
    )
    key = models.CharField(_("key"), max_length=40, validators=[KEY])
    type = models.CharField(
        _("type"), max_length=12, choices=column_choices, default="short"
    )
    label = models.CharField(_("heading"), max_length=100)
    is_required = models.BooleanField(_("required"), default=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("column")
        verbose_name_plural = _("columns")
        ordering = ["question", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "key"], name="column_key_once"
            )
        ]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        super().clean()
        refuse_if_locked(self.question.section.version)


class QuestionOption(models.Model):
    """One answer that can be chosen."""

    personal_data = PersonalData(texts=PUBLISHED)

    question = models.ForeignKey(
        Question,
        models.CASCADE,
        related_name="options",
        verbose_name=_("question"),
    )
    key = models.CharField(_("key"), max_length=40, validators=[KEY])
    label = models.CharField(_("answer"), max_length=200)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("answer to choose")
        verbose_name_plural = _("answers to choose")
        ordering = ["question", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "key"], name="option_key_once"
            )
        ]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        refuse_if_locked(self.question.section.version)
