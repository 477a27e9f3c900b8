"""The office: what stands in the calls, and everything of one application on one page."""

import datetime as dt

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from applications import receipts, states
from applications.models import Application
from applications.views.applicant import find
from calls.models import Call, Lot
from communities import desk
from communities.models import ProfileChange
from portal.doors import office_only


def _counted():
    submitted = Count("applications", filter=~Q(applications__state=states.DRAFT))
    return Lot.objects.annotate(started=Count("applications"), submitted=submitted)


@require_safe
@office_only
def today(request):
    lots = _counted().filter(call__status=Call.PUBLISHED, call__is_historic=False)
    lots = lots.select_related("call").order_by("closes_at", "number")
    latest = Application.objects.visible_to(request.user).with_lot().order_by("-saved_at")[:10]
    return render(request, "office/today.html", {
        "lots": lots, "applications": latest, "overdue": desk.overdue_count(dt.date.today()),
        "changes": ProfileChange.objects.visible_to(request.user).waiting().count(),
    })  # fmt: skip


@require_safe
@office_only
def board(request, slug: str):
    call = get_object_or_404(Call.objects.exclude(status=Call.DRAFT), slug=slug)
    lots = _counted().filter(call=call).order_by("number")
    submitted = Application.objects.visible_to(request.user).filter(lot__call=call).with_lot()
    submitted = submitted.annotate(versions_sent=Count("versions", distinct=True)).order_by("reference")
    context = {"call": call, "lots": lots, "applications": submitted}
    return render(request, "office/board.html", context)


@require_safe
@office_only
def file(request, reference: str):
    application = find(request, reference)
    versions = application.versions.select_related("submitted_by", "application").order_by("-number")
    return render(request, "office/file.html", {
        "application": application, "journal": application.journal.select_related("by"),
        "versions": [{"version": one, "agrees": receipts.agrees(one)} for one in versions],
        "newest": receipts.reading(versions[0]) if versions else None,
        "totals": receipts.totals(versions[0]) if versions else None,
    })  # fmt: skip
