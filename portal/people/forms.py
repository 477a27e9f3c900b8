"""The forms of the pages of people."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.invitations import MOST_DAYS, USUAL_DAYS
from accounts.roles import LABELS, ROLES
from communities.choosing import CommunityField
from communities.models import Community, Region
from communities.models.seat import ROLES as SEAT_ROLES
from communities.models.seat import SUBMITTER
from core.text.fields import EmailField, LineField, NameField, WholeNumberField

WHAT_ROLES_MAY = _(
    "A viewer reads, an editor also writes, "
    "a submitter also submits and invites colleagues."
)


class GuestForm(forms.Form):
    """What every invitation asks: who, in which language, for how long."""

    email = EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    name = NameField(
        label=_("Name and surname"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    language = forms.ChoiceField(
        label=_("Language of the letter"), choices=settings.LANGUAGES
    )
    days = WholeNumberField(
        label=_("The link works for, days"),
        min_value=1,
        max_value=MOST_DAYS,
        initial=USUAL_DAYS,
    )


def _type_community(form: forms.Form) -> None:
    """The community is typed: a list of seventy is found by the mouse alone."""
    field: Any = form.fields["community"]
    field.queryset = Community.objects.current().alphabetical()
    field.widget.is_typed = True


class InviteToCommunityForm(GuestForm):
    """A person of a municipality."""

    community = CommunityField(
        label=_("Community"),
        queryset=None,
        to_field_name="slug",
        empty_label="—",
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=SEAT_ROLES,
        initial=SUBMITTER,
        help_text=WHAT_ROLES_MAY,
    )
    field_order = ("community", "email", "name", "role", "language", "days")

    def __init__(
        self,
        *args,
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        _type_community(self)


class InviteStaffForm(GuestForm):
    """A colleague of the staff."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=[(role, LABELS[role]) for role in ROLES],
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("email", "name", "roles", "language", "days")


class PeopleFilterForm(forms.Form):
    """What the list of people can be asked; lives in the query string."""

    q = LineField(
        label=_("Name or address"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    community = CommunityField(
        label=_("Community"),
        queryset=None,
        to_field_name="slug",
        empty_label=_("All communities"),
        required=False,
    )

    def __init__(
        self,
        *args,
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        _type_community(self)


class RegionForm(forms.Form):
    """Which region's communities are shown."""

    region = forms.ModelChoiceField(
        label=_("Region"),
        required=False,
        to_field_name="slug",
        empty_label=_("All regions"),
        queryset=Region.objects.only(
            "name_hy", "name_en", "slug", "hd002_code"
        ),
    )


class PeopleFileForm(forms.Form):
    """A spreadsheet of people."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_("An .xlsx or .csv file of at most 500 rows."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    days = WholeNumberField(
        label=_("The links work for, days"),
        min_value=1,
        max_value=MOST_DAYS,
        initial=USUAL_DAYS,
    )


class ReasonForm(forms.Form):
    """Why something is done to an account."""

    reason = LineField(label=_("Reason"), max_length=300)


class SuccessorForm(forms.Form):
    """Who takes the seats of somebody over."""

    successor = EmailField(
        label=_("Who takes the seats over"),
        help_text=_(
            "An e-mail address. A colleague of the community gets the same role, anyone else an "
            "invitation. If empty, the seats end."
        ),
        required=False,
    )


class LeavingForm(ReasonForm, SuccessorForm):
    """Why somebody leaves, and who goes on."""

    field_order = ["reason", "successor"]


class RoleForm(forms.Form):
    """Which role, of those that a person can still be given."""

    role = forms.ChoiceField(label=_("Role"))

    def __init__(
        self,
        *args,
        roles: list[str],
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["role"]
        field.choices = [(role, LABELS[role]) for role in roles]


class SeatRoleForm(forms.Form):
    """Another role in a community."""

    role = forms.ChoiceField(
        label=_("Role"), choices=SEAT_ROLES, help_text=WHAT_ROLES_MAY
    )
