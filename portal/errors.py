"""What a visitor sees when something went wrong, with the way on."""

import errno
import sys

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts import access
from core.web import posted
from core.web.request_ids import current_request_id


def _error(
    request,
    status: int,
    title: str,
    explanation: str,
) -> HttpResponse:
    context = {"title": title, "explanation": explanation, "status": status}
    return render(request, "error.html", context, status=status)


def bad_request(request, exception=None) -> HttpResponse:
    """What could not be read; a form that was too large keeps its words in the browser."""
    if isinstance(exception, RequestDataTooBig):
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024 // 1024
        explanation = _(
            "At most %(limit)d MB of text can be sent at once. Go back: your words still stand in "
            "the form. Make them shorter, or divide them."
        )
        return _error(
            request,
            413,
            _("The text is too long"),
            explanation % {"limit": limit},
        )
    return _error(
        request,
        400,
        _("The request could not be read"),
        _("Go back and try again."),
    )


def forbidden(request, exception=None) -> HttpResponse:
    if given_back := access.words_given_back(request, 403):
        return given_back
    explanation = _(
        "Your account may not do this. If it should, ask a colleague who submits, or the programme."
    )
    return _error(request, 403, _("Not allowed"), explanation)


def csrf_failure(request, reason="") -> HttpResponse:
    """The form was too old or came from elsewhere; what was typed is given back."""
    return render(
        request,
        "csrf.html",
        {"typed": posted.posted_words(request)},
        status=403,
    )


def not_found(request, exception=None) -> HttpResponse:
    if given_back := access.words_given_back(request, 404):
        return given_back
    explanation = _(
        "The address may be mistyped, or the page may have moved. "
        "Search, or begin at the home page."
    )
    return _error(request, 404, _("Page not found"), explanation)


def server_error(request) -> HttpResponse:
    """Without database and without session: whatever broke may be either. A full disk is said
    so.
    """
    error = sys.exc_info()[1]
    is_full = isinstance(error, OSError) and error.errno in (
        errno.ENOSPC,
        errno.EDQUOT,
    )
    return render(
        request,
        "500.html",
        {"is_full": is_full, "request_id": current_request_id()},
        status=507 if is_full else 500,
    )
