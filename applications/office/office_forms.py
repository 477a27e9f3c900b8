"""The forms of the office's own pages."""

import datetime as dt

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from calls.models import Call, Form
from core.language.figures import YEREVAN
from core.text.fields import (
    InstantField,
    LineField,
    TextField,
    WholeNumberField,
)


class YerevanField(InstantField):
    """A day and a time of day of Yerevan, whatever the server's own zone."""

    def __init__(self, **kwargs) -> None:
        widget = forms.SplitDateTimeWidget(
            date_attrs={"type": "date"},
            time_attrs={"type": "time"},
            date_format="%Y-%m-%d",
            time_format="%H:%M",
        )
        super().__init__(widget=widget, **kwargs)

    def compress(self, data_list):
        if not data_list or None in data_list:
            return None
        day, time = data_list
        return dt.datetime.combine(day, time, tzinfo=YEREVAN)

    def prepare_value(self, value):
        return (
            value.astimezone(YEREVAN)
            if isinstance(value, dt.datetime)
            else value
        )


def explanation_field(label, **kwargs) -> TextField:
    """A few lines in which somebody explains what they do."""
    return TextField(
        label=label,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        **kwargs,
    )


class ConfirmForm(forms.Form):
    """Asked once more before what cannot be undone."""

    sure = forms.BooleanField(
        label=_("I know that this cannot be undone."),
        error_messages={"required": _("Tick the box: this cannot be undone.")},
    )


class ExtendLotForm(forms.Form):
    closes_at = YerevanField(label=_("New deadline (Yerevan time)"))
    reason_hy = explanation_field(_("Reason, in Armenian: it is published"))
    reason_en = explanation_field(_("Reason, in English"), required=False)


class ExtendOneForm(forms.Form):
    closes_at = YerevanField(
        label=_("New deadline for this application (Yerevan time)")
    )
    reason = explanation_field(_("Reason: it stays on record"))


class CompletionForm(forms.Form):
    """Which questions are to be completed, what is missing, and by when."""

    keys = forms.MultipleChoiceField(
        label=_("Questions"), widget=forms.CheckboxSelectMultiple
    )
    note = explanation_field(_("What is missing, in the applicant's language"))
    due_at = YerevanField(label=_("Deadline of the completion (Yerevan time)"))

    def __init__(self, *args, questions, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        keys = self.fields["keys"]
        assert isinstance(keys, forms.MultipleChoiceField)
        keys.choices = questions


class AnswerForm(forms.Form):
    """An answer to who asked; published without the asker when so wished."""

    answer = explanation_field(_("Answer to the community"))
    is_public = forms.BooleanField(
        label=_("Publish the question and answer, without saying who asked"),
        required=False,
    )
    question_hy = explanation_field(
        _("Question as published, in Armenian"), required=False
    )
    answer_hy = explanation_field(
        _("Answer as published, in Armenian"), required=False
    )
    question_en = explanation_field(
        _("Question as published, in English"), required=False
    )
    answer_en = explanation_field(
        _("Answer as published, in English"), required=False
    )

    def public(self) -> dict[str, str] | None:
        names = ("question_hy", "answer_hy", "question_en", "answer_en")
        return (
            {name: self.cleaned_data[name] for name in names}
            if self.cleaned_data["is_public"]
            else None
        )


class CopyCallForm(forms.Form):
    """A new call from an earlier one, its dates so many months later."""

    code = LineField(
        label=_("Code"),
        max_length=12,
        help_text=_(
            "Every reference begins with it, for example UI26-L2-0007."
        ),
        validators=[
            RegexValidator(
                r"^[A-Z0-9]+$", _("Capital Latin letters and digits only.")
            )
        ],
    )
    slug = forms.SlugField(label=_("Address"), max_length=80)
    title_hy = LineField(label=_("Title in Armenian"), max_length=250)
    title_en = LineField(
        label=_("Title in English"), max_length=250, required=False
    )
    months = WholeNumberField(
        label=_("Move dates later by (months)"),
        min_value=0,
        max_value=120,
        initial=12,
    )

    def clean_code(self):
        code = self.cleaned_data["code"]
        if Call.objects.filter(code=code).exists():
            raise forms.ValidationError(_("Another call has this code."))
        return code

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if Call.objects.filter(slug=slug).exists():
            raise forms.ValidationError(_("Another call has this address."))
        return slug


class CopyFormForm(forms.Form):
    name = LineField(label=_("Name of the new form"), max_length=150)
    slug = forms.SlugField(label=_("Address"), max_length=60)

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if Form.objects.filter(slug=slug).exists():
            raise forms.ValidationError(_("Another form has this address."))
        return slug
