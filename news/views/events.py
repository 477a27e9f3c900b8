import datetime as dt

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.models import Moved
from content.views import ReadyDetail
from news import agenda, archive, calendars, linked_data
from news.filters import EVENT_KINDS, EventFilter, month_name, month_of
from news.models import Event


def _month(request) -> tuple[int, int]:
    """The month asked for, else today's; a month that does not exist is not found."""
    text = request.GET.get("month", "")
    if not text:
        today = timezone.localdate(timezone=agenda.YEREVAN)
        return today.year, today.month
    try:
        year, month = month_of(text)
    except ValueError:
        raise Http404(_("There is no such month.")) from None
    return year, month


def _beside(year: int, month: int) -> dict[str, dt.date | None]:
    """The months before and after, as far as the calendar goes."""
    first = dt.date(year, month, 1)
    earlier = (first - dt.timedelta(days=1)).replace(day=1)
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return {
        "earlier": earlier if earlier.year >= archive.FIRST_YEAR else None,
        "later": following if following.year <= archive.LAST_YEAR else None,
    }


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
    events = (
        event_filter.qs if event_filter.is_valid() else Event.objects.none()
    )
    kind = request.GET.get("kind", "") if event_filter.is_valid() else ""
    criteria = event_filter.form.cleaned_data if event_filter.is_valid() else {}
    entries = agenda.entries_between(
        *agenda.grid_span(year, month),
        events,
        kind,
        criteria.get("programme"),
        criteria.get("community"),
    )
    return render(
        request,
        "news/event_list.html",
        {
            "filter": event_filter,
            "weeks": agenda.weeks(year, month, entries),
            "name": month_name(year, month),
            "entries": [
                entry for entry in entries if _touches(entry, year, month)
            ],
            "upcoming": events.upcoming()[:12],
            "past": events.past()[:12],
            "kinds": EVENT_KINDS,
            **_beside(year, month),
        },
    )


class EventDetail(ReadyDetail):
    template_name = "news/event_detail.html"

    def get_queryset(self):
        events = Event.objects.published().select_related("report")
        return events.prefetch_related("programmes", "communities", "articles")

    def get_context_data(self, **kwargs):
        articles = [one for one in self.object.articles.all() if one.is_public]
        report = self.object.report
        return super().get_context_data(
            linked_data=linked_data.event_data(self.object),
            articles=articles,
            report=report if report and report.is_public else None,
            **kwargs,
        )


@require_safe
def event_calendar(request, slug: str) -> HttpResponse:
    event = Event.objects.published().filter(slug=slug).first()
    if event is None:
        at = get_object_or_404(Moved, model="news.event", slug=slug)
        event = get_object_or_404(Event.objects.published(), pk=at.object_id)
        return redirect("events:ics", event.slug, permanent=True)
    return _calendar(agenda.event_entries([event]), f"{slug}.ics")


@require_safe
def calendar(request) -> HttpResponse:
    """All events, or one kind of entries: `?kind=training`, `?kind=deadline`, `?kind=duty`."""
    event_filter = EventFilter(request.GET, queryset=Event.objects.published())
    if not event_filter.is_valid():
        raise Http404(_("There is no such calendar."))
    kind = request.GET.get("kind", "")
    if kind not in (agenda.DEADLINE, agenda.DUTY):
        return _calendar(
            agenda.event_entries(event_filter.qs.order_by("starts_at", "pk")),
            "calendar.ics",
        )
    now = timezone.now()
    span = now - dt.timedelta(days=366), now + dt.timedelta(days=5 * 366)
    criteria = event_filter.form.cleaned_data
    entries = agenda.entries_between(
        *span,
        Event.objects.none(),
        kind,
        criteria["programme"],
        criteria["community"],
    )
    return _calendar(entries, f"{kind}.ics")


def _calendar(entries, name: str) -> HttpResponse:
    response = HttpResponse(
        calendars.calendar_of(entries),
        content_type="text/calendar; charset=utf-8",
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
