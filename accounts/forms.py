"""The forms of signing in and of the second factor; an address is read as everywhere."""

from allauth.account import forms as of_allauth
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as of_mfa
from allauth.mfa.totp import forms as of_totp
from allauth.mfa.webauthn import forms as of_webauthn
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from core.hashing import sha256
from core.text.fields import EmailField


class ReadsAddress(forms.BaseForm):
    """An allauth form whose address is read by the table of core/text."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("login", "email"):
            if isinstance(self.fields.get(name), forms.EmailField):
                theirs = self.fields[name]
                self.fields[name] = EmailField(
                    label=theirs.label,
                    widget=theirs.widget,
                    required=theirs.required,
                )


class LoginForm(ReadsAddress, of_allauth.LoginForm):
    """Address and password."""


class ResetPasswordForm(ReadsAddress, of_allauth.ResetPasswordForm):
    """A new password by letter."""


class RequestLoginCodeForm(ReadsAddress, of_allauth.RequestLoginCodeForm):
    """A code by letter."""


class CodeField(forms.CharField):
    """A code that an app shows, or one of the recovery codes."""

    widget = forms.TextInput(
        attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}
    )


class CodeOnce(of_mfa.BaseAuthenticateForm):
    """A code is good once for as long as it fits, which with some tolerance is longer than allauth
    remembers it.
    """

    def clean_code(self) -> str:
        code = super().clean_code()
        fits = settings.MFA_TOTP_PERIOD * (2 * settings.MFA_TOTP_TOLERANCE + 1)
        used = sha256(f"{self.user.pk}:{normalize_user_code(code)}")
        if not cache.add(f"second-factor:{used}", True, fits):
            raise get_adapter().validation_error("incorrect_code")
        return code


class SecondFactorForm(CodeOnce, of_mfa.AuthenticateForm):
    """The code, when signing in."""

    code = CodeField(
        label=_("Code"),
        help_text=_(
            "The six digits your app shows now, or one of your recovery codes."
        ),
    )


class ConfirmForm(CodeOnce, of_mfa.ReauthenticateForm):
    """The code, before a rare act."""

    code = CodeField(
        label=_("Code"),
        help_text=_(
            "The six digits your app shows now, or one of your recovery codes."
        ),
    )


class AppForm(of_totp.ActivateTOTPForm):
    """The first code of a new app, which shows that both have the same secret."""

    code = CodeField(label=_("The six digits the app shows now"))


class AddPasskeyForm(of_webauthn.AddWebAuthnForm):
    """A passkey always serves for both: alone, or after the password."""

    passwordless = None
    name = forms.CharField(
        label=_("Name"),
        max_length=60,
        required=False,
        help_text=_("By which you know it in the list: “my telephone”."),
    )


class RenamePasskeyForm(of_webauthn.EditWebAuthnForm):
    """Another name for a passkey."""

    name = forms.CharField(label=_("Name"), max_length=60)


class ResetSecondFactorForm(forms.Form):
    """Why someone's second factor is removed."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_(
            "How you made sure who asks: “called back at the office number”. It is kept."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
