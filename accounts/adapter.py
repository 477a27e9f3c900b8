"""How people come in: by invitation only, with a password or a code by e-mail."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse

from accounts.models import User
from accounts.navigation import first_address
from core.web.site import site_facts, site_sender

SIGNED_IN = "account/messages/logged_in.txt"


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

    def post_login(self, request, user, **kwargs) -> HttpResponse:
        """Staff get a mark by which a public page shows the way to its form (js/edit-link.js).

        It says nothing about the person and opens nothing: who may edit is asked there.
        """
        response = super().post_login(request, user, **kwargs)
        if user.is_staff:
            response.set_cookie(
                "edits",
                "1",
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        return response

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People join a community by invitation of a submitter or of staff."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To where one's work is, in the language in which one came."""
        user = request.user
        assert isinstance(user, User)
        return first_address(user)
