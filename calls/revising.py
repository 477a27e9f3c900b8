"""What readers are told when a published call changes: what stood there, and what stands there
now.
"""

from typing import Any

from django.db.models import Max
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from calls.models import Call, CallRevision, Criterion, Lot
from core.language.bilingual import LANGUAGES, text
from core.language.figures import grouped, money, yerevan
from core.text import rich_text

Facts = dict[str, str]


def _words(thing, *fields: str) -> Facts:
    return {
        str(thing._meta.get_field(field).verbose_name): rich_text.plain_text(
            text(thing, field)
        )
        for field in fields
    }


def _of_lot(lot: Lot) -> Facts:
    currency = lot.call.currency
    return {
        **_words(lot, "title", "objectives"),
        _("opens at"): yerevan(lot.opens_at),
        _("closes at"): yerevan(lot.closes_at),
        _("regions"): ", ".join(
            text(region, "name") for region in lot.regions.all()
        ),
        _("budget"): money(lot.budget, currency),
        _("smallest grant"): money(lot.grant_min, currency),
        _("largest grant"): money(lot.grant_max, currency),
        _("expected grants"): str(lot.expected_grants or ""),
        _("own contribution, at least %"): str(lot.cofinancing_percent or ""),
        _("duration, months"): "–".join(
            str(n) for n in (lot.duration_min, lot.duration_max) if n
        ),
        _("reviews of each application"): str(lot.reviews_required),
        _("third review when two differ by more than (points)"): grouped(
            lot.third_review_gap
        ),
        _("threshold of the total (points)"): grouped(lot.overall_threshold),
        _("reviewed without names"): _("yes") if lot.is_blind else "",
        _("applicants are told scores and comments"): _("yes")
        if lot.tells_scores
        else "",
    }


def _listed(rows) -> str:
    return "; ".join(rows)


def _criterion(criterion: Criterion) -> str:
    """«Is it feasible? (1–5 × 2, at least 3; lot 2)»"""
    rules = f"{criterion.scale_min}–{criterion.scale_max}"
    if criterion.weight:
        rules += f" × {grouped(criterion.weight)}"
    if criterion.threshold:
        rules += ", " + _("at least %(score)s") % {
            "score": grouped(criterion.threshold)
        }
    if criterion.lot:
        lot = _("Lot %(number)s") % {"number": criterion.lot.number}
        rules += f"; {lot}"
    return f"{text(criterion, 'title')} ({rules})"


def _of_rows(call: Call) -> Facts:
    return {
        _("priorities"): _listed(
            text(one, "title") for one in call.priorities.all()
        ),
        _("criteria"): _listed(
            _criterion(one) for one in call.criteria.select_related("lot")
        ),
        _("documents"): _listed(
            f"{text(one, 'title')} ({one.language}, {one.version})"
            for one in call.documents.all()
        ),
        _("who may apply, conditions"): _listed(
            text(one, "text") for one in call.rules.all()
        ),
    }


def _of_call(call: Call) -> Facts:
    facts = {
        **_words(call, "title", "summary", "body", "eligibility", "funder"),
        _("state"): call.get_status_display(),
        _("questions until"): yerevan(call.questions_until),
        _("contact e-mail"): call.contact_email,
        _("total budget"): money(call.total_budget, call.currency),
        **_of_rows(call),
    }
    for lot in call.lots.all():
        name = _("Lot %(number)s") % {"number": lot.number}
        facts |= {
            f"{name}, {what}": value for what, value in _of_lot(lot).items()
        }
    return facts


def call_facts(call: Call) -> dict[str, Facts]:
    """What a reader of each language is told of a call: language → label → words."""
    fresh = Call.objects.prefetch_related(
        "lots__regions", "priorities", "criteria", "documents", "rules"
    )
    call = fresh.get(pk=call.pk)
    facts = {}
    for language in LANGUAGES:
        with translation.override(language):
            facts[language] = _of_call(call)
    return facts


def fact_differences(
    before: dict[str, Facts], after: dict[str, Facts]
) -> dict[str, list[dict[str, str]]]:
    """language → what changed, from → to; an empty text on either side says put in or taken out."""
    return {
        language: [
            {
                "what": what,
                "from": before[language].get(what, ""),
                "to": after[language].get(what, ""),
            }
            for what in dict.fromkeys([*after[language], *before[language]])
            if before[language].get(what, "") != after[language].get(what, "")
        ]
        for language in LANGUAGES
    }


def publish_update(
    call: Call,
    changes: dict[str, Any],
    *,
    by: User,
    note_hy: str = "",
    note_en: str = "",
    is_urgent: bool = False,
) -> CallRevision:
    """Write the next update of a call; the caller holds the transaction."""
    Call.objects.select_for_update().get(pk=call.pk)
    last = call.revisions.aggregate(last=Max("number"))["last"] or 0
    revision = CallRevision(
        call=call,
        number=last + 1,
        changes=changes,
        note_hy=note_hy,
        note_en=note_en,
        is_urgent=is_urgent,
        at=timezone.now(),
        by=by,
    )
    revision.save(force_insert=True)
    return revision


def record_update(
    call: Call,
    before: dict[str, Facts],
    *,
    by: User,
    note_hy: str = "",
    note_en: str = "",
) -> CallRevision | None:
    """An update when a published call was edited and readers see a difference; else None."""
    changes = fact_differences(before, call_facts(call))
    if not any(changes.values()):
        return None
    return publish_update(
        call, changes, by=by, note_hy=note_hy, note_en=note_en
    )


def new_answer_label(language: str) -> str:
    """What an update about a published answer is called."""
    with translation.override(language):
        return _("questions and answers")
