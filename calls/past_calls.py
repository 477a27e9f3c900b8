"""Past calls from `calls/data/calls_past.json`: as closed calls, empty where the file is empty."""

import json
import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.html import escape

from calls.models import Call, Lot, ResultFigure
from communities.models import Community, Programme
from communities.register.importing import Report, Store

DATA = Path(__file__).parent / "data"
FILE = DATA / "calls_past.json"
#: titles and results in words, written from the facts of the file
WORDS = DATA / "past_calls_words.toml"
#: the file's name of a programme → the slug of ours; the others are other funders' programmes
PROGRAMMES = {
    "M4EG": "urban-transformation",
    "CoM": "covenant-of-mayors",
    "CoM-DeP": "covenant-of-mayors",
}


def _code(code: str) -> str:
    """'m4eg-pioneer-2017' → 'M4EGPI2017': capitals and digits, at most twelve, and still unique."""
    *names, last = code.upper().split("-")
    first, rest = names[0], "".join(name[:2] for name in names[1:])
    return (first + rest + last)[:12]


def _list(items: list[str]) -> str:
    return (
        f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"
        if items
        else ""
    )


def _said_alike(phrases: list[str], words: dict[str, str]) -> list[str]:
    """All of them in Armenian, or none: half a list would hide the other half."""
    found = [words[phrase] for phrase in phrases if phrase in words]
    return found if len(found) == len(phrases) else []


def _amount(number: Any) -> Decimal | None:
    return None if number is None else Decimal(number)


def _day(text: str | None) -> str:
    """The day of '2021-04-06T16:00 CET'."""
    match = re.match(r"[\d-]*", text or "")
    return match[0] if match else ""


def _values(entry: dict, own: dict, words: dict[str, str]) -> dict:
    programme = PROGRAMMES.get(entry["programme"], "")
    is_interest = "interest" in (entry.get("procedure") or "")
    objectives = entry.get("objectives") or []
    eligibility = entry.get("eligibility") or []
    named = {}
    for field in ("contracting_authority", "funder", "procedure"):
        english = entry.get(field) or ""
        named[f"{field}_en"] = english
        named[f"{field}_hy"] = words.get(english, "")
    return {
        "slug": entry["code"],
        "kind": Call.INTEREST if is_interest else Call.PROPOSALS,
        "status": Call.PUBLISHED,
        "is_historic": True,
        "is_known_closed": entry.get("status") != "unknown",
        "programme": Programme.objects.filter(slug=programme).first(),
        "programme_name": entry["programme"] or "",
        "title_hy": own.get("title_hy") or entry.get("title_hy") or "",
        "title_en": entry["title_en"],
        "body_hy": _list(_said_alike(objectives, words)),
        "body_en": _list(objectives),
        "eligibility_hy": _list(_said_alike(eligibility, words)),
        "eligibility_en": _list(eligibility),
        "reference": entry.get("reference") or "",
        **named,
        "launched": _day(entry.get("launched")),
        "deadline": _day(
            entry.get("full_application_deadline")
            or entry.get("concept_note_deadline")
        ),
        "currency": entry.get("currency") or "",
        "total_budget": _amount(entry.get("total_budget")),
        "results_hy": own.get("results_hy", ""),
        "results_en": own.get("results_en", ""),
        "sources": "\n".join(
            s for s in entry.get("sources") or [] if s.startswith("http")
        ),
    }


def _lot_values(lot: dict, words: dict[str, str]) -> dict:
    months = ("duration_months_min", "duration_months_max")
    share = lot.get("eu_share_max_percent")
    return {
        "kind": lot["kind"],
        "title_hy": words.get(lot["title"], ""),
        "title_en": lot["title"],
        "budget": _amount(lot.get("budget")),
        "grant_min": _amount(lot.get("grant_min")),
        "grant_max": _amount(lot.get("grant_max")),
        "expected_grants": lot.get("indicative_grants"),
        "duration_min": lot.get(months[0]),
        "duration_max": lot.get(months[1]),
        "cofinancing_percent": None if share is None else Decimal(100 - share),
    }


#: what the file calls a result → (kind, scope, number of the lot)
FIGURES = {
    "applications": (ResultFigure.RECEIVED, ResultFigure.WHOLE, None),
    "applications_lot1": (ResultFigure.RECEIVED, ResultFigure.WHOLE, 1),
    "applications_lot2": (ResultFigure.RECEIVED, ResultFigure.WHOLE, 2),
    "preselected": (ResultFigure.PRESELECTED, ResultFigure.WHOLE, None),
    "preselected_lot1": (ResultFigure.PRESELECTED, ResultFigure.WHOLE, 1),
    "preselected_lot2": (ResultFigure.PRESELECTED, ResultFigure.WHOLE, 2),
    "projects": (ResultFigure.AWARDED, ResultFigure.WHOLE, None),
    "municipalities": (ResultFigure.COMMUNITIES, ResultFigure.WHOLE, None),
    "selected_local_authorities": (
        ResultFigure.COMMUNITIES,
        ResultFigure.WHOLE,
        None,
    ),
    "armenia_total_value": (ResultFigure.VALUE, ResultFigure.ARMENIA, None),
}


def _store_figures(store: Store, call: Call, results: dict) -> None:
    """The file's own figures, and how many of the communities it names are in Armenia."""
    figures = {
        FIGURES[name]: results[name] for name in FIGURES if name in results
    }
    of_armenia = call.communities.count()
    if of_armenia:
        key = (ResultFigure.COMMUNITIES, ResultFigure.ARMENIA, None)
        figures[key] = of_armenia
    lots = {lot.number: lot for lot in call.lots.all()}
    for (kind, scope, number), value in figures.items():
        lot = lots[number] if number else None
        named = {"call": call, "kind": kind, "scope": scope, "lot": lot}
        store.put(ResultFigure, named, {"value": Decimal(value)})


@transaction.atomic
def load_past_calls() -> Report:
    """Create or refresh the past calls; running it twice changes nothing the second time."""
    store = Store()
    written = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    words = written["words"]
    for entry in json.loads(FILE.read_text(encoding="utf-8")):
        own = written.get(entry["code"], {})
        call = store.put(
            Call, {"code": _code(entry["code"])}, _values(entry, own, words)
        )
        named = Community.objects.filter(slug__in=own.get("communities", []))
        call.communities.set(named)
        for lot in entry.get("lots") or []:
            store.put(
                Lot,
                {"call": call, "number": lot["number"]},
                _lot_values(lot, words),
            )
        _store_figures(store, call, entry.get("results") or {})
    return store.report
