"""The manuals, for whoever is of the staff; reviewers read their own."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import signed_in_keeping_words
from core.language.bilingual import active_language
from portal.manuals.texts import MANUALS, Manual, read_manual

#: the one manual of people who are not of the staff, and the permission of their role
OF_REVIEWERS, REVIEWING = "reviewer", "evaluation.write_reviews"


def _names(request: HttpRequest) -> tuple[str, ...]:
    """The manuals that this person reads. Raises PermissionDenied where there is none."""
    if request.user.is_staff:
        return MANUALS
    if request.user.has_perm(REVIEWING):
        return (OF_REVIEWERS,)
    raise PermissionDenied


def _manuals(names: tuple[str, ...]) -> list[Manual]:
    return [read_manual(name, active_language()) for name in names]


@require_safe
@signed_in_keeping_words
def manual_list(request: HttpRequest) -> HttpResponse:
    context = {"manuals": _manuals(_names(request))}
    return render(request, "manuals/list.html", context)


@require_safe
@signed_in_keeping_words
def manual_page(request: HttpRequest, name: str) -> HttpResponse:
    names = _names(request)
    if name not in names:
        raise Http404
    manual = read_manual(name, active_language())
    others = [other for other in _manuals(names) if other.name != name]
    return render(
        request,
        "manuals/manual.html",
        {"manual": manual, "others": others},
    )
