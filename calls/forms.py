from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from calls.models import Call


class FollowForm(forms.Form):
    """Who wants to hear of which calls; `website` is a trap that only machines fill in."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    call = forms.ModelChoiceField(
        label=_("Which calls"),
        queryset=Call.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=_("all calls"),
    )
    language = forms.ChoiceField(
        label=_("Language of the letters"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
    )
    website = forms.CharField(
        required=False,
        widget=forms.TextInput(attrs={"tabindex": -1, "autocomplete": "off"}),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        call = self.fields["call"]
        assert isinstance(call, forms.ModelChoiceField)
        call.queryset = Call.objects.published().filter(is_historic=False)

    @property
    def is_of_a_machine(self) -> bool:
        return bool(self.cleaned_data.get("website"))
