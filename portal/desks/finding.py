"""One field that finds whatever its reader may open: tasks, texts, places, applications, people.

Each list of the administration knows how it is searched and what this person may see of it; the
page asks the lists for a few of each. Applications come through their one door.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import signed_in_keeping_words
from accounts.models import User
from accounts.navigation import open_sections
from applications.models import Application
from calls.models import Call, Form
from communities.models import Community, Organisation, Programme
from content.models import Page, Picture, Topic
from core.language import armenian
from core.text.reading import read_search
from library.models import Course, Lesson, Question, Resource
from news.models import Article, Event

SHOWN = 6
#: in the order in which the page shows them
MODELS = (
    Article,
    Event,
    Page,
    Community,
    Call,
    Form,
    Resource,
    Course,
    Lesson,
    Question,
    Programme,
    Organisation,
    Picture,
    Topic,
    User,
)


@dataclass(frozen=True)
class Finding:
    """One thing found and where it is worked on."""

    title: str
    address: str


@dataclass(frozen=True)
class Findings:
    """What was found of one kind; `rest` is the address of all of it, where there is more."""

    label: str
    findings: list[Finding]
    rest: str = ""


def _found_tasks(user: User, asked: str) -> list[Finding]:
    """The tasks whose names have a word for each word asked, which may be unfinished."""
    wanted = armenian.stems(asked)
    return [
        Finding(str(task.label), task.address)
        for opened in open_sections(user)
        for task in opened.tasks
        if wanted and _has_every(armenian.stems(str(task.label)), wanted)
    ]


def _has_every(words: list[str], wanted: list[str]) -> bool:
    return all(
        any(word.startswith(beginning) for word in words)
        for beginning in wanted
    )


def _found_applications(user: User, asked: str) -> list[Finding]:
    communities = Community.objects.matching(asked).values("pk")
    applications = (
        Application.objects.visible_to(user)
        .filter(Q(reference__icontains=asked) | Q(community__in=communities))
        .select_related("community")
        .order_by("-saved_at", "-pk")
    )
    return [
        Finding(
            f"{application.reference}, {application.community}",
            reverse("office:file", args=[application.reference]),
        )
        for application in applications[:SHOWN]
    ]


def _found_records(request, asked: str) -> Iterator[Findings]:
    for model in MODELS:
        model_admin = admin.site._registry[model]
        if not model_admin.has_view_or_change_permission(request):
            continue
        rows, _has_doubles = model_admin.get_search_results(
            request, model_admin.get_queryset(request), asked
        )
        name = f"admin:{model._meta.label_lower.replace('.', '_')}"
        found = [
            Finding(str(row), reverse(f"{name}_change", args=[row.pk]))
            for row in rows.distinct()[: SHOWN + 1]
        ]
        if found:
            yield Findings(
                str(model._meta.verbose_name_plural),
                found[:SHOWN],
                reverse(f"{name}_changelist") if len(found) > SHOWN else "",
            )


@require_safe
@signed_in_keeping_words
def find_page(request):
    user = request.user
    if not user.is_staff:
        raise PermissionDenied
    asked = read_search(request.GET.get("q", ""))
    return render(
        request,
        "desks/find.html",
        {
            "finding": asked,
            "tasks": _found_tasks(user, asked) if asked else [],
            "applications": _found_applications(user, asked)
            if asked and user.works_in_the_office
            else [],
            "groups": list(_found_records(request, asked)) if asked else [],
        },
    )
