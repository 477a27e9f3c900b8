import datetime as dt

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.models import Moved
from content.views import ReadyDetail
from core.language.bilingual import text
from core.papers.open_data import unless_unchanged
from news import agenda, calendars, linked_data
from news.filters import EVENT_KINDS, EventFilter, month_name, month_of
from news.models import Event
from news.recurrence import rule_of, rule_words

#: dates of a series that its events name
SERIES_SHOWN = 6


def _month(request) -> tuple[int, int]:
    """The month asked for, else today's; a month that does not exist is not found."""
    asked = request.GET.get("month", "")
    if not asked:
        today = timezone.localdate(timezone=agenda.YEREVAN)
        return today.year, today.month
    try:
        year, month = month_of(asked)
    except ValueError:
        raise Http404(_("There is no such month.")) from None
    return year, month


def _beside(
    entries: list[agenda.Entry], year: int, month: int
) -> dict[str, dt.date | None]:
    """The nearest months before and after in which anything stands, no later than a year ahead."""
    here, end = dt.date(year, month, 1), _last_day()
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    until = min(here - dt.timedelta(days=1), end)
    earlier = [min(e.last, until) for e in entries if e.first <= until]
    later = [max(e.first, following) for e in entries if e.last >= following]
    later = [day for day in later if day <= end]
    return {
        "earlier": max(earlier).replace(day=1) if earlier else None,
        "later": min(later).replace(day=1) if later else None,
    }


def _last_day() -> dt.date:
    """A year ahead, to the end of its month: later months exist, but nobody is led there."""
    today = timezone.localdate(timezone=agenda.YEREVAN)
    year, month = today.year + 1, today.month
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return following - dt.timedelta(days=1)


def _span(year: int, month: int) -> tuple[dt.datetime, dt.datetime]:
    """The month's grid and a year around it, to know which months are not empty."""
    first, last = agenda.grid_span(year, month)
    year_long = dt.timedelta(days=366)
    return first - year_long, last + year_long


def _touches(entry: agenda.Entry, year: int, month: int) -> bool:
    return (
        (entry.first.year, entry.first.month)
        <= (year, month)
        <= (entry.last.year, entry.last.month)
    )


@require_safe
def event_list(request):
    year, month = _month(request)
    event_filter = EventFilter(request.GET, queryset=Event.objects.published())
    is_asked = event_filter.is_valid()
    events = event_filter.qs if is_asked else Event.objects.none()
    criteria = event_filter.form.cleaned_data if is_asked else {}
    first, last = _span(year, month)
    around = agenda.entries_between(
        first,
        last,
        events,
        kind=request.GET.get("kind", "") if is_asked else "",
        programme=criteria.get("programme"),
        community=criteria.get("community"),
    )
    entries = [entry for entry in around if _touches(entry, year, month)]
    is_near = dt.date(year, month, 1) <= _last_day()
    is_named = bool(request.GET.get("month"))
    return render(
        request,
        "news/event_list.html",
        {
            "filter": event_filter,
            "weeks": agenda.weeks(year, month, around),
            "name": month_name(year, month),
            "entries": entries,
            "is_for_robots": not is_named or (is_near and bool(entries)),
            "upcoming": events.upcoming_once()[:12],
            "past": events.past_once()[:12],
            "kinds": EVENT_KINDS,
            **_beside(around, year, month),
        },
    )


class EventDetail(ReadyDetail):
    template_name = "news/event_detail.html"

    def get_queryset(self):
        events = Event.objects.published().select_related("report", "series")
        return events.prefetch_related("programmes", "communities", "articles")

    def get_context_data(self, **kwargs):
        articles = [one for one in self.object.articles.all() if one.is_public]
        report = self.object.report
        return super().get_context_data(
            linked_data=linked_data.event_data(self.object),
            articles=articles,
            report=report if report and report.is_public else None,
            **_series_of(self.object),
            **kwargs,
        )


def _series_of(event: Event) -> dict:
    """How it repeats, and the next of the series beside it."""
    if event.series is None:
        return {"series_words": ""}
    others = event.series.events.exclude(pk=event.pk).published().upcoming()
    return {
        "series_words": rule_words(rule_of(event.series)),
        "series_next": others.in_lists()[:SERIES_SHOWN],
    }


@require_safe
@unless_unchanged
def event_calendar(request, slug: str) -> HttpResponse:
    event = Event.objects.published().filter(slug=slug).first()
    if event is None:
        at = get_object_or_404(Moved, model="news.event", slug=slug)
        event = get_object_or_404(Event.objects.published(), pk=at.object_id)
        return redirect("events:ics", event.slug, permanent=True)
    entries = agenda.event_entries([event])
    return _calendar(entries, f"{slug}.ics", text(event, "title"))


@require_safe
@unless_unchanged
def calendar(request) -> HttpResponse:
    """All events, or one kind of entries: `?kind=training`, `?kind=deadline`, `?kind=duty`."""
    event_filter = EventFilter(request.GET, queryset=Event.objects.published())
    if not event_filter.is_valid():
        raise Http404(_("There is no such calendar."))
    kind = request.GET.get("kind", "")
    criteria = event_filter.form.cleaned_data
    name = calendars.calendar_name(kind, criteria)
    if kind not in (agenda.DEADLINE, agenda.DUTY):
        events = event_filter.qs.order_by("starts_at", "pk")
        return _calendar(agenda.event_entries(events), "calendar.ics", name)
    now = timezone.now()
    span = now - dt.timedelta(days=366), now + dt.timedelta(days=5 * 366)
    entries = agenda.entries_between(
        *span,
        Event.objects.none(),
        kind,
        criteria["programme"],
        criteria["community"],
    )
    return _calendar(entries, f"{kind}.ics", name)


def _calendar(entries, file_name: str, name: str) -> HttpResponse:
    response = HttpResponse(
        calendars.calendar_of(entries, name=name),
        content_type="text/calendar; charset=utf-8",
    )
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response
