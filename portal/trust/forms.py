from django import forms
from django.utils.translation import gettext_lazy as _

from core.text.fields import EmailField, LineField, TextField
from core.web.trap import TrapForm

LONGEST = 4000


class ContactForm(TrapForm):
    """A message to those who run the portal."""

    name = LineField(
        label=_("Your name"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = EmailField(
        label=_("Your e-mail address"),
        max_length=80,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    text = TextField(
        label=_("Your message"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 7}),
    )

    field_order = ["name", "email", "text", "website"]
