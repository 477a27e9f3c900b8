"""How people come in: by invitation only, with a password or a code by e-mail."""

import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts import known_devices, sign_ins
from accounts.letters import write_letter_to
from accounts.models import User
from accounts.navigation import first_address
from accounts.rare_acts import is_recently_signed_in
from accounts.sessions import ENDS_AT, SIGN_IN
from accounts.visits import visit_of
from core.web.site import site_facts, site_sender

SIGNED_IN = "account/messages/logged_in.txt"
#: what a person is told of by letter; the words stand in mail/account_changed.txt
CHANGES = {
    "password_changed",
    "password_reset",
    "password_set",
    "recovery_codes_generated",
    "totp_activated",
    "totp_deactivated",
    "webauthn_added",
    "webauthn_removed",
}


def _mark_as_staff(response: HttpResponse) -> None:
    """A mark by which a public page shows the way to its form (js/edit-link.js). It says nothing
    about the person and opens nothing: who may edit is asked there.
    """
    response.set_cookie(
        "edits", "1", secure=settings.SESSION_COOKIE_SECURE, samesite="Lax"
    )


class Adapter(DefaultAccountAdapter):
    def render_mail(
        self, template_prefix, email, context, headers=None
    ) -> EmailMessage:
        """The letters of signing in carry the headers of all our letters."""
        headers = {**settings.LETTER_HEADERS, **(headers or {})}
        return super().render_mail(template_prefix, email, context, headers)

    def format_email_subject(self, subject: str) -> str:
        """The portal's name, not the host's, before what the letter is about."""
        return f"{site_facts().name}: {subject}"

    def get_from_email(self) -> str:
        return site_sender()

    def add_message(
        self, request, level, message_template=None, *args, **kwargs
    ) -> None:
        """None on signing in: the page that comes shows who is signed in."""
        if message_template != SIGNED_IN:
            super().add_message(
                request, level, message_template, *args, **kwargs
            )

    def login(self, request, user) -> None:
        """Every way of signing in comes by here: it is written down, and told where it is new."""
        is_first = user.last_login is None
        super().login(request, user)
        sign_in = sign_ins.record_sign_in(
            user, visit_of(request, user), is_first=is_first
        )
        request.session[SIGN_IN] = sign_in.pk
        if user.is_staff:
            request.session[ENDS_AT] = time.time() + settings.STAFF_SESSION_AGE

    def post_login(self, request, user, **how):
        response = super().post_login(request, user, **how)
        known_devices.remember_device(request, response, user)
        if user.is_staff:
            _mark_as_staff(response)
        return response

    def logout(self, request) -> None:
        sign_ins.note_sign_out(request.session)
        super().logout(request)

    def send_notification_mail(
        self, template_prefix, user, context=None, email=None
    ) -> None:
        """What has changed in how one signs in, by our outbox and in our words."""
        change = template_prefix.rpartition("/")[2]
        if change in CHANGES:
            write_letter_to(user, "account_changed", change=change)

    def get_reauthentication_methods(self, user) -> list[dict]:
        """One word for one thing: what allauth calls a security key may be a telephone."""
        ways = super().get_reauthentication_methods(user)
        for way in ways:
            if way["id"].endswith(":webauthn"):
                way["description"] = _("Use a passkey")
        return ways

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """Not just after signing in, which was as good."""
        return not is_recently_signed_in(context.request)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People join a community by invitation of a submitter or of staff."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To where one's work is, in the language in which one came."""
        user = request.user
        assert isinstance(user, User)
        return first_address(user)
