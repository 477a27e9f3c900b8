"""What a community proposes for its profile, and what staff answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import office_only, signed_in_keeping_words
from communities.models import Community, ProfileChange
from communities.proposals import proposing, spreadsheet
from communities.proposals.decision_form import ReturnForm
from communities.proposals.kinds.base import ProposalForm
from communities.proposals.kinds.inventory_form import (
    InventoryForm,
    SpreadsheetForm,
)
from communities.proposals.kinds.registry import CHANGE_KINDS
from core.web.post_only import post_only


def _own_community(request, slug: str) -> Community:
    """A community of whose people one is; what is not yours does not exist."""
    return get_object_or_404(
        Community.objects.filter(seats__user=request.user), slug=slug
    )


@require_safe
@login_required
def proposals(request, slug: str):
    """What can be proposed, and what became of earlier proposals."""
    community = _own_community(request, slug)
    changes = ProfileChange.objects.visible_to(request.user).filter(
        community=community
    )
    page = Paginator(changes.select_related("proposed_by"), 30).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "communities/proposals.html",
        {
            "community": community,
            "page_obj": page,
            "may": proposing.may_propose(request.user, community),
            "kinds": [
                kind
                for kind in CHANGE_KINDS.all()
                if kind.is_offered(community)
            ],
        },
    )


def _as_submitter(request, slug: str) -> Community:
    community = _own_community(request, slug)
    if not proposing.may_propose(request.user, community):
        raise PermissionDenied
    return community


@signed_in_keeping_words
def propose(request, slug: str, kind: str):
    community = _as_submitter(request, slug)
    form = CHANGE_KINDS.get(kind).form(
        request.POST if request.method == "POST" else None, instance=community
    )
    if request.method == "POST" and form.is_valid():
        # read anew: a model form has written on the instance
        fresh = Community.objects.get(pk=community.pk)
        values = {"target": form.target, "note": form.cleaned_data["note"]}
        try:
            change = proposing.propose(
                fresh, kind, form.payload(), by=request.user, **values
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request, _("The proposal is waiting for the programme.")
            )
            return redirect(change)
    return _form_page(request, community, kind, form, bool(form.errors))


def _form_page(
    request,
    community: Community,
    code: str,
    form: ProposalForm,
    is_refused: bool,
    **more,
) -> HttpResponse:
    """The page of a kind; `more` replaces what the kind itself gives to its page."""
    kind = CHANGE_KINDS.get(code)
    context = {
        "community": community,
        "kind": kind,
        "form": form,
        "is_refused": is_refused,
        **kind.page_context(),
        **more,
    }
    return render(
        request,
        "communities/propose.html",
        context,
        status=422 if is_refused else 200,
    )


@require_safe
@login_required
def template(request, slug: str):
    community = _as_submitter(request, slug)
    response = HttpResponse(
        spreadsheet.template(community), content_type=spreadsheet.TYPE
    )
    response["Content-Disposition"] = (
        f'attachment; filename="inventory-{community.slug}.xlsx"'
    )
    return response


@post_only("communities:proposals", "slug")
@login_required
def fill_from_spreadsheet(request, slug: str):
    """The filled-in template becomes the filled-in form, to be looked at before it is proposed."""
    community = _as_submitter(request, slug)
    upload = SpreadsheetForm(request.POST, request.FILES)
    if upload.is_valid():
        try:
            data = spreadsheet.read_spreadsheet(
                upload.cleaned_data["file"], community
            )
        except ValidationError as error:
            upload.add_error("file", error)
        else:
            form = InventoryForm(data, instance=community)
            return _form_page(
                request,
                community,
                ProfileChange.INVENTORY,
                form,
                bool(form.errors),
            )
    return _form_page(
        request,
        community,
        ProfileChange.INVENTORY,
        InventoryForm(instance=community),
        is_refused=True,
        upload=upload,
    )


def _visible(request, uuid) -> ProfileChange:
    changes = ProfileChange.objects.visible_to(request.user).select_related(
        "community", "proposed_by", "decided_by"
    )
    return get_object_or_404(changes, uuid=uuid)


def _change_page(
    request, proposal: ProfileChange, form: ReturnForm, status: int = 200
) -> HttpResponse:
    waits = proposal.state == ProfileChange.PROPOSED
    kind = CHANGE_KINDS.get(proposal.kind)
    return render(
        request,
        "communities/change.html",
        {
            "change": proposal,
            "kind": kind,
            "lines": kind.lines(proposal),
            "subject": kind.subject(proposal),
            "form": form,
            **kind.checks_context(proposal),
            "may_decide": waits and proposing.may_decide(request.user),
            "may_take_back": waits
            and proposing.may_propose(request.user, proposal.community),
        },
        status=status,
    )


@require_safe
@login_required
def change(request, uuid):
    return _change_page(request, _visible(request, uuid), ReturnForm())


@post_only("communities:change", "uuid")
@login_required
def accept(request, uuid):
    proposal = _visible(request, uuid)
    try:
        proposing.accept(proposal, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("Accepted: the profile shows it now."))
    return redirect(proposal)


@post_only("communities:change", "uuid")
@signed_in_keeping_words
def send_back(request, uuid):
    proposal, form = _visible(request, uuid), ReturnForm(request.POST)
    if not proposing.may_decide(request.user):
        raise PermissionDenied
    if not form.is_valid():
        return _change_page(request, proposal, form, status=422)
    try:
        proposing.send_back(
            proposal, form.cleaned_data["reason"], by=request.user
        )
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(proposal)


@post_only("communities:change", "uuid")
@login_required
def take_back(request, uuid):
    proposal = _visible(request, uuid)
    try:
        proposing.take_back(proposal, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(proposal)


@require_safe
@office_only
def office(request):
    """Every proposal, those that wait first."""
    changes = ProfileChange.objects.visible_to(request.user).select_related(
        "community", "proposed_by"
    )
    waiting = changes.waiting().order_by("proposed_at")
    decided = Paginator(changes.exclude(state=ProfileChange.PROPOSED), 30)
    context = {
        "waiting": waiting[:100],
        "page_obj": decided.get_page(request.GET.get("page")),
    }
    return render(request, "communities/office/changes.html", context)
