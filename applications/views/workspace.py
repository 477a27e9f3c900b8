"""What a municipality sees after signing in: its workspace, and whether it may apply."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.roles import REVIEWER
from applications import states
from applications.drafts import saving
from applications.models import Application, Inquiry
from applications.submissions import lifecycle
from communities.covenant import standings
from communities.models import Community


def _has_unsent_changes(application) -> bool:
    """Answers are compared only where something was saved since."""
    sent_at = application.requested_at
    was_saved_since = sent_at is not None and application.saved_at > sent_at
    return was_saved_since and lifecycle.has_unsent_changes(application)


def _own_applications(applications) -> list[dict]:
    """What waits for an answer first; with each, whether changes are not submitted."""
    rows = [
        {
            "application": application,
            "is_asked": application.state == states.COMPLETION,
            "has_unsent_changes": _has_unsent_changes(application),
        }
        for application in applications.with_lot().with_last_request()
    ]
    return sorted(rows, key=lambda row: not row["is_asked"])


@require_safe
@login_required
def workspace(request):
    communities = Community.objects.filter(
        seats__user=request.user
    ).alphabetical()
    duties = standings.community_standings(communities, timezone.localdate())
    applications = Application.objects.filter(
        community__in=communities
    ).visible_to(request.user)
    inquiries = Inquiry.objects.visible_to(request.user).filter(
        community__in=communities
    )
    return render(
        request,
        "applications/workspace.html",
        {
            "communities": communities.prefetch_related("seats__user"),
            "is_reviewer": request.user.groups.filter(name=REVIEWER).exists(),
            "applications": _own_applications(applications),
            "calls": saving.open_calls(),
            "duties": list(duties),
            "submits_for": {
                seat.community_id for seat in request.user.seats.that_submit()
            },
            "inquiries": inquiries.select_related("call", "community"),
        },
    )
