from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from communities.models import Organisation, Region
from communities.models.seat import ROLES
from core.text.fields import EmailField, NameField


class InviteForm(forms.Form):
    """Whom to invite, and to what."""

    email = EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=_("Role"), choices=ROLES)
    language = forms.ChoiceField(
        label=_("Language of the letter"), choices=settings.LANGUAGES
    )


class JoinForm(forms.Form):
    """A new account for an invited person; the address is known from the letter."""

    name = NameField(
        label=_("Name and surname"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Preferred language"), choices=settings.LANGUAGES
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_(
            "At least eight characters, not all digits, and not a common password."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        validate_password(self.cleaned_data["password"])
        return self.cleaned_data["password"]


class DeskForm(forms.Form):
    """What the deadline desk can be asked; lives in the query string."""

    when = forms.ChoiceField(
        label=_("Duties"),
        required=False,
        choices=[
            ("", _("all")),
            ("overdue", _("overdue")),
            ("soon", _("overdue and within three months")),
        ],
    )
    region = forms.ModelChoiceField(
        label=_("Region"),
        required=False,
        to_field_name="slug",
        empty_label=_("All regions"),
        queryset=Region.objects.only(
            "name_hy", "name_en", "slug", "hd002_code"
        ),
    )
    supporter = forms.ModelChoiceField(
        label=_("Coordinator or supporter"),
        required=False,
        to_field_name="slug",
        empty_label=_("All"),
        queryset=Organisation.objects.exclude(
            is_coordinator=False, is_supporter=False
        ),
    )

    def criteria(self) -> dict[str, str]:
        cleaned = self.cleaned_data
        slugs = {
            name: cleaned[name].slug if cleaned[name] else ""
            for name in ("region", "supporter")
        }
        return {"when": cleaned["when"], **slugs}
