"""Signing in again on the page that one was writing on, when the session has ended meanwhile.

Whoever has a second factor gives it here too: password first, then the code, both on the same page.
"""

from allauth.account.stages import LoginStageController
from allauth.mfa.stages import AuthenticateStage
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.forms import LoginForm, SecondFactorForm

PREFIX = "relogin"


def sign_in_form(request: HttpRequest) -> LoginForm:
    """Bound when the page carried an attempt; the rest of what it carried is not touched."""
    data = request.POST if f"{PREFIX}-login" in request.POST else None
    return LoginForm(data, request=request, prefix=PREFIX)


def _sign_in_by_code(request: HttpRequest) -> SecondFactorForm | None:
    """The second step of a sign-in that has begun; None when none has, or it is done."""
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    if stage is None:
        return None
    data = request.POST if f"{PREFIX}-code" in request.POST else None
    form = SecondFactorForm(data, user=stage.login.user, prefix=PREFIX)
    if form.is_bound and form.is_valid():
        form.save()
        stage.exit()
        return None
    return form


def sign_in_posted(
    request: HttpRequest,
) -> LoginForm | SecondFactorForm | None:
    """Sign in with what the page carried; None once signed in, else the form with what was wrong,
    or that of the second step.

    The limits and checks of the sign-in page hold here too: they are the same forms.
    """
    form = sign_in_form(request)
    if form.is_bound and form.is_valid():
        form.login(request)
    second = None
    if not form.errors and not request.user.is_authenticated:
        second = _sign_in_by_code(request)
    return None if request.user.is_authenticated else second or form


@login_required
@never_cache
@require_safe
def fresh_token(request):
    """The form's token after signing in anew in another tab."""
    return JsonResponse({"token": get_token(request)})
