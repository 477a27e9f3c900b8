"""What an evaluation adds to the exports: where each application stands, and every final score."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from applications import states as application_states
from applications.models import Application
from applications.office.export_parts import ExportColumns, ExportSheet
from applications.office.export_tables import local_instant
from calls.models import Lot
from core.language.bilingual import text
from evaluation import states
from evaluation.models import Check, Decision, RankingRow, Score
from evaluation.ranking.records import signed_ranking
from evaluation.reviewing.agreement import newest_final


def _heads() -> list[str]:
    return [
        _("Eligibility check"),
        _("Reviews that are final"),
        _("Points"),
        pgettext("ranking", "Place"),
        _("Standing"),
        _("Decision"),
        _("Amount of the grant"),
        _("Answer of the community"),
    ]


def _row_of_ranking(application: Application) -> RankingRow | None:
    ranking = signed_ranking(application.lot)
    if ranking is None:
        return None
    return ranking.rows.filter(application=application).first()


def _answer(decision: Decision | None) -> str:
    response = getattr(decision, "response", None)
    if response is None:
        return ""
    if response.is_accepted:
        return pgettext("award", "accepted")
    return pgettext("award", "declined")


def _outcome(decision: Decision) -> str:
    """What is only prepared says so: nobody outside the office knows of it."""
    said = str(states.OUTCOMES[decision.outcome])
    if decision.published_at is not None:
        return said
    return " · ".join((said, _("prepared, not published")))


def _cells(application: Application) -> list[Any]:
    check = Check.objects.filter(application=application).first()
    row = _row_of_ranking(application)
    decision = application.decisions.order_by("-number").first()
    return [
        check.get_outcome_display() if check else "",
        application.reviews.final().count(),
        row.points if row else "",
        (row.place or "") if row else "",
        str(states.STANDINGS[row.standing]) if row else "",
        _outcome(decision) if decision else "",
        (decision.amount or "") if decision else "",
        _answer(decision),
    ]


def _score_heads() -> list[str]:
    return [
        _("Reference"),
        _("Community"),
        _("Reviewer"),
        _("Criterion"),
        _("Weight"),
        _("Score"),
        _("Points"),
        _("Comment"),
        _("Final since (Yerevan time)"),
    ]


def _score_row(
    application: Application, reviewer: str, score: Score
) -> list[Any]:
    criterion = score.criterion
    weight = criterion.weight or 0
    return [
        application.reference,
        text(application.community, "name"),
        reviewer,
        text(criterion, "title"),
        weight,
        score.value,
        weight * score.value,
        score.comment,
        local_instant(score.final.at),
    ]


def _score_rows(lot: Lot) -> Iterator[list[Any]]:
    applications = lot.applications.exclude(
        state=application_states.WITHDRAWN
    ).select_related("community")
    related = applications.prefetch_related(
        "reviews__reviewer", "reviews__finals__scores__criterion"
    )
    for application in related.order_by("reference"):
        for review in application.reviews.all():
            final = newest_final(review)
            if final is None:
                continue
            for score in final.scores.all():
                score.final = final
                yield _score_row(application, str(review.reviewer), score)


COLUMNS = ExportColumns("evaluation", 10, _heads, _cells)
SCORES = ExportSheet(
    "scores", 10, gettext_lazy("Scores"), _score_heads, _score_rows
)
