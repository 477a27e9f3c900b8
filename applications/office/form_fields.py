"""What the page of a form reads of a section, a question, an answer to choose and a column."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model

from applications.office.form_parts import Typed
from calls.form_editing.writing import SETTINGS, column_settings
from calls.models import (
    FormSection,
    Priority,
    Question,
    QuestionColumn,
    QuestionOption,
)
from calls.question_types.registry import (
    column_choices,
    get_type,
    type_choices,
)
from core.text.fields import (
    DayField,
    LineField,
    NumberField,
    TextField,
    WholeNumberField,
)

#: the model's name of a field → the page's
ON_PAGE = {"show_if_key": "condition", "show_if_value": "condition"}


def _field(
    model: type[Model],
    name: str,
    kind: type,
    **more,
) -> Any:
    """A field of the page named as the model names it; a draft may lack anything."""
    model_field: Any = model._meta.get_field(name)
    return kind(
        label=model_field.verbose_name,
        help_text=model_field.help_text,
        required=False,
        **more,
    )


class SectionFields(forms.Form):
    """The heading of a section and what stands under it."""

    title_hy = _field(FormSection, "title_hy", LineField, max_length=150)
    title_en = _field(FormSection, "title_en", LineField, max_length=150)
    intro_hy = _field(FormSection, "intro_hy", TextField)
    intro_en = _field(FormSection, "intro_en", TextField)
    key = _field(FormSection, "key", forms.SlugField)


class LimitFields(forms.Form):
    """What a number or a day must keep to."""

    is_whole = _field(Question, "is_whole", forms.BooleanField)
    min_value = _field(
        Question,
        "min_value",
        NumberField,
        max_digits=14,
        decimal_places=2,
    )
    max_value = _field(
        Question,
        "max_value",
        NumberField,
        max_digits=14,
        decimal_places=2,
    )
    earliest = _field(Question, "earliest", DayField)
    latest = _field(Question, "latest", DayField)


class QuestionFields(LimitFields):
    """One question; of the settings only those that its type needs."""

    type = _field(
        Question,
        "type",
        forms.ChoiceField,
        choices=type_choices,
    )
    label_hy = _field(Question, "label_hy", LineField, max_length=300)
    label_en = _field(Question, "label_en", LineField, max_length=300)
    help_hy = _field(Question, "help_hy", TextField)
    help_en = _field(Question, "help_en", TextField)
    is_required = _field(Question, "is_required", forms.BooleanField)
    is_personal = _field(Question, "is_personal", forms.BooleanField)
    is_seen_blind = _field(Question, "is_seen_blind", forms.BooleanField)
    key = _field(Question, "key", LineField, max_length=40)
    condition = forms.CharField(required=False, max_length=81)
    word_limit = _field(Question, "word_limit", WholeNumberField)
    max_files = _field(Question, "max_files", WholeNumberField)
    file_kinds = _field(Question, "file_kinds", LineField, max_length=60)
    max_megabytes = _field(Question, "max_megabytes", WholeNumberField)
    max_rows = _field(Question, "max_rows", WholeNumberField)
    prefill = _field(
        Question,
        "prefill",
        forms.ChoiceField,
        choices=[("", "—"), *Question.PREFILLS],
    )
    priority = _field(
        Question,
        "priority",
        forms.ModelChoiceField,
        queryset=Priority.objects.all(),
        empty_label=None,
    )

    def __init__(
        self,
        data: Typed,
        standing: Question,
    ) -> None:
        super().__init__(data)
        self.standing = standing
        for name in set(SETTINGS) - set(standing.question_type.settings):
            del self.fields[name]

    def values(self) -> dict[str, Any]:
        """What the verb writes; where a number must be and none was given, the usual one."""
        values = dict(self.cleaned_data)
        key, _equals, answer = values.pop("condition").partition("=")
        values |= {"show_if_key": key, "show_if_value": answer}
        values["type"] = values["type"] or self.standing.type
        for name in ("max_files", "max_rows"):
            if name in values and values[name] is None:
                field: Any = Question._meta.get_field(name)
                values[name] = field.default
        return values


class OptionFields(forms.Form):
    """An answer to choose."""

    label_hy = _field(QuestionOption, "label_hy", LineField, max_length=200)
    label_en = _field(QuestionOption, "label_en", LineField, max_length=200)

    def __init__(
        self,
        data: Typed,
        standing: QuestionOption | None,
    ) -> None:
        super().__init__(data)

    def values(self) -> dict[str, Any]:
        return self.cleaned_data


class ColumnFields(LimitFields):
    """A column of a table; of the limits only those that its type needs."""

    label_hy = _field(QuestionColumn, "label_hy", LineField, max_length=100)
    label_en = _field(QuestionColumn, "label_en", LineField, max_length=100)
    type = _field(
        QuestionColumn,
        "type",
        forms.ChoiceField,
        choices=column_choices,
    )
    is_required = _field(QuestionColumn, "is_required", forms.BooleanField)

    def __init__(
        self,
        data: Typed,
        standing: QuestionColumn | None,
    ) -> None:
        super().__init__(data)
        self.code = standing.type if standing else "short"
        needed = column_settings(get_type(self.code))
        for name in set(LimitFields.base_fields) - set(needed):
            del self.fields[name]

    def values(self) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        values["type"] = values["type"] or self.code
        return values


ROW_FIELDS: dict[str, Any] = {"options": OptionFields, "columns": ColumnFields}


def errors_by_field(error: ValidationError) -> dict[str, str]:
    if not hasattr(error, "error_dict"):
        return {"": " ".join(error.messages)}
    return {
        "" if name == NON_FIELD_ERRORS else ON_PAGE.get(name, name): " ".join(
            messages
        )
        for name, messages in error.message_dict.items()
    }


def refuse_invalid(form: Any, start: str = "") -> None:
    """What a form of the page finds wrong, as the verbs say it."""
    if not form.is_valid():
        raise ValidationError(
            {
                f"{start}{name}": list(map(str, errors))
                for name, errors in form.errors.items()
            }
        )
