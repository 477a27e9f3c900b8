"""What is asked on the pages about one's data."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.text.fields import EmailField, LineField

WORDS_HELP = _(
    "One on each line: another spelling of the name, a telephone. Personal answers in applications "
    "are found by them."
)


class EraseMeForm(forms.Form):
    """One's own wish to be erased."""

    words = forms.CharField(
        label=_("By what else you are named in applications"),
        help_text=WORDS_HELP,
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    understood = forms.BooleanField(
        label=_("I have read what goes and what stays, and want to be erased.")
    )


class WrittenDownForm(forms.Form):
    """A request that came by another way."""

    email = EmailField(
        label=_("E-mail address by which the portal knows the person")
    )
    how = forms.CharField(
        label=_("How it was asked, and how you made sure who asks"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    words = forms.CharField(
        label=_("By what else the person is named"),
        help_text=WORDS_HELP,
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RefuseForm(forms.Form):
    """Why somebody is not erased: the person reads it."""

    reason = forms.CharField(
        label=_("Reason, which the person reads"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class HoldForm(forms.Form):
    """Of which application nothing may be erased for now, and why."""

    reference = LineField(label=_("Reference"), max_length=24)
    reason = LineField(label=_("Reason"), max_length=300)
