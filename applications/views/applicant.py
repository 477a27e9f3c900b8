"""One application as its community sees it: the list of sections, checking, submitting, its
versions.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts import access
from applications import journal, letters, panels, rules
from applications.drafts import (
    budgets,
    checking,
    form_versions,
    prefilling,
    presence,
    task_list,
)
from applications.errors import Closed, Incomplete
from applications.models import Application, Version
from applications.submissions import lifecycle
from applications.views.finding import find, find_own, refuse_closed
from core.language.bilingual import active_language
from core.web.post_only import post_only


@require_safe
@login_required
def detail(request, reference: str):
    application = find(request, reference)
    if not rules.is_of_the_community(request.user, application):
        return redirect("office:file", reference)
    sections = checking.sections_of(application)
    problems = lifecycle.submission_problems(application, sections)
    may_write = (
        rules.may_write(request.user, application) and application.is_writable
    )
    return render(
        request,
        "applications/detail.html",
        {
            "application": application,
            "panels": panels.panels_of(
                panels.OWN_PANELS, application, seen_by=request.user
            ),
            "lot": application.lot,
            "problems": problems,
            "tasks": task_list.task_list(application, sections, problems),
            "left_over": task_list.answers_no_longer_asked(
                application, sections
            ),
            "versions": application.versions.select_related(
                "submitted_by"
            ).order_by("-number"),
            "journal": journal.read_journal(application),
            "may_write": may_write,
            "may_submit": rules.may_submit(request.user, application),
            "submitters": letters.submitters(application),
            "has_unsent_changes": lifecycle.has_unsent_changes(application),
            "waiting": application.provisional.filter(ended_at=None).first(),
            "moved": _moved(application),
            "others": presence.colleagues_present(application, request.user),
            "source": _source(application) if may_write else None,
        },
    )


def _source(application: Application) -> Application | None:
    """Whose answers could be taken over; once is enough."""
    return (
        None
        if application.predecessor_id
        else prefilling.prefill_source(application)
    )


def _moved(application: Application):
    """The last move to a new version of the form, with what became different."""
    move = application.form_moves.select_related(
        "from_version", "to_version"
    ).first()
    if move is None:
        return None
    return {
        "move": move,
        "difference": form_versions.form_changes(
            move.from_version, move.to_version
        ),
    }


@require_safe
@login_required
def check(request, reference: str):
    return _check_page(request, find_own(request, reference))


def _check_page(
    request, application: Application, problems=None, status=200
) -> HttpResponse:
    sections = checking.sections_of(application)
    if problems is None:
        problems = lifecycle.submission_problems(application, sections)
    return render(
        request,
        "applications/check.html",
        {
            "application": application,
            "lot": application.lot,
            "sections": task_list.answers_for_reading(application, sections),
            "problems": problems,
            "budget": task_list.budget_for_reading(application),
            "unfinished": _unfinished_budget(application),
            "travelling": application.attachments.filter(state="announced"),
            "may_write": rules.may_write(request.user, application)
            and application.is_writable,
            "may_submit": rules.may_submit(request.user, application)
            and application.is_writable,
            "submitters": letters.submitters(application),
            "is_error": status != 200,
        },
        status=status,
    )


def _unfinished_budget(application: Application) -> int:
    """Rows of the budget as typed that do not count yet, since something in them is missing."""
    answer = application.answers.filter(key=budgets.KEY).first()
    return (
        sum(bool(row.errors) for row in budgets.read_budget(answer.value))
        if answer
        else 0
    )


@access.signed_in_keeping_words
def submit(request, reference: str):
    application = find_own(request, reference)
    if request.method != "POST":
        return redirect("applications:check", reference)
    began = timezone.now()
    try:
        submission = lifecycle.submit(
            application, by=request.user, language=active_language()
        )
    except Incomplete as error:
        return _check_page(request, application, error.problems, status=422)
    except Closed:
        return refuse_closed(request, application)
    if not isinstance(submission, Version):
        messages.warning(
            request,
            _(
                "Not submitted yet: the portal waits for the files that you announced."
            ),
        )
        return redirect(application)
    if submission.accepted_at < began:
        messages.info(
            request,
            _("Nothing has changed since this version; it counts as it is."),
        )
    else:
        messages.success(request, _("The application has been submitted."))
    return redirect(submission)


@post_only("applications:detail", "reference")
@access.signed_in_keeping_words
def tell_ready(request, reference: str):
    """Whoever may not submit tells those who may."""
    application = find_own(request, reference)
    try:
        told = lifecycle.tell_ready(application, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        sentence = ngettext(
            "%(n)d person was told.", "%(n)d people were told.", told
        )
        messages.success(request, sentence % {"n": told})
    return redirect(application)


@access.signed_in_keeping_words
def withdraw(request, reference: str):
    application = find_own(request, reference)
    context = {
        "application": application,
        "lot": application.lot,
        "reason": request.POST.get("reason", ""),
        "refusals": [],
    }
    if request.method != "POST":
        if not rules.may_submit(request.user, application):
            return redirect(application)
        return render(request, "applications/withdraw.html", context)
    try:
        lifecycle.withdraw(
            application, reason=context["reason"], by=request.user
        )
    except ValidationError as error:
        return render(
            request,
            "applications/withdraw.html",
            context | {"refusals": error.messages},
            status=422,
        )
    messages.success(request, _("The application has been withdrawn."))
    return redirect(application)


@post_only("applications:detail", "reference")
@access.signed_in_keeping_words
def reinstate(request, reference: str):
    application = find_own(request, reference)
    try:
        lifecycle.reinstate(application, by=request.user)
    except Closed:
        return refuse_closed(request, application)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(application)
    messages.success(
        request,
        _("The application counts again, in its last submitted version."),
    )
    return redirect(application)


@post_only("applications:detail", "reference")
@access.signed_in_keeping_words
def prefill(request, reference: str):
    """Take over the answers of the community's last application."""
    application = find_own(request, reference)
    if not rules.may_write(request.user, application):
        raise PermissionDenied
    source = prefilling.prefill_source(application)
    try:
        keys = (
            prefilling.prefill_from_application(
                application, source, by=request.user
            )
            if source
            else []
        )
    except Closed:
        return refuse_closed(request, application)
    sentence = ngettext(
        "%(n)d answer was copied.",
        "%(n)d answers were copied.",
        len(keys),
    )
    messages.success(request, sentence % {"n": len(keys)})
    messages.info(request, _("Check each of them."))
    return redirect(application)
