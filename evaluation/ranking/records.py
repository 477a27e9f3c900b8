"""The record of a ranking: everything it rests on, and whether it still agrees."""

import json
from decimal import Decimal
from typing import Any

from calls.models import Lot
from core.hashing import number_fact, sha256
from evaluation.journal import who_and_when
from evaluation.models import EvaluationEntry, Ranking, RankingSignature
from evaluation.ranking import computing
from evaluation.ranking.computing import Line, Order


def _line_record(line: Line, order: int, by_criterion: dict[int, str]) -> dict:
    return {
        "order": order,
        "application": line.application.reference,
        "community": line.application.community.hd002_code,
        "version_sha256": line.application.eligibility_check.version.sha256,
        "place": line.place,
        "points": str(line.points),
        "grant": str(line.grant),
        "standing": line.standing,
        "fails": [
            by_criterion[key] if key is not None else "total"
            for key in line.fails
        ],
        "means": {
            by_criterion[key]: str(value) for key, value in line.means.items()
        },
        "reviews": sorted(one.sha256 for one in line.finals),
        "points_of_reviews": sorted(str(one.points) for one in line.finals),
    }


def _money_record(lot: Lot) -> dict[str, Any]:
    """What there is to give: of it the line of a ranking is drawn, and every grant."""
    return {
        "budget": number_fact(lot.budget),
        "expected_grants": lot.expected_grants,
        "grant_min": number_fact(lot.grant_min),
        "grant_max": number_fact(lot.grant_max),
    }


def _rules_record(order: Order) -> dict[str, Any]:
    lot = order.lot
    return {
        **_money_record(lot),
        "overall_threshold": number_fact(lot.overall_threshold),
        "reviews_required": lot.reviews_required,
        "third_review_gap": number_fact(lot.third_review_gap),
        "criteria": [
            {
                "number": str(number),
                "title_hy": one.title_hy,
                "title_en": one.title_en,
                "weight": str(one.weight),
                "scale": [one.scale_min, one.scale_max],
                "threshold": number_fact(one.threshold),
            }
            for number, one in enumerate(order.criteria, start=1)
        ],
    }


def ranking_facts(order: Order) -> dict[str, Any]:
    """Everything a ranking rests on, without who made it and when."""
    numbers = {
        one.pk: str(number)
        for number, one in enumerate(order.criteria, start=1)
    }
    return {
        "lot": str(order.lot),
        "rules": _rules_record(order),
        "lines": [
            _line_record(line, number, numbers)
            for number, line in enumerate(order.lines, start=1)
        ],
    }


def still_holds(ranking: Ranking) -> bool:
    """Whether the reviews would give the same today: nothing was withdrawn or reopened since."""
    order = computing.compute_order(ranking.lot)
    if not order.is_ready:
        return False
    kept = json.loads(ranking.record)
    return all(
        kept[name] == value for name, value in ranking_facts(order).items()
    )


def keeps_its_money(ranking: Ranking) -> bool:
    """Whether its lot still has the budget, number and limits of grants that it was made with."""
    rules = json.loads(ranking.record)["rules"]
    now = _money_record(Lot.objects.get(pk=ranking.lot_id))
    return all(rules[name] == value for name, value in now.items())


def signed_ranking(lot: Lot) -> Ranking | None:
    """The one that holds: the newest that two people signed."""
    return lot.rankings.exclude(signed_at=None).order_by("-number").first()


def _lines_as_kept(ranking: Ranking) -> list[tuple]:
    return [
        (
            row.order,
            row.application.reference,
            row.place,
            row.points,
            row.grant,
            row.standing,
        )
        for row in ranking.rows.select_related("application").order_by("order")
    ]


def _lines_as_told(kept: dict) -> list[tuple]:
    return [
        (
            one["order"],
            one["application"],
            one["place"],
            Decimal(one["points"]),
            Decimal(one["grant"]),
            one["standing"],
        )
        for one in kept["lines"]
    ]


def _acts_about(ranking: Ranking) -> dict[str, list[EvaluationEntry]]:
    """verb → what the journal says of it, in its order."""
    entries = ranking.lot.evaluation_entries.filter(
        verb__in=("make_ranking", "sign", "set_aside"),
        facts__ranking=ranking.number,
    )
    acts: dict[str, list[EvaluationEntry]] = {}
    for entry in entries.order_by("number"):
        acts.setdefault(entry.verb, []).append(entry)
    return acts


def _ranking_agrees(ranking: Ranking, acts: dict) -> bool:
    """With its hash, with the one before, and with who made it and set it aside, when and why."""
    before = ranking.lot.rankings.filter(number=ranking.number - 1).first()
    kept = json.loads(ranking.record)
    facts = {
        "number": ranking.number,
        "reason": ranking.reason,
        "previous_sha256": before.sha256 if before else "",
    }
    made, aside = acts.get("make_ranking"), acts.get("set_aside", [None])
    if made is None or len(made) > 1 or len(aside) > 1:
        return False
    row = (
        ranking.sha256,
        ranking.previous_sha256,
        ranking.reason,
        ranking.made_by_id,
        ranking.made_at,
        ranking.set_aside_by_id,
        ranking.set_aside_at,
    )
    return (
        made[0].facts["sha256"] == sha256(ranking.record)
        and row
        == (
            made[0].facts["sha256"],
            kept["previous_sha256"],
            made[0].note,
            *who_and_when(made[0]),
            *who_and_when(aside[0]),
        )
        and kept == kept | facts
    )


def _signatures_agree(ranking: Ranking, acts: dict) -> bool:
    """Each with the ranking's hash and with what its person did; the last act made it final."""
    signed = acts.get("sign", [])
    kept = {
        (
            one.role,
            one.sha256,
            one.user_id,
            one.at,
        )
        for one in ranking.signatures.all()
    }
    told = {
        (
            one.facts["role"],
            ranking.sha256,
            *who_and_when(one),
        )
        for one in signed
        if one.facts["sha256"] == ranking.sha256
    }
    is_final = len(signed) == len(RankingSignature.ROLES)
    signed_at = signed[-1].at if is_final else None
    if len(told) != len(signed):
        return False
    return kept == told and ranking.signed_at == signed_at


def ranking_faults(ranking: Ranking) -> list[str]:
    """What does not agree with its hash, its signatures, its rows or the journal; empty when all
    is well.
    """
    faults, acts = [], _acts_about(ranking)
    if not _ranking_agrees(ranking, acts):
        faults.append(f"ranking {ranking}")
    if not _signatures_agree(ranking, acts):
        faults.append(f"signatures of ranking {ranking}")
    if _lines_as_kept(ranking) != _lines_as_told(json.loads(ranking.record)):
        faults.append(f"lines of ranking {ranking}")
    return faults
