from django.core.exceptions import ValidationError
from django.core.validators import (
    MaxValueValidator,
    MinValueValidator,
    RegexValidator,
)
from django.db import models
from django.utils.translation import gettext_lazy as _

from calls.models.call import Priority
from calls.question_types.base import QuestionType
from calls.question_types.registry import (
    column_choices,
    get_type,
    type_choices,
)
from core.files.uploads import known_kinds

KEY = RegexValidator(
    r"^[a-z][a-z0-9_]*$", _("Small Latin letters, digits and _ only.")
)


def _refuse_if_locked(*versions: "FormVersion") -> None:
    if any(version.is_locked for version in versions):
        raise ValidationError(
            _("This version is published and locked. Make the next one."),
            code="locked",
        )


class Form(models.Model):
    """A form that lots ask applicants to fill in; it lives on in its versions."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=150)

    class Meta:
        verbose_name = _("form")
        verbose_name_plural = _("forms")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def current(self) -> "FormVersion | None":
        """The newest published version: the one that a new application fills in."""
        return (
            self.versions.filter(published_at__isnull=False)
            .order_by("-number")
            .first()
        )


class FormVersion(models.Model):
    """One state of a form; locked once published."""

    form = models.ForeignKey(
        Form, models.PROTECT, related_name="versions", verbose_name=_("form")
    )
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    published_at = models.DateTimeField(
        _("published at"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("form version")
        verbose_name_plural = _("form versions")
        ordering = ["form", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["form", "number"], name="form_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.number}"

    def clean(self) -> None:
        if self.pk:
            _refuse_if_locked(FormVersion.objects.get(pk=self.pk))

    def questions(self) -> list["Question"]:
        """All its questions in the order of the pages: four queries."""
        sections = self.sections.prefetch_related(
            "questions__options", "questions__columns"
        )
        return [
            question
            for section in sections
            for question in section.questions.all()
        ]

    @property
    def is_locked(self) -> bool:
        return self.published_at is not None


class FormSection(models.Model):
    """A page of the form: a few questions, or the budget."""

    QUESTIONS, BUDGET = "questions", "budget"
    KINDS = [(QUESTIONS, _("questions")), (BUDGET, _("budget"))]

    version = models.ForeignKey(
        FormVersion,
        models.CASCADE,
        related_name="sections",
        verbose_name=_("form version"),
    )
    key = models.SlugField(_("key"))
    kind = models.CharField(
        _("kind"), max_length=10, choices=KINDS, default=QUESTIONS
    )
    title = models.CharField(_("title"), max_length=150)
    intro = models.TextField(_("introduction"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["version", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "key"], name="section_key_once"
            ),
            models.UniqueConstraint(
                fields=["version"],
                name="one_budget_in_a_form",
                condition=models.Q(kind="budget"),
                violation_error_message=_("The form has a budget already."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        before = FormVersion.objects.filter(sections=self.pk) if self.pk else []
        _refuse_if_locked(self.version, *before)


class Question(models.Model):
    """One thing the form asks; its key stays the same across versions."""

    #: what the register knows of a community → the question it may fill at the start
    PREFILLS = [
        ("name", _("name of the community")),
        ("seat", _("seat town")),
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
    word_limit = models.PositiveSmallIntegerField(
        _("at most so many words"), null=True, blank=True
    )
    max_files = models.PositiveSmallIntegerField(
        _("at most so many files"), default=1
    )
    file_kinds = models.CharField(
        _("kinds of files"),
        max_length=60,
        blank=True,
        validators=[known_kinds],
        help_text=_(
            "For example: pdf, docx. Empty: every kind that the portal takes."
        ),
    )
    max_megabytes = models.PositiveSmallIntegerField(
        _("a file of at most so many MB"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    max_rows = models.PositiveSmallIntegerField(
        _("at most so many rows"),
        default=20,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    show_if_key = models.CharField(
        _("asked only if this question"),
        max_length=40,
        blank=True,
        validators=[KEY],
        help_text=_(
            "The key of an earlier question with a choice or yes and no."
        ),
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
        before = (
            FormVersion.objects.filter(sections__questions=self.pk)
            if self.pk
            else []
        )
        _refuse_if_locked(self.section.version, *before)


class QuestionColumn(models.Model):
    """One column of a table that applicants fill in."""

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
        _refuse_if_locked(self.question.section.version)


class QuestionOption(models.Model):
    """One answer that can be chosen."""

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
        _refuse_if_locked(self.question.section.version)
