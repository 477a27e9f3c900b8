"""Who may open a private page; a text that comes after the session has ended is not lost."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from accounts import sign_in_again
from accounts.forms import LoginForm, SecondFactorForm
from core.web import posted

NOT_YOURS = _(
    "This account may no longer write here. Sign in with the account you started with, "
    "or ask the programme for your role."
)


def is_script(request: HttpRequest) -> bool:
    """Whether a script of ours asks, which keeps the page and reads JSON."""
    return request.headers.get("Accept", "").startswith("application/json")


def _again(
    request: HttpRequest, form: LoginForm | SecondFactorForm
) -> HttpResponse:
    """What was typed stays on the page, to be sent again with the sign-in."""
    needs_code = isinstance(form, SecondFactorForm)
    if is_script(request):
        errors = [
            str(error) for errors in form.errors.values() for error in errors
        ]
        return JsonResponse(
            {
                "signed_out": True,
                "needs_code": needs_code,
                "errors": errors,
                "token": get_token(request),
            },
            status=401,
        )
    context = {
        "form": form,
        "needs_code": needs_code,
        "typed": posted.posted_words(request),
        "posted_fields": posted.posted_fields(request),
    }
    return render(request, "accounts/signed_out.html", context, status=401)


def ask_to_sign_in(request: HttpRequest) -> HttpResponse | None:
    """To the sign-in page, or, where something was typed, sign in on the spot (401 until that
    succeeds).

    None once the visitor is signed in: the view goes on with what was typed.
    """
    if request.method != "POST":
        return redirect_to_login(request.get_full_path())
    form = sign_in_again.sign_in_posted(request)
    return _again(request, form) if form else None


def signed_in_keeping_words(view: Callable) -> Callable:
    """For pages on which people write: signed in, or asked to sign in with their words kept."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        refusal = None
        if not request.user.is_authenticated:
            refusal = ask_to_sign_in(request)
        return refusal or view(request, *args, **kwargs)

    return guarded


def words_given_back(request: HttpRequest, status: int) -> HttpResponse | None:
    """What was typed into a page that is refused to who is signed in: whoever signed in as somebody
    else, or whose role or seat was taken away while the page was open.

    None where nothing was typed. The pages of refusals ask this (`handler403`, `handler404`), so
    that it holds for each form of the portal.
    """
    if request.method != "POST" or not request.user.is_authenticated:
        return None
    typed = posted.posted_words(request)
    if not typed:
        return None
    if is_script(request):
        return JsonResponse(
            {"signed_out": True, "errors": [str(NOT_YOURS)]}, status=status
        )
    return render(
        request, "accounts/not_yours.html", {"typed": typed}, status=status
    )


def office_only(view: Callable) -> Callable:
    """Of the staff and allowed to see applications; everyone else is refused."""

    @signed_in_keeping_words
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.works_in_the_office:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
