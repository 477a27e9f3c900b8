"""How an event repeats: the rule in words, its dates before anything is made, and its end."""

import datetime as dt
from dataclasses import dataclass, field

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from news import repeating
from news.admin.repeat_forms import EndForm, RepeatForm
from news.models import Event, EventSeries
from news.models.series import MOST_EVENTS
from news.recurrence import rule_days, rule_of, rule_words
from news.wall_clock import day_of


@dataclass
class Plan:
    """What would be made: the rule in words, and its days with those that are left out."""

    words: str = ""
    days: list[dt.date] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What the page has shown; a rule changed since is shown anew."""
        return ",".join(map(str, self.days))


def repeat_page(request, model_admin, number: int):
    """GET: the form, or the series. POST: the dates first; `_make` makes them, `_end` ends."""
    event = model_admin.get_object(request, str(number))
    if event is None:
        raise Http404
    if not model_admin.has_change_permission(request, event):
        raise PermissionDenied
    if request.method == "POST" and "_end" in request.POST:
        return _end(request, model_admin, event)
    form = _form(request, event)
    plan = _plan(form, event) if form.is_bound and form.is_valid() else Plan()
    is_seen = request.POST.get("shown") == plan.key
    if plan.days and is_seen and "_make" in request.POST:
        if not model_admin.has_add_permission(request):
            raise PermissionDenied
        made = _make(request, form, event, plan)
        if made is not None:
            return made
    return _page(request, model_admin, event, form, plan)


def _form(
    request,
    event: Event,
) -> EndForm:
    typed = request.POST if request.method == "POST" else None
    if event.series_id:
        return EndForm(typed)
    day = day_of(event)
    initial = {"frequency": EventSeries.WEEK, "weekdays": [day.weekday()]}
    return RepeatForm(
        typed,
        initial=initial,
    )


def _plan(
    form: EndForm,
    event: Event,
) -> Plan:
    """The days that the form asks for; what is wrong is said at the form."""
    try:
        if isinstance(form, RepeatForm):
            rule = form.rule(day_of(event))
            return Plan(rule_words(rule), rule_days(rule)[1:])
        assert event.series is not None
        days = repeating.days_added(
            event.series,
            **form.end,
        )
        return Plan(rule_words(rule_of(event.series)), days)
    except ValidationError as error:
        form.add_error(
            None,
            error,
        )
        return Plan()


def _make(
    request,
    form: EndForm,
    event: Event,
    plan: Plan,
):
    chosen = set(request.POST.getlist("day"))
    left_out = {day for day in plan.days if str(day) not in chosen}
    try:
        if isinstance(form, RepeatForm):
            made = repeating.repeat_event(
                event,
                form.rule(day_of(event)),
                by=request.user,
                left_out=left_out,
            )
        else:
            made = repeating.extend_series(
                event, by=request.user, left_out=left_out, **form.end
            )
    except ValidationError as error:
        form.add_error(
            None,
            error,
        )
        return None
    sentence = ngettext(
        "%(n)d event was added to the calendar.",
        "%(n)d events were added to the calendar.",
        len(made),
    )
    messages.success(request, sentence % {"n": len(made)})
    return redirect(
        "admin:news_event_repeat",
        event.pk,
    )


def _end(
    request,
    model_admin,
    event: Event,
):
    if not event.series_id:
        raise Http404
    if not model_admin.has_delete_permission(request, event):
        raise PermissionDenied
    count = repeating.end_series(
        event,
        by=request.user,
    )
    sentence = ngettext(
        "%(n)d event is in the bin.", "%(n)d events are in the bin.", count
    )
    messages.success(
        request,
        sentence % {"n": count},
    )
    return redirect("admin:news_event_changelist")


def _page(
    request,
    model_admin,
    event: Event,
    form: EndForm,
    plan: Plan,
):
    series = event.series
    context = {
        "event": event,
        "form": form,
        "plan": plan,
        "is_planned": bool(plan.days),
        "words": rule_words(rule_of(series)) if series else "",
        "events": series.events.order_by("occurs_on") if series else [],
        "may_delete": model_admin.has_delete_permission(request, event),
        "most": MOST_EVENTS,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(
        request,
        "news/repeat.html",
        context,
        status=status,
    )
