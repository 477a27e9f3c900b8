"""The forms of signing in, with the address read as everywhere."""

from allauth.account import forms as of_allauth
from django import forms

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
