"""What allauth asks us about the second factor: names, and how secrets are kept."""

import base64
import hashlib

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.encoding import force_str
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import sign_ins
from accounts.models import User

PURPOSE = "accounts.second_factor"


def _cipher() -> MultiFernet:
    """Keys made from the portal's own, so that a copy of the database alone opens no account."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [
        hashlib.sha256(f"{PURPOSE}:{force_str(key)}".encode()).digest()
        for key in keys
    ]
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(digest)) for digest in digests]
    )


class SecondFactorAdapter(DefaultMFAAdapter):
    """Ours in words and in how the secrets lie in the database."""

    error_messages = {
        "add_email_blocked": gettext_lazy(
            "While a second factor is set up, no address can be added."
        ),
        "cannot_delete_authenticator": gettext_lazy(
            "The second factor cannot be removed."
        ),
        "cannot_generate_recovery_codes": gettext_lazy(
            "Set up an authenticator app or a passkey first."
        ),
        "incorrect_code": gettext_lazy(
            "This does not fit. A code of the app is good for half a minute and once; a recovery"
            " code once."
        ),
        "unverified_email": gettext_lazy("Confirm your e-mail address first."),
    }

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """An empty secret, which no code fits, when the portal's key is no longer the same."""
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return ""

    def get_totp_issuer(self) -> str:
        return self._get_site_name()

    def _get_site_name(self) -> str:
        return _("Covenant of Mayors and urban transformation")

    def generate_authenticator_name(self, user, type) -> str:
        passkeys = Authenticator.objects.filter(user=user, type=type)
        return _("Passkey {number}").format(number=passkeys.count() + 1)


def end_sessions_before(request: HttpRequest, user: User, **kwargs) -> None:
    """A second factor was added: whoever came in elsewhere without it comes in anew."""
    sign_ins.end_other_sessions(user, but=request.session.session_key)
