"""Where the apps meet: home, the standing pages, the error pages and the machines' addresses."""

import datetime as dt
import errno
import os
import sys
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.core.files.storage import storages
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language_from_request
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from applications.submissions import receipts
from calls.models import Call
from communities.models import Community, Programme
from communities.register import totals
from core.hashing import is_sha256
from core.language import state_labels
from core.web import posted
from mailing.models import Letter
from news import linked_data
from news.models import Article, Event

#: the longest title we know, for the gallery
LONGEST_TITLE = (
    "«Քաղաքապետերի դաշնագրի խթանումը ԱԼԳ երկրներում» խորագրով աշխատաժողով Մինսկում՝"
    " ուղղված հաղորդակցության ոլորտի զարգացմանը"
)
LATE_LETTER = dt.timedelta(minutes=30)


@require_safe
def root(request) -> HttpResponse:
    """To the visitor's language: cookie, then the browser's wish, then Armenian."""
    language = get_language_from_request(request)
    with translation.override(
        language if language in dict(settings.LANGUAGES) else "hy"
    ):
        response = HttpResponseRedirect(reverse("home"))
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    patch_cache_control(response, private=True, max_age=60)
    return response


@require_safe
def home(request) -> HttpResponse:
    today = dt.date.today()
    calls = Call.objects.published().filter(is_historic=False).with_parts()
    stated = [call for call in calls if call.state != "closed"]
    return render(
        request,
        "home.html",
        {
            "calls": [call for call in stated if call.is_open],
            "upcoming_calls": [
                call for call in stated if call.state == "upcoming"
            ],
            "articles": list(
                Article.objects.published().newest().in_lists()[:4]
            ),
            "events": Event.objects.published().upcoming()[:4],
            "programmes": Programme.objects.all(),
            "places": totals.regions(today),
            "communities": Community.objects.current().count(),
            "linked_data": linked_data.home(),
            "signatories": Community.objects.signatories(today).count(),
        },
    )


@require_safe
def verify(request) -> HttpResponse:
    """Does this receipt's hash belong to a submission? Nothing else is revealed."""
    asked = request.GET.get("hash", "").strip().lower()
    answer = (
        "" if not asked else "wrong" if not is_sha256(asked) else _known(asked)
    )
    context = {"asked": asked[:100], "answer": answer}
    return render(
        request,
        "verify.html",
        context,
        status=422 if answer == "wrong" else 200,
    )


def _known(digest: str) -> str:
    return "known" if receipts.is_known(digest) else "unknown"


@require_safe
@login_required
def gallery(request) -> HttpResponse:
    """Every component in every state, for the eyes of staff and for tests."""
    if not request.user.is_staff:
        raise PermissionDenied
    return render(
        request,
        "gallery.html",
        {
            "calls": Call.objects.published().with_parts()[:3],
            "states": state_labels.known_states(),
            "longest": LONGEST_TITLE,
        },
    )


@never_cache
def healthz(request) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


def _is_migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _works(check) -> bool:
    try:
        return bool(check())
    except (DatabaseError, OSError):
        return False


def _remembers() -> bool:
    cache.set("readyz", 1, 10)
    return cache.get("readyz") == 1


def _stores() -> bool:
    folders = [Path(settings.MEDIA_ROOT), Path(storages["private"].location)]
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    return all(os.access(folder, os.W_OK) for folder in folders)


def _no_late_letters() -> bool:
    return not Letter.objects.filter(
        sent_at=None, created_at__lt=timezone.now() - LATE_LETTER
    ).exists()


@never_cache
def readyz(request) -> JsonResponse:
    """Database, migrations, cache, storage, age of the outbox: 200 when all are well, else 503."""
    checks = {
        "database": _works(lambda: connection.ensure_connection() is None),
        "migrations": _works(_is_migrated),
        "cache": _works(_remembers),
        "storage": _works(_stores),
        "outbox": _works(_no_late_letters),
    }
    return JsonResponse(checks, status=200 if all(checks.values()) else 503)


def robots(request) -> HttpResponse:
    closed = (
        "admin",
        "accounts",
        "workspace",
        "applications",
        "office",
        "invitations",
        "gallery",
    )
    lines = [
        f"Disallow: /{language}/{path}/"
        for language, _name in settings.LANGUAGES
        for path in closed
    ]
    text = "\n".join(
        [
            "User-agent: *",
            *lines,
            f"Sitemap: {settings.SITE_URL}/sitemap.xml",
            "",
        ]
    )
    return HttpResponse(text, content_type="text/plain")


def _error(request, status: int, title: str, said: str) -> HttpResponse:
    context = {"title": title, "said": said, "status": status}
    return render(request, "error.html", context, status=status)


def bad_request(request, exception=None) -> HttpResponse:
    return _error(
        request,
        400,
        _("The request could not be read"),
        _("Go back and try again."),
    )


def forbidden(request, exception=None) -> HttpResponse:
    said = _(
        "Your account may not do this. If it should, ask a colleague who submits, or the programme."
    )
    return _error(request, 403, _("Not allowed"), said)


def csrf_failure(request, reason="") -> HttpResponse:
    """The form was too old or came from elsewhere; what was typed is given back."""
    return render(
        request, "csrf.html", {"typed": posted.words(request)}, status=403
    )


def not_found(request, exception=None) -> HttpResponse:
    said = _(
        "The address may be mistyped, or the page may have moved. "
        "Search, or begin at the home page."
    )
    return _error(request, 404, _("Page not found"), said)


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
        {"is_full": is_full},
        status=507 if is_full else 500,
    )
