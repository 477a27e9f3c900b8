"""The pages of an application form: they read what was posted and know nothing of the rules."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.http import QueryDict
from django.template.defaultfilters import floatformat
from django.utils.translation import gettext_lazy as _

from applications.checking import to_decimal, wrong
from applications.models import Answer, Attachment, BudgetLine
from calls.models import FormSection, Question


@dataclass
class Asked:
    """One question on its page: what stands in it, what is wrong, what a colleague wrote meanwhile."""

    question: Question
    value: Any
    rev: int
    files: list[Attachment] = field(default_factory=list)
    error: str = ""
    theirs: Any = None

    @property
    def is_list(self) -> bool:
        return self.question.type == Question.MULTI


class SectionForm:
    """The questions of one section; lenient, since a draft is saved valid or not."""

    def __init__(
        self, section: FormSection, answers: dict[str, Answer], files: list[Attachment],
        data: QueryDict | None = None,
    ) -> None:  # fmt: skip
        self.data = data
        self.asked = [
            Asked(
                question=question, value=self._value(question, answers.get(question.key)),
                rev=answers[question.key].rev if question.key in answers else 0,
                files=[file for file in files if file.question_key == question.key],
            )
            for question in section.questions.all()
        ]  # fmt: skip

    def _value(self, question: Question, answer: Answer | None) -> Any:
        if self.data is not None and f"rev-{question.key}" in self.data:
            return self._posted(question)
        empty: Any = [] if question.type == Question.MULTI else ""
        return answer.value if answer else empty

    def _posted(self, question: Question) -> Any:
        assert self.data is not None
        if question.type == Question.MULTI:
            return self.data.getlist(question.key)
        return self.data.get(question.key, "")

    def _rev(self, key: str) -> int:
        assert self.data is not None
        posted = self.data.get(f"rev-{key}", "")
        return int(posted) if posted.isdecimal() and len(posted) < 10 else -1

    def given(self) -> dict[str, tuple[Any, int]]:
        """key → (value, revision it was based on) of every question that the page carried."""
        if self.data is None:
            return {}
        return {
            one.question.key: (one.value, self._rev(one.question.key))
            for one in self.asked
            if f"rev-{one.question.key}" in self.data and one.question.type != Question.FILE
        }

    def mark_wrong(self) -> None:
        for one in self.asked:
            if one.question.type != Question.FILE:
                one.error = one.error or wrong(one.question, one.value)

    def mark_theirs(self, theirs: dict[str, Any]) -> None:
        """Beside my text, what a colleague saved meanwhile; saving again then replaces it knowingly."""
        for one in self.asked:
            if one.question.key in theirs:
                one.theirs = theirs[one.question.key]

    def add_error(self, key: str, message: str) -> None:
        for one in self.asked:
            if one.question.key == key:
                one.error = message

    @property
    def errors(self) -> list[Asked]:
        return [one for one in self.asked if one.error]


#: what the columns of a budget line can hold
LARGEST = 10**8


class AmountField(forms.CharField):
    """A number as people write it: 12 500,50."""

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("max_length", 20)
        super().__init__(**kwargs)
        self.widget.attrs["inputmode"] = "decimal"

    def clean(self, value):
        value = super().clean(value)
        if not value:
            return None
        number = to_decimal(value)
        if number is None or number < 0:
            raise forms.ValidationError(_("Write a number, for example 12500 or 12500,50."))
        if number >= LARGEST:
            raise forms.ValidationError(_("The number is too large."))
        if number != round(number, 2):
            raise forms.ValidationError(_("At most two digits after the comma."))
        return number


class BudgetLineForm(forms.Form):
    """One row of the budget; a row left wholly empty is no row."""

    category = forms.ChoiceField(
        label=_("Category"), choices=[("", "—"), *BudgetLine.CATEGORIES], required=False
    )
    title = forms.CharField(label=_("What for"), max_length=200, required=False)
    quantity = AmountField(label=_("Quantity"), required=False)
    unit_cost = AmountField(label=_("Unit cost"), required=False)
    grant = AmountField(label=_("From the grant"), required=False)
    own = AmountField(label=_("Own money"), required=False)
    partner = AmountField(label=_("From partners"), required=False)

    @property
    def is_blank(self) -> bool:
        return not any(value for value in self.cleaned_data.values())

    def clean(self):
        if self.is_blank:
            return self.cleaned_data
        for name in ("category", "title", "quantity", "unit_cost"):
            if name not in self.errors and self.cleaned_data.get(name) in ("", None):
                self.add_error(name, _("Fill this in, or empty the whole row."))
        if self.cleaned_data.get("quantity") == 0:
            self.add_error("quantity", _("The quantity cannot be zero."))
        return self.cleaned_data

    def line(self) -> BudgetLine:
        values = {name: value for name, value in self.cleaned_data.items() if value is not None}
        return BudgetLine(**values)


class BaseBudget(BaseFormSet):
    def lines(self) -> list[BudgetLine]:
        return [form.line() for form in self.forms if form.cleaned_data and not form.is_blank]


BudgetForm = formset_factory(BudgetLineForm, formset=BaseBudget, extra=3, max_num=60, absolute_max=80)


def initial_rows(lines: list[BudgetLine]) -> list[dict]:
    """Rows as people write them: 34000, not 34000.00; a comma where the language has one."""
    numbers = ("quantity", "unit_cost", *BudgetLine.SHARES)
    return [
        {"category": line.category, "title": line.title}
        | {name: floatformat(getattr(line, name), "-2") for name in numbers}
        for line in lines
    ]


class StartForm(forms.Form):
    """For which of one's communities."""

    community = forms.ModelChoiceField(label=_("Community"), queryset=None, to_field_name="slug")

    def __init__(self, *args, communities, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities
