"""Calls as records for other programs."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import Max
from django.http import JsonResponse
from django.utils import timezone
from django.utils.html import escape, format_html, format_html_join
from django.utils.translation import gettext as _

from calls.models import Call, CallRevision, Lot
from core.hashing import number_fact
from core.language.bilingual import LANGUAGES, active_language, text

LENGTH = 30


@dataclass(frozen=True)
class FeedEntry:
    """An entry of the feed: a call that was published, or one of its updates."""

    title: str
    html: str
    path: str
    at: dt.datetime


def _of_call(call: Call) -> FeedEntry:
    assert call.published_at is not None
    return FeedEntry(
        text(call, "title"),
        escape(text(call, "summary")),
        call.get_absolute_url(),
        call.published_at,
    )


def _of_revision(revision: CallRevision) -> FeedEntry:
    changes = revision.changes.get(active_language(), [])
    rows = format_html_join(
        "",
        "<li>{}{} {} → {}</li>",
        (
            (c["what"], _(":"), c["from"] or "–", c["to"] or "–")
            for c in changes
        ),
    )
    title = _("Updated: %(call)s") % {"call": text(revision.call, "title")}
    html = format_html("<p>{}</p><ul>{}</ul>", text(revision, "note"), rows)
    return FeedEntry(
        title,
        html,
        f"{revision.call.get_absolute_url()}#update-{revision.number}",
        revision.at,
    )


def newest_entries() -> list[FeedEntry]:
    """The newest publications and updates together."""
    public = Call.objects.exclude(status=Call.DRAFT).filter(
        published_at__lte=timezone.now(), is_historic=False
    )
    calls = [
        _of_call(call) for call in public.order_by("-published_at")[:LENGTH]
    ]
    updates = (
        CallRevision.objects.filter(call__in=public)
        .select_related("call")
        .order_by("-at", "-pk")
    )
    entries = [
        *calls,
        *(_of_revision(revision) for revision in updates[:LENGTH]),
    ]
    return sorted(entries, key=lambda one: one.at, reverse=True)[:LENGTH]


def calls_version() -> str:
    """Changes whenever a call is updated, and with each minute: states follow the clock."""
    last = CallRevision.objects.aggregate(last=Max("pk"))["last"]
    published = Call.objects.aggregate(last=Max("published_at"))["last"]
    return f"{last} {published} {timezone.now():%Y%m%d%H%M}"


def _instant(moment: dt.datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _both(thing: models.Model, field: str) -> dict[str, str]:
    return {
        language: getattr(thing, f"{field}_{language}") or ""
        for language in LANGUAGES
    }


def _lot(lot: Lot) -> dict:
    return {
        "number": lot.number,
        "kind": lot.kind,
        "title": _both(lot, "title"),
        "state": lot.state,
        "opens_at": _instant(lot.opens_at),
        "closes_at": _instant(lot.closes_at),
        "regions": [region.iso for region in lot.regions.all()],
        "budget": number_fact(lot.budget),
        "grant_min": number_fact(lot.grant_min),
        "grant_max": number_fact(lot.grant_max),
        "expected_grants": lot.expected_grants,
        "cofinancing_percent": number_fact(lot.cofinancing_percent),
        "extensions": [
            {
                "from": _instant(one.previous),
                "to": _instant(one.closes_at),
                "reason": _both(one, "reason"),
            }
            for one in lot.extensions.all()
        ],
    }


def _results(call: Call) -> list[dict]:
    return [
        {
            "figure": one.kind,
            "of": one.scope,
            "lot": one.lot.number if one.lot else None,
            "value": number_fact(one.value),
        }
        for one in call.result_figures.all()
    ]


def call_record(call: Call) -> dict:
    """One published call; amounts are decimal texts in `currency`, instants ISO 8601 in UTC."""
    return {
        "code": call.code,
        "address": settings.SITE_URL + call.get_absolute_url(),
        "kind": call.kind,
        "state": call.state,
        "is_past": call.is_historic,
        "title": _both(call, "title"),
        "summary": _both(call, "summary"),
        "programme": call.programme.slug if call.programme else None,
        "currency": call.currency,
        "total_budget": number_fact(call.total_budget),
        "published_at": _instant(call.published_at),
        "questions_until": _instant(call.questions_until),
        "launched": call.launched,
        "deadline": call.deadline,
        "lots": [_lot(lot) for lot in call.lots.all()],
        "results": _results(call) if call.results_are_public else [],
        "communities": [
            community.slug
            for community in call.communities.all()
            if call.results_are_public
        ],
    }


def json_answer() -> JsonResponse:
    calls = (
        Call.objects.published()
        .with_parts()
        .prefetch_related(
            "lots__extensions", "communities", "result_figures__lot"
        )
    )
    data = {
        "title": "Calls",
        "publisher": settings.SITE_URL,
        "licence": "CC BY 4.0",
        "calls": [call_record(call) for call in calls],
    }
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})
