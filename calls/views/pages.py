"""What anyone reads of calls: the list, one call, and its form to work on paper."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from django.views.generic import DetailView, ListView

from calls import (
    form_on_paper,
    linked_data,
    milestones,
    results,
    scoring_rules,
    states,
)
from calls.filters import CallFilter
from calls.models import Call, Lot
from core.keeping.remembered import remembered
from core.language.bilingual import active_language, text

GROUPS = (
    (states.CLOSING, states.OPEN),
    (states.UPCOMING,),
    (states.CLOSED, states.DECIDED, states.UNKNOWN),
)


class CallList(ListView):
    """All calls, the open ones first; few enough to stand on one page."""

    template_name = "calls/call_list.html"

    def get_queryset(self):
        calls = Call.objects.published().with_parts()
        self.filter = CallFilter(self.request.GET, queryset=calls)
        return self.filter.qs if self.filter.is_valid() else calls.none()

    def get_context_data(self, **kwargs):
        is_asked = any(
            self.request.GET.get(name) for name in self.filter.filters
        )
        calls = (
            list(self.object_list)
            if is_asked
            else remembered(("all calls",), lambda: list(self.object_list))
        )
        stated = [(call, call.state) for call in calls]
        open_, upcoming, closed = (
            [c for c, state in stated if state in group] for group in GROUPS
        )
        return super().get_context_data(
            filter=self.filter,
            open=open_,
            upcoming=upcoming,
            closed=closed,
            **kwargs,
        )


class CallDetail(DetailView):
    template_name = "calls/call_detail.html"
    calls = Call.objects.exclude(status=Call.DRAFT)

    def get_queryset(self):
        calls = self.calls.with_parts()
        parts = (
            "criteria",
            "documents",
            "lots__extensions",
            "rules",
            "clarifications",
            "communities",
            "revisions",
            "result_figures",
        )
        return calls.prefetch_related(*parts)

    def get_context_data(self, **kwargs):
        call = self.object
        known = results.published_results(call)
        table = results.results_table(call, known.figures)
        has_words = call.results_are_public and text(call, "results")
        return super().get_context_data(
            linked_data=linked_data.call_data(call),
            results=table,
            has_results=bool(table or has_words),
            awards=known.awards,
            milestones=milestones.call_milestones(call),
            grids=scoring_rules.scoring_grids(call),
            **kwargs,
        )


def _lot_and_version(slug: str, number: int):
    """The lot and the version of its form that an applicant would fill in now."""
    lots = Lot.objects.select_related("call__programme", "form").exclude(
        call__status=Call.DRAFT
    )
    lot = get_object_or_404(lots, call__slug=slug, number=number)
    version = lot.form.current() if lot.form else None
    if version is None:
        raise Http404
    return lot, version


@require_safe
def blank_form(request, slug: str, number: int):
    """The questions of a lot, to read and to work on together."""
    lot, version = _lot_and_version(slug, number)
    return render(
        request,
        "calls/blank_form.html",
        {"lot": lot, "call": lot.call, **form_on_paper.form_parts(version)},
    )


@require_safe
def blank_pdf(request, slug: str, number: int):
    lot, version = _lot_and_version(slug, number)
    response = HttpResponse(
        form_on_paper.blank_form_pdf(lot, version, active_language()),
        content_type="application/pdf",
    )
    name = f"{lot.call.code.lower()}-lot-{lot.number}-form.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response
