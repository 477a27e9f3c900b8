"""The deadline desk of the office."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import office_only
from communities.covenant import desk, reminders, standings
from communities.forms import DeskForm
from communities.models import Community, Reminder
from core.web.post_only import post_only


@require_safe
@office_only
def deadlines(request):
    today = timezone.localdate()
    form = DeskForm(request.GET)
    owed = desk.owed_duties(today, **form.criteria()) if form.is_valid() else []
    page = Paginator(owed, 50).get_page(request.GET.get("page"))
    return render(
        request,
        "communities/office/deadlines.html",
        {
            "form": form,
            "page_obj": page,
            "today": today,
            "communities": len({one.community.pk for one in owed}),
            "may_send": request.user.has_perm("communities.add_reminder"),
            "to_send": sum(one.is_to_send for one in owed),
        },
    )


def _duty(slug: str, kind: str, due: str):
    """The open duty of an address, or 404: one that was met meanwhile is no longer there."""
    communities = (
        Community.objects.current()
        .filter(slug=slug)
        .prefetch_related("seats__user", "reminders__by")
    )
    community = get_object_or_404(standings.with_rows(communities))
    open_duties = standings.community_standing(
        community, timezone.localdate()
    ).standing.open
    open_duty = next(
        (
            duty
            for duty in open_duties
            if (duty.kind, duty.due.isoformat()) == (kind, due)
        ),
        None,
    )
    if open_duty is None:
        raise Http404(_("This duty is no longer open."))
    return community, open_duty


@require_safe
@office_only
def reminder(
    request,
    slug: str,
    kind: str,
    due: str,
):
    """The letter as it would leave, before it does."""
    community, duty = _duty(slug, kind, due)
    subject, body = reminders.preview_reminder(
        community, duty, timezone.localdate()
    )
    sent = [
        earlier
        for earlier in community.reminders.all()
        if (earlier.duty, earlier.due_on) == (duty.kind, duty.due)
    ]
    return render(
        request,
        "communities/office/reminder.html",
        {
            "community": community,
            "duty": duty,
            "subject": subject,
            "body": body,
            "sent": sent,
            "people": reminders.recipients(community),
            "may_send": request.user.has_perm("communities.add_reminder"),
            "rests": reminders.rests_after_reminder(sent),
        },
    )


@post_only("office:reminder", "slug", "kind", "due")
@office_only
def send_reminder(
    request,
    slug: str,
    kind: str,
    due: str,
):
    community, duty = _duty(slug, kind, due)
    try:
        sent = reminders.send_reminder(
            community,
            duty,
            stage=Reminder.BY_HAND,
            today=timezone.localdate(),
            by=request.user,
        )
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("office:reminder", slug, kind, due)
    messages.success(
        request,
        _("The reminder is on its way. Letters: %(n)s.") % {"n": sent.letters},
    )
    return redirect("office:deadlines")
