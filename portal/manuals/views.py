"""The manuals, for whoever is of the staff."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import signed_in_keeping_words
from core.language.bilingual import active_language
from portal.manuals.texts import MANUALS, Manual, read_manual


def _staff_alone(request: HttpRequest) -> None:
    if not request.user.is_staff:
        raise PermissionDenied


def _every_manual() -> list[Manual]:
    return [read_manual(name, active_language()) for name in MANUALS]


@require_safe
@signed_in_keeping_words
def manual_list(request: HttpRequest) -> HttpResponse:
    _staff_alone(request)
    return render(request, "manuals/list.html", {"manuals": _every_manual()})


@require_safe
@signed_in_keeping_words
def manual_page(request: HttpRequest, name: str) -> HttpResponse:
    _staff_alone(request)
    if name not in MANUALS:
        raise Http404
    manual = read_manual(name, active_language())
    others = [other for other in _every_manual() if other.name != name]
    return render(
        request,
        "manuals/manual.html",
        {"manual": manual, "others": others},
    )
