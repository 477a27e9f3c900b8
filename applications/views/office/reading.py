"""What the office looks at: today, the board of a call, everything of one application."""

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import office_only
from applications import deadlines, journal, panels, rules, states
from applications.models import (
    Application,
    ApplicationExtension,
    Export,
    Inquiry,
    LotReopening,
)
from applications.office import exporting, listing, stuck
from applications.submissions import receipts
from applications.views.finding import find
from calls.models import Call, Lot
from communities.covenant import desk
from communities.models import ProfileChange
from core.clock import LONGEST_QUEUE
from core.text.reading import read_search
from core.web import posted

PAGE = 50


def _counted():
    """Lots with how many drafts were started and submitted; numbers only, so also of sealed
    calls.
    """

    def of(*states_of) -> Count:
        return Count(
            "applications",
            filter=Q(applications__state__in=states_of),
            distinct=True,
        )

    return Lot.objects.select_related("call", "opening").annotate(
        started=Count("applications", distinct=True),
        drafts=of(states.DRAFT),
        submitted=of(*states.RECEIVED),
        withdrawn=of(states.WITHDRAWN),
        communities=Count("applications__community", distinct=True),
    )


@require_safe
@office_only
def today(request):
    lots = _counted().filter(
        call__status=Call.PUBLISHED, call__is_historic=False
    )
    latest = (
        Application.objects.visible_to(request.user)
        .with_lot()
        .order_by("-saved_at")[:10]
    )
    waiting = ApplicationExtension.objects.filter(
        approved_at=None, closes_at__gt=timezone.now()
    )
    return render(
        request,
        "office/today.html",
        {
            "lots": lots.order_by("closes_at", "number"),
            "applications": latest,
            "overdue": desk.overdue_count(timezone.localdate()),
            "changes": ProfileChange.objects.visible_to(request.user)
            .waiting()
            .count(),
            "questions": Inquiry.objects.visible_to(request.user)
            .unanswered()
            .count(),
            "extensions": waiting.select_related("application", "proposed_by"),
            "reopenings": LotReopening.objects.filter(
                approved_at=None
            ).select_related("lot__call", "proposed_by"),
            "may_run": rules.may_run_calls(request.user),
            "works": panels.waiting_for(request.user),
            "stuck": stuck.count_stuck()
            if request.user.has_perm("mailing.send_again")
            else 0,
        },
    )


def _chosen(request) -> dict:
    """What the list is narrowed to and sorted by; what is not known is left out."""
    asked = request.GET
    state, order = asked.get("state", ""), asked.get("order", "")
    return {
        "words": read_search(asked.get("words", "")),
        "state": state if state in dict(states.CHOICES) else "",
        "lot": posted.posted_number(asked.get("lot", "")),
        "order": order if order in listing.ORDERS else "reference",
    }


def _filters(request, call: Call) -> list[dict]:
    """What rooms above narrow the board by, each with its choices and what was chosen."""
    shown = []
    for one in listing.BOARD_FILTERS.all():
        choices = one.choices(call)
        asked = request.GET.get(one.code, "")
        known = asked in {value for value, _label in choices}
        shown.append(
            {
                "filter": one,
                "choices": choices,
                "chosen": asked if known else "",
            }
        )
    return shown


@require_safe
@office_only
def board(request, slug: str):
    """Live before closing: counts always, applications as far as the seal allows."""
    call = get_object_or_404(Call.objects.exclude(status=Call.DRAFT), slug=slug)
    deadlines.remember_all_closings()
    lots = _counted().filter(call=call).order_by("number")
    chosen = _chosen(request)
    listed = listing.list_applications(call, request.user, **chosen)
    filters = _filters(request, call)
    for shown in filters:
        listed = shown["filter"].narrow(listed, shown["chosen"])
    return render(
        request,
        "office/board.html",
        {
            "call": call,
            "lots": lots,
            "page_obj": Paginator(listed, PAGE).get_page(
                request.GET.get("page")
            ),
            "states": states.CHOICES[1:],
            "orders": listing.ORDERS.items(),
            "chosen": chosen,
            "filters": filters,
            "may_run": rules.may_run_calls(request.user),
            "settled_at": timezone.now() - LONGEST_QUEUE,
            "exports": Export.objects.filter(
                Q(lot__call=call) | Q(call=call)
            ).select_related("lot__call", "call", "asked_by")[:10],
            "open_lots": [
                lot
                for lot in lots
                if lot.submitted and not exporting.is_sealed(lot)
            ],
            "questions": call.inquiries.confirmed().unanswered().count(),
        },
    )


@require_safe
@office_only
def application_file(request, reference: str):
    application = find(request, reference)
    versions = application.versions.select_related(
        "submitted_by", "application"
    ).order_by("-number")
    return render(
        request,
        "office/file.html",
        {
            "application": application,
            "journal": journal.read_journal(application),
            "versions": [
                {"version": one, "agrees": receipts.hashes_agree(one)}
                for one in versions
            ],
            "newest": receipts.version_for_reading(versions[0])
            if versions
            else None,
            "budget": receipts.budget_of_version(versions[0])
            if versions
            else None,
            "declared": receipts.declarations_of_version(versions[0])
            if versions
            else [],
            "may_run": rules.may_run_calls(request.user),
            "is_over": deadlines.is_settled(application.deadline_at),
            "was_asked": hasattr(application, "completion"),
            "eligibility": getattr(application, "eligibility", None),
            "neighbours": listing.neighbours_in_call(application, request.user),
            "panels": panels.panels_of(
                panels.OFFICE_PANELS, application, seen_by=request.user
            ),
            "extensions": application.extensions.select_related(
                "proposed_by", "approved_by"
            ),
        },
    )
