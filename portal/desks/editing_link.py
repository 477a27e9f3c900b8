"""From a public page to the form in which it is edited.

Any public address leads there with `?edit` behind it. The public page is the same for everyone:
the way leads through an address of the staff, and who may edit is asked there.
"""

from collections.abc import Callable
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404, redirect
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from accounts.access import signed_in_keeping_words
from calls.models import Call
from communities.models import Community, Programme
from content.models import Page
from core.language.bilingual import DEFAULT_LANGUAGE, LANGUAGES
from library.models import Course, Lesson, Resource
from news.models import Article, Event

#: the name of a public page's URL → what it shows
SHOWN: dict[str, type[models.Model]] = {
    "news:detail": Article,
    "events:detail": Event,
    "page": Page,
    "library:detail": Resource,
    "library:course": Course,
    "library:lesson": Lesson,
    "communities:detail": Community,
    "communities:programme": Programme,
    "calls:detail": Call,
}


class EditLink:
    """Leads `?edit` of a public page to the editing of it, before anything is asked of anyone."""

    def __init__(
        self, get_response: Callable[[HttpRequest], HttpResponse]
    ) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = request.path_info[1:3]
        asks = request.method == "GET" and request.GET.get("edit") == ""
        if not asks or language not in LANGUAGES:
            return self.get_response(request)
        with translation.override(language):
            address = reverse("desks:edit")
        path = urlencode({"path": request.path_info})
        return HttpResponseRedirect(f"{address}?{path}")


def _shown_at(path: str) -> models.Model:
    """What the public page at a path shows; Http404 where it is no page of a record."""
    language = path[1:3] if path[1:3] in LANGUAGES else DEFAULT_LANGUAGE
    try:
        with translation.override(language):
            match = resolve(path)
    except Resolver404:
        raise Http404 from None
    model = SHOWN.get(match.view_name)
    if model is None:
        raise Http404
    return get_object_or_404(model, slug=match.kwargs["slug"])


@require_safe
@signed_in_keeping_words
def edit(request):
    """To the form of what a public page shows; 404 where nothing of it can be edited."""
    if not request.user.is_staff:
        raise PermissionDenied
    shown = _shown_at(request.GET.get("path", ""))
    name = shown._meta.label_lower.replace(".", "_")
    return redirect(f"admin:{name}_change", shown.pk)
