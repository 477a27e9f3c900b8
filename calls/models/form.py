from django.core.exceptions import ValidationError
from django.core.validators import (
    RegexValidator,
)
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.personal_data import PUBLISHED, PersonalData

KEY = RegexValidator(
    r"^[a-z][a-z0-9_]*$", _("Small Latin letters, digits and _ only.")
)


def refuse_if_locked(*versions: "FormVersion") -> None:
    if any(version.is_locked for version in versions):
        raise ValidationError(
            _("This version is published and locked. Make the next one."),
            code="locked",
        )


class Form(models.Model):
    """A form that lots ask applicants to fill in; it lives on in its versions."""

    personal_data = PersonalData(texts=PUBLISHED)

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
            refuse_if_locked(FormVersion.objects.get(pk=self.pk))

    def whole_sections(self) -> list["FormSection"]:
        """Its sections with all that stands in them: four queries."""
        sections = self.sections.prefetch_related(
            "questions__options", "questions__columns"
        )
        return list(sections)

    def questions(self) -> list:
        """All its questions in the order of the pages: four queries."""
        return [
            question
            for section in self.whole_sections()
            for question in section.questions.all()
        ]

    @property
    def is_locked(self) -> bool:
        return self.published_at is not None


class FormSection(models.Model):
    """A page of the form: a few questions, or the budget."""

    personal_data = PersonalData(texts=PUBLISHED)

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
    title_hy: str
    title_en: str | None
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
                violation_error_message=_("The form already has a budget."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        before = FormVersion.objects.filter(sections=self.pk) if self.pk else []
        refuse_if_locked(self.version, *before)
