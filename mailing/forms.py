from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.text.fields import EmailField
from core.web.trap import TrapForm


class LettersForm(TrapForm):
    """Who wants letters, and in which language; a child adds about what."""

    email = EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    language = forms.ChoiceField(
        label=_("Language of the letters"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
    )

    field_order = ["email", "language", "website"]
