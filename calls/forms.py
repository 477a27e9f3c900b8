from django import forms
from django.utils.translation import gettext_lazy as _

from calls.models import Call
from mailing.forms import LettersForm


class FollowForm(LettersForm):
    """Who wants to hear of which calls."""

    call = forms.ModelChoiceField(
        label=_("Which calls"),
        queryset=Call.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=_("all calls"),
    )

    field_order = ["email", "call", "language", "website"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        call = self.fields["call"]
        assert isinstance(call, forms.ModelChoiceField)
        call.queryset = Call.objects.published().filter(is_historic=False)
