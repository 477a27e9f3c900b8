"""What happens about one community: its news and events, calls open to it, duties that come due."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from applications.drafts import eligibility
from calls.models import Call, Lot
from communities.covenant import standings
from communities.covenant.duties import Duty
from communities.models import Community
from core.language.bilingual import active_language, text
from news.models import Article, Event

#: a duty is told of this long before its day
AHEAD = dt.timedelta(days=30)


@dataclass(frozen=True)
class Happening:
    """Something to tell of, in the active language."""

    title: str
    summary: str
    path: str
    at: dt.datetime
    key: str


def open_duties(community: Community) -> list[Duty]:
    """What it owes, the nearest first."""
    rows = standings.with_rows(Community.objects.filter(pk=community.pk))
    placed = standings.community_standing(rows.get(), timezone.localdate())
    return sorted(placed.standing.open, key=lambda duty: duty.due)


def lots_for(community: Community) -> list[Lot]:
    """Lots of published calls that are meant for its region, the first to close first."""
    lots = Lot.objects.filter(
        call__status=Call.PUBLISHED, call__is_historic=False
    )
    lots = lots.select_related("call").prefetch_related("regions", "extensions")
    return [
        lot
        for lot in lots.order_by("closes_at", "pk")
        if eligibility.is_for(lot, community)
    ]


def duty_words(duty: Duty) -> str:
    return render_to_string(
        "communities/parts/duty_name.html", {"duty": duty}
    ).strip()


def _duties(community: Community) -> Iterator[Happening]:
    for duty in open_duties(community):
        first = dt.datetime.combine(duty.due - AHEAD, dt.time())
        yield Happening(
            _("Due on %(day)s: %(duty)s")
            % {
                "day": date_format(duty.due, "DATE_FORMAT"),
                "duty": duty_words(duty),
            },
            "",
            community.get_absolute_url(),
            timezone.make_aware(first),
            f"duty-{duty.kind}-{duty.due}",
        )


def _calls(community: Community) -> Iterator[Happening]:
    for call in {lot.call: None for lot in lots_for(community)}:
        assert call.published_at is not None
        yield Happening(
            _("Open to the community: %(call)s")
            % {"call": text(call, "title")},
            text(call, "summary"),
            call.get_absolute_url(),
            call.published_at,
            f"call-{call.slug}",
        )


def _content(things, name: str) -> Iterator[Happening]:
    for thing in things:
        yield Happening(
            text(thing, "title"),
            text(thing, "lead") if name == "article" else "",
            thing.get_absolute_url(),
            thing.published_at,
            f"{name}-{thing.pk}",
        )


def _once(events) -> list[Event]:
    """Of a series that was published at once its first event."""
    by_series: dict[int, Event] = {}
    for event in events.order_by("starts_at", "pk"):
        by_series.setdefault(event.series_id or -event.pk, event)
    return list(by_series.values())


def happenings_between(
    community: Community, since: dt.datetime, until: dt.datetime
) -> list[Happening]:
    """After `since` and up to `until`, the newest first; texts that are ready in the active
    language.
    """
    ready = {
        "published_at__gt": since,
        "published_at__lte": until,
        "communities": community,
    }
    language = active_language()
    articles = Article.objects.published(until).ready_in(language)
    events = Event.objects.published(until).ready_in(language)
    every = [
        *_content(articles.filter(**ready), "article"),
        *_content(_once(events.filter(**ready)), "event"),
        *_calls(community),
        *_duties(community),
    ]
    told = [one for one in every if since < one.at <= until]
    return sorted(told, key=lambda one: (one.at, one.key), reverse=True)
