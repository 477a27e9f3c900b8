from django import forms
from django.utils.translation import gettext_lazy as _

from core.text.fields import EmailField, TextField
from core.web.trap import TrapForm


class GuestQuestionForm(TrapForm):
    """A question about a call by someone without an account."""

    email = EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    text = TextField(
        label=_("Your question"),
        widget=forms.Textarea(attrs={"rows": 7, "maxlength": 4000}),
    )

    field_order = ["email", "text", "website"]
