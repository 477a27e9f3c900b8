"""Everything of one application as one PDF: its words, its check, reviews and decisions."""

from typing import Any

from django.utils.translation import gettext as _

from applications.models import Application, Version
from applications.submissions import dossier
from core.language.bilingual import text
from core.language.figures import grouped, money, yerevan
from core.papers import pdf as pdf_of
from evaluation import states
from evaluation.models import Check, CheckLine, Decision, FinalReview
from evaluation.reviewing.agreement import newest_final


def _part(
    label: str,
    said: str = "",
    heads: list[str] | None = None,
    rows: list[list[str]] | None = None,
) -> dict[str, Any]:
    """One part of a section, as the paper of a submitted version has them."""
    return {
        "label": label,
        "said": said,
        "files": [],
        "heads": heads or [],
        "rows": rows or [],
    }


def _check_row(line: CheckLine) -> list[str]:
    return [
        text(line, "text"),
        line.get_result_display(),
        line.reason or text(line, "fact"),
        str(line.by or ""),
    ]


def _of_check(check: Check) -> dict[str, Any]:
    heads = [_("Line"), _("Result"), _("Reason"), _("Who")]
    rows = [_check_row(line) for line in check.lines.select_related("by")]
    outcome = check.get_outcome_display() or _("not concluded")
    return {
        "title": _("Eligibility check"),
        "answers": [
            _part(outcome, check.instruction),
            _part("", heads=heads, rows=rows),
        ],
    }


def _of_final(number: int, final: FinalReview) -> list[dict[str, Any]]:
    rows = [
        [
            text(score.criterion, "title"),
            str(score.value),
            score.comment,
        ]
        for score in final.scores.all()
    ]
    label = _("Review %(number)d, %(who)s: %(points)s points") % {
        "number": number,
        "who": final.review.reviewer,
        "points": grouped(final.points),
    }
    heads = [_("Criterion"), _("Score"), _("Comment")]
    return [_part(label, final.comment), _part("", heads=heads, rows=rows)]


def _of_reviews(application: Application) -> dict[str, Any]:
    reviews = application.reviews.final().prefetch_related(
        "reviewer", "finals__scores__criterion"
    )
    finals = [one for one in map(newest_final, reviews) if one is not None]
    parts = [
        part
        for number, final in enumerate(finals, start=1)
        for part in _of_final(number, final)
    ]
    return {"title": _("Reviews"), "answers": parts}


def _decision_row(decision: Decision, currency: str) -> list[str]:
    return [
        str(states.OUTCOMES[decision.outcome]),
        money(decision.amount, currency) if decision.amount else "–",
        yerevan(decision.published_at) or _("prepared, not published"),
        decision.reason,
    ]


def _of_decisions(application: Application) -> dict[str, Any]:
    currency = application.lot.call.currency
    heads = [_("Outcome"), _("Amount"), _("Published"), _("Reason")]
    rows = [
        _decision_row(decision, currency)
        for decision in application.decisions.order_by("number")
    ]
    return {
        "title": _("Decisions"),
        "answers": [_part("", heads=heads, rows=rows)] if rows else [],
    }


def _of_journal(title: str, entries) -> dict[str, Any]:
    """The moves of an application, or the acts of its evaluation."""
    heads = [_("When (Yerevan time)"), _("Act"), _("Who"), _("Reason")]
    rows = [
        [
            yerevan(one.at),
            one.label,
            str(one.by),
            one.note,
        ]
        for one in entries.select_related("by").order_by("number")
    ]
    parts = [_part("", heads=heads, rows=rows)] if rows else []
    return {
        "title": title,
        "answers": parts,
    }


def _of_notes(application: Application) -> dict[str, Any]:
    notes = application.notes.select_related("by").order_by("at", "pk")
    return {
        "title": _("Notes of officers"),
        "answers": [
            _part(f"{yerevan(one.at)}, {one.by}", one.text) for one in notes
        ],
    }


def file_pdf(application: Application, version: Version) -> bytes:
    """The submitted version without its personal answers, then all of the evaluation, in the
    language of the reader.
    """
    data = dossier.dossier_data(version, with_personal=False)
    check = Check.objects.filter(application=application).first()
    evaluated = [
        *([_of_check(check)] if check else []),
        _of_reviews(application),
        _of_decisions(application),
        _of_notes(application),
        _of_journal(_("Journal of the application"), application.journal),
        _of_journal(
            _("Journal of the evaluation"), application.evaluation_entries
        ),
    ]
    data["sections"] += [one for one in evaluated if one["answers"]]
    return pdf_of.make_pdf(dossier.HERE / "dossier.typ", data)
