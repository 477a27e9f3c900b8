"""What is public of the decisions of a call: figures of each lot, and the awards that hold."""

from decimal import Decimal

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from applications import states as application_states
from applications.models import Application, StatusChange
from applications.submissions.summary import version_title
from calls.models import Call, Lot, ResultFigure
from calls.results import Award, PublishedResults, ResultSource
from core.language.armenian import collation_key
from core.language.bilingual import text
from evaluation import states
from evaluation.decisions import amounts
from evaluation.models import Check, Decision, EvaluationEntry

COUNTED = (
    ResultFigure.RECEIVED,
    ResultFigure.ELIGIBLE,
    ResultFigure.AWARDED,
)


def decided_lots(call: Call) -> list[Lot]:
    """Those whose results are published by now."""
    now = timezone.now()
    return [
        lot
        for lot in call.lots.all()
        if lot.results_published_at and lot.results_published_at <= now
    ]


def _lots_decided_here(call: Call) -> list[Lot]:
    """Of other lots only what staff wrote down is known."""
    lots = decided_lots(call)
    if not lots:
        return []
    told = EvaluationEntry.objects.filter(lot__in=lots, verb="publish")
    decided = set(told.order_by().values_list("lot", flat=True))
    return [lot for lot in lots if lot.pk in decided]


def awards_that_hold(lots: list[Lot]) -> list[Decision]:
    """Published, not declined, not replaced by a later decision."""
    awards = (
        Decision.objects.that_hold()
        .filter(application__lot__in=lots, outcome=states.AWARDED)
        .exclude(response__is_accepted=False)
    )
    return list(
        awards.select_related(
            "application__community",
            "application__lot",
            "application__eligibility_check__version",
        )
    )


def _award(decision: Decision) -> Award:
    application = decision.application
    version = application.eligibility_check.version
    version.application = application
    return Award(
        application.lot,
        application.community,
        version_title(version),
        decision.amount,
    )


def _was_received() -> Q:
    """Whatever stood at the deadline, also if it was withdrawn after it: known figures stay."""
    withdrawn_later = StatusChange.objects.filter(
        application=OuterRef("pk"),
        verb="withdraw",
        at__gte=OuterRef("lot__closes_at"),
    )
    return Q(state__in=application_states.RECEIVED) | Q(
        Exists(withdrawn_later), state=application_states.WITHDRAWN
    )


def _kinds(lot: Lot) -> tuple[str, ...]:
    """Of which figures a lot has any: a sum where it gives money."""
    if not amounts.names_money(lot):
        return COUNTED
    return (
        *COUNTED,
        ResultFigure.AMOUNT,
    )


def _counts(lots: list[Lot]) -> dict[int, dict[str, Decimal]]:
    """lot → kind of figure → how many, or how much."""
    received = Application.objects.filter(_was_received(), lot__in=lots)
    eligible = Check.objects.filter(
        application__in=received, outcome=Check.ELIGIBLE
    )
    counts = {lot.pk: dict.fromkeys(_kinds(lot), Decimal(0)) for lot in lots}
    for lot in received.order_by().values_list("lot", flat=True):
        counts[lot][ResultFigure.RECEIVED] += 1
    for lot in eligible.order_by().values_list("application__lot", flat=True):
        counts[lot][ResultFigure.ELIGIBLE] += 1
    return counts


def _figures(
    call: Call, lots: list[Lot], awards: list[Decision]
) -> list[ResultFigure]:
    """Of each lot; and of the whole call once every lot is decided."""
    counts = _counts(lots)
    for award in awards:
        of_lot = counts[award.application.lot_id]
        of_lot[ResultFigure.AWARDED] += 1
        if award.amount is not None:
            before = of_lot.get(ResultFigure.AMOUNT, Decimal(0))
            of_lot[ResultFigure.AMOUNT] = before + award.amount
    figures = [
        ResultFigure(call=call, lot=lot, kind=kind, value=value)
        for lot in lots
        for kind, value in counts[lot.pk].items()
    ]
    if len(lots) == len(call.lots.all()):
        whole: dict[str, Decimal] = {}
        for figure in figures:
            whole[figure.kind] = (
                whole.get(figure.kind, Decimal(0)) + figure.value
            )
        figures += [
            ResultFigure(call=call, kind=kind, value=value)
            for kind, value in whole.items()
        ]
    return figures


def results_of_decisions(call: Call) -> PublishedResults:
    """Nothing until a lot of the call is decided; three queries then."""
    lots = [] if call.is_historic else _lots_decided_here(call)
    if not lots:
        return PublishedResults([], [])
    awards = awards_that_hold(lots)
    awards.sort(
        key=lambda one: (
            one.application.lot.number,
            collation_key(text(one.application.community, "name")),
        )
    )
    return PublishedResults(
        _figures(call, lots, awards), [_award(one) for one in awards]
    )


def show_anew(lot: Lot) -> None:
    """The page of the call is kept until something of the call changes: say that it did."""
    Lot.objects.filter(pk=lot.pk).update(
        results_published_at=F("results_published_at")
    )


SOURCE = ResultSource("decisions", 10, results_of_decisions)
