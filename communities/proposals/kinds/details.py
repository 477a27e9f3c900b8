"""The community's website and how it is reached."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.models import Community, ProfileChange
from communities.proposals.kinds.base import ChangeKind, ProposalForm
from communities.proposals.kinds.fields import NOTE
from communities.proposals.kinds.registry import CHANGE_KINDS
from core.text.fields import EmailField, LineField, WebAddressField

DETAILS = (
    "website",
    "contact_email",
    "contact_phone",
    "contact_address",
    "letters_in",
)


class DetailsForm(ProposalForm, forms.ModelForm):
    note = NOTE

    class Meta:
        model = Community
        fields = DETAILS
        field_classes: ClassVar = {
            "website": WebAddressField,
            "contact_email": EmailField,
            "contact_phone": LineField,
            "contact_address": LineField,
        }

    def payload(self) -> dict:
        return {name: self.cleaned_data[name] or "" for name in DETAILS}


class Details(ChangeKind):
    code = ProfileChange.DETAILS
    order = 1
    heading = _("Contact and website")
    form = DetailsForm
    words = {
        "website": _("website"),
        "contact_email": _("public e-mail address"),
        "contact_phone": _("public telephone"),
        "contact_address": _("postal address"),
        "letters_in": _("language of letters"),
    }
    codes = {"letters_in": {"hy": _("Armenian"), "en": _("English")}}

    def current(self, community: Community, new: dict) -> dict:
        return {name: getattr(community, name) for name in DETAILS}

    def write(self, community: Community, new: dict) -> None:
        for name in DETAILS:
            setattr(community, name, new[name])
        others = {field.name for field in community._meta.fields} - {*DETAILS}
        community.clean_fields(exclude=others)
        community.save()


CHANGE_KINDS.register(Details())
