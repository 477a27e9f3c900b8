"""A desk for each kind of work: what waits, what was begun, what to begin."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import signed_in_keeping_words
from communities.covenant import desk as duties_desk
from communities.models import Community, ImportRun, ProfileChange
from content.editing.dashboard import editor_desk
from content.models import Page
from content.scenes import know_scenes
from library.models import Course, Lesson, Resource
from news.models import Article, Digest, Event

LATEST = 8


def _may(user, permission: str) -> None:
    """Raises PermissionDenied for whoever is not of the staff or lacks the permission."""
    if not (user.is_staff and user.has_perm(permission)):
        raise PermissionDenied


@require_safe
@signed_in_keeping_words
def newsroom_desk(request):
    _may(request.user, "news.change_article")
    latest = Article.objects.published().newest().in_lists()
    return render(
        request,
        "desks/newsroom.html",
        {
            "desk": editor_desk(request.user, (Article, Page)),
            "latest": know_scenes(latest[:LATEST]),
            "digests": Digest.objects.filter(approved_at=None)[:LATEST],
        },
    )


@require_safe
@signed_in_keeping_words
def calendar_desk(request):
    _may(request.user, "news.change_event")
    return render(
        request,
        "desks/calendar.html",
        {
            "desk": editor_desk(request.user, (Event,)),
            "upcoming": Event.objects.published().upcoming().in_lists()[:20],
        },
    )


@require_safe
@signed_in_keeping_words
def library_desk(request):
    _may(request.user, "library.change_resource")
    latest = Resource.objects.published().newest().in_lists()
    return render(
        request,
        "desks/library.html",
        {
            "desk": editor_desk(request.user, (Resource, Course, Lesson)),
            "latest": latest[:LATEST],
        },
    )


@require_safe
@signed_in_keeping_words
def register_desk(request):
    user = request.user
    _may(user, "communities.change_community")
    today = timezone.localdate()
    return render(
        request,
        "desks/register.html",
        {
            "communities": Community.objects.current().count(),
            "overdue": duties_desk.overdue_count(today),
            "changes": ProfileChange.objects.visible_to(user).waiting().count(),
            "works_in_the_office": user.works_in_the_office,
            "without_people": _without_people().count(),
            "imports": ImportRun.objects.order_by("-pk")[:5]
            if user.has_perm("communities.view_importrun")
            else (),
        },
    )


def _without_people():
    return Community.objects.current().filter(seats=None)
