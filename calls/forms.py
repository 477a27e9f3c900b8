from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from calls.models import Call
from core.text.fields import EmailField
from core.web.trap import TrapForm


class FollowForm(TrapForm):
    """Who wants to hear of which calls."""

    email = EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
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

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        call = self.fields["call"]
        assert isinstance(call, forms.ModelChoiceField)
        call.queryset = Call.objects.published().filter(is_historic=False)
