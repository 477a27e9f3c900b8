"""How people come in: by invitation only, with a password or a code by e-mail."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from accounts.models import User


class Adapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People join a community by invitation of a submitter or of staff."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To one's own rooms, in one's own language."""
        user = request.user
        assert isinstance(user, User)
        with translation.override(user.language):
            if user.works_in_the_office:
                return str(settings.OFFICE_URL)
            return str(settings.LOGIN_REDIRECT_URL)
