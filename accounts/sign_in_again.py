"""Signing in again on the page that one was writing on, when the session has ended meanwhile."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.forms import LoginForm

PREFIX = "relogin"


def sign_in_form(request: HttpRequest) -> LoginForm:
    """Bound when the page carried an attempt; the rest of what it carried is not touched."""
    data = request.POST if f"{PREFIX}-login" in request.POST else None
    return LoginForm(data, request=request, prefix=PREFIX)


def sign_in_posted(request: HttpRequest) -> LoginForm | None:
    """Sign in with what the page carried; None once signed in, else the form with what was wrong.

    The limits and checks of the sign-in page hold here too: it is the same form.
    """
    form = sign_in_form(request)
    if form.is_bound and form.is_valid():
        form.login(request)
        if request.user.is_authenticated:
            return None
    return form


@login_required
@never_cache
@require_safe
def fresh_token(request):
    """The form's token after signing in anew in another tab."""
    return JsonResponse({"token": get_token(request)})
