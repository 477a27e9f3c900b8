from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from content.models import Topic
from mailing.forms import LettersForm


class PreferencesForm(forms.Form):
    """In which language and about what."""

    language = forms.ChoiceField(
        label=_("Language of the letters"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
    )
    topics = forms.ModelMultipleChoiceField(
        label=_("Topics"),
        queryset=Topic.objects.all(),
        to_field_name="slug",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose none to get all topics."),
    )


class SubscribeForm(LettersForm, PreferencesForm):
    """Who wants the newsletter."""

    field_order = ["email", "language", "topics", "website"]
