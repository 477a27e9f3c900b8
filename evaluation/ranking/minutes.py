"""The minutes of a signed ranking as a PDF: every figure that it rests on, in either language."""

import json
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from core.language.bilingual import text, with_colon
from core.language.figures import grouped, money, yerevan
from core.papers import pdf as pdf_of
from evaluation import states
from evaluation.models import Ranking
from evaluation.ranking import comparing

HERE = Path(__file__).parent


def _facts(ranking: Ranking) -> list[list[str]]:
    lot, record = ranking.lot, json.loads(ranking.record)
    rules, currency = record["rules"], lot.call.currency
    budget = rules["budget"]
    return [
        [_("Call"), text(lot.call, "title")],
        [_("Lot"), f"{lot.number}. {text(lot, 'title')}"],
        [_("Ranking"), str(ranking.number)],
        [_("Made"), f"{yerevan(ranking.made_at)}, {ranking.made_by}"],
        [_("Budget"), money(budget, currency) if budget else "–"],
        [_("Number of grants"), str(rules["expected_grants"] or "–")],
        [
            _("Threshold of the total"),
            grouped(rules["overall_threshold"]) or "–",
        ],
    ]


def _criteria(ranking: Ranking) -> list[list[str]]:
    rules = json.loads(ranking.record)["rules"]
    return [
        [
            str(number),
            one[f"title_{get_language()}"] or one["title_hy"],
            f"{one['scale'][0]}–{one['scale'][1]}",
            grouped(one["weight"]),
            grouped(one["threshold"]) or "–",
        ]
        for number, one in enumerate(rules["criteria"], start=1)
    ]


def _line_heads(criteria: int) -> list[str]:
    return [
        pgettext("ranking", "Place"),
        _("Reference"),
        _("Community"),
        *(f"№ {number}" for number in range(1, criteria + 1)),
        _("Points"),
        _("of the reviews"),
        _("Grant asked for"),
        _("Standing"),
    ]


def _lines(ranking: Ranking) -> list[list[str]]:
    """Place, reference, community, means, points, those of each review, grant; standing with the
    thresholds that were not reached.
    """
    record, currency = json.loads(ranking.record), ranking.lot.call.currency
    numbers = [one["number"] for one in record["rules"]["criteria"]]
    names = {
        row.application.reference: text(row.application.community, "name")
        for row in ranking.rows.select_related("application__community")
    }
    return [
        [
            str(line["place"] or "–"),
            line["application"],
            names[line["application"]],
            *(grouped(line["means"].get(number)) for number in numbers),
            grouped(line["points"]),
            "; ".join(map(grouped, line["points_of_reviews"])),
            money(line["grant"], currency),
            _standing(line),
        ]
        for line in record["lines"]
    ]


def _standing(line: dict[str, Any]) -> str:
    """With what it fails: the numbers of the criteria, and the total."""
    said = str(states.STANDINGS[line["standing"]])
    fails = [
        _("total") if one == "total" else f"№ {one}" for one in line["fails"]
    ]
    return f"{said} ({', '.join(fails)})" if fails else said


def _changes(ranking: Ranking) -> list[list[str]]:
    before = comparing.ranking_before(ranking)
    if before is None:
        return []
    return [
        [
            one.application.reference,
            _place(one.before),
            _place(one.after),
        ]
        for one in comparing.compare_rankings(before, ranking)
    ]


def _place(row) -> str:
    if row is None:
        return "–"
    return f"{row.place or '–'} · {grouped(row.points)} · {states.STANDINGS[row.standing]}"


def _signatures(ranking: Ranking) -> list[list[str]]:
    return [
        [
            with_colon(one.get_role_display()),
            str(one.user),
            yerevan(one.at),
            one.sha256,
        ]
        for one in ranking.signatures.select_related("user")
    ]


def minutes_data(ranking: Ranking, language: str) -> dict[str, Any]:
    with translation.override(language):
        criteria = _criteria(ranking)
        return {
            "language": language,
            "title": _("Minutes of the ranking"),
            "lot": str(ranking.lot),
            "facts": _facts(ranking),
            "reason": ranking.reason,
            "reason_title": _("Reason of the correction"),
            "criteria_title": _("Criteria"),
            "criteria_heads": [
                "№",
                _("Criterion"),
                _("Scores"),
                _("Weight"),
                _("At least"),
            ],
            "criteria": criteria,
            "lines_title": _("The order"),
            "line_heads": _line_heads(len(criteria)),
            "lines": _lines(ranking),
            "rule": _(
                "The points are the mean of the reviews. Equal points are told"
                " apart by the mean score at the criterion that weighs most,"
                " then at the next; by the smaller grant; by the community's"
                " code in the register. The time of submission never counts."
            ),
            "changes_title": _("What this ranking changes"),
            "change_heads": [_("Reference"), _("Before"), _("After")],
            "changes": _changes(ranking),
            "signatures_title": _("Signatures"),
            "signatures": _signatures(ranking),
            "hash_title": _("Hash of the ranking (SHA-256)"),
            "hash": ranking.sha256,
        }


def minutes_pdf(ranking: Ranking, language: str) -> bytes:
    return pdf_of.make_pdf(
        HERE / "minutes.typ", minutes_data(ranking, language)
    )
