from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from content.models import Topic


class PreferencesForm(forms.Form):
    """In which language and about what."""

    language = forms.ChoiceField(
        label=_("Language of the newsletter"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
    )
    topics = forms.ModelMultipleChoiceField(
        label=_("Topics"),
        queryset=Topic.objects.all(),
        to_field_name="slug",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose none to hear of all."),
    )


class SubscribeForm(PreferencesForm):
    email = forms.EmailField(label=_("Your e-mail address"), max_length=254)
    website = forms.CharField(
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    field_order = ["email", "language", "topics", "website"]

    @property
    def is_of_a_machine(self) -> bool:
        """People do not see the field that this one filled in."""
        return bool(self.data.get("website"))
