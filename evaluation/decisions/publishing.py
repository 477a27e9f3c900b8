"""Making decisions known: to every applicant and to the public, at one instant or not at all."""

import datetime as dt
import logging
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications import journal as moves
from applications.drafts.saving import locked_application
from calls.models import Call, Lot
from evaluation import journal, letters, rules, states
from evaluation.decisions import (
    amounts,
    letter_papers,
    preparing,
    previewing,
    results,
)
from evaluation.errors import refuse_unread
from evaluation.models import Decision, DecisionLetter
from mailing import background

log = logging.getLogger(__name__)
NOT_READY, NOTHING = "not_ready", "nothing"


def make_letters(lots: list[Lot], *, by: User) -> dict[str, str]:
    """Make every letter that is missing or no longer fits; reference → why one could not be made.

    Raises PermissionDenied.
    """
    if not (rules.may_publish(by) or rules.roles_to_sign(by)):
        raise PermissionDenied
    failed = {}
    for decision in previewing.prepared_decisions(lots):
        reference = decision.application.reference
        try:
            with transaction.atomic():
                letter_papers.make_letter(decision)
        except Exception as error:
            # whatever is wrong with one letter, it is named and the others are made
            failed[reference] = background.reason_of(error)
            log.exception("the letter of %s cannot be made", reference)
    return failed


@transaction.atomic
def publish_decisions(
    lots: list[Lot], *, seen: dict[int, str], by: User
) -> int:
    """Make the prepared decisions of some lots known, all at once; how many. `seen`: lot → the
    fingerprint of the preview that was looked at.

    States, letters and the public results change in this one transaction. Raises
    PermissionDenied, ValidationError 'not_ready' (what is missing is named), 'nothing' or 'unread'.
    """
    if not rules.may_publish(by):
        raise PermissionDenied
    locked = [journal.locked_lot(key) for key in sorted(one.pk for one in lots)]
    preview = previewing.preview_publication(locked)
    preview.without_letter += _lost_letters(preview.decisions)
    _refuse_unready(preview)
    refuse_unread(seen, preview.fingerprints)
    now = timezone.now()
    for decision in _money_freed_first(preview.decisions):
        _publish(decision, by, now)
    told = {one.application.lot_id for one in preview.decisions}
    for lot in locked:
        if lot.pk in told or lot in preview.empty:
            _show_results(lot, by, now)
    return len(preview.decisions)


def _lost_letters(decisions: list[Decision]) -> list[str]:
    """References whose letter was made and is not in its file any more: each file is read, so the
    page does not ask it.
    """
    return [
        one.application.reference
        for one in decisions
        if hasattr(one, "letter") and not letter_papers.is_whole(one.letter)
    ]


def _money_freed_first(decisions: list[Decision]) -> list[Decision]:
    """In an order in which what is published never exceeds a budget, not even between two rows."""
    given = amounts.published_amounts([one.application_id for one in decisions])

    def taken(decision: Decision) -> Decimal:
        """What it takes of the budget beyond what its application has."""
        amount = decision.amount or amounts.ZERO
        before = given.get(decision.application_id, amounts.ZERO)
        return amount - before

    return sorted(decisions, key=taken)


def _refuse_unready(preview: previewing.Preview) -> None:
    for ranking in preview.with_other_money:
        preparing.refuse_other_money(ranking)
    if preview.undecided:
        raise ValidationError(
            _("Nothing is decided about: %(references)s.")
            % {"references": ", ".join(preview.undecided)},
            code=NOT_READY,
        )
    if preview.outdated:
        raise ValidationError(
            _(
                "Something has changed since these were prepared: prepare them"
                " anew: %(references)s."
            )
            % {"references": ", ".join(preview.outdated)},
            code=NOT_READY,
        )
    if preview.without_letter:
        raise ValidationError(
            _("The letter is missing, or no longer fits: %(references)s.")
            % {"references": ", ".join(preview.without_letter)},
            code=NOT_READY,
        )
    if not (preview.decisions or preview.empty):
        raise ValidationError(_("There is nothing to publish."), code=NOTHING)


def _publish(decision: Decision, by: User, now: dt.datetime) -> None:
    application = locked_application(decision.application)
    verb = states.MOVE_OF_OUTCOME[decision.outcome]
    moves.record_move(application, verb, by=by, at=now)
    decision.published_at, decision.published_by = now, by
    decision.save(update_fields=["published_at", "published_by"])
    decision.application = application
    letters.write_decision(decision)


def _show_results(lot: Lot, by: User, now: dt.datetime) -> None:
    """The lot, and with its last one the call, have results from now on, whatever instant was
    planned: nobody learns before or after the others.
    """
    later = Q(results_published_at=None) | Q(results_published_at__gt=now)
    Lot.objects.filter(later, pk=lot.pk).update(results_published_at=now)
    if not lot.call.lots.filter(later).exists():
        Call.objects.filter(later, pk=lot.call_id).update(
            results_published_at=now
        )
    facts = published_counts(lot) | {"letters": _letters_published(lot, now)}
    journal.record_act(lot, "publish", by=by, facts=facts, at=now)
    results.show_anew(lot)


def _letters_published(lot: Lot, now: dt.datetime) -> dict[str, str]:
    """reference → hash of the letter that was sent at this instant."""
    letters_of_now = DecisionLetter.objects.filter(
        decision__application__lot=lot, decision__published_at=now
    )
    return dict(
        letters_of_now.order_by("pk").values_list(
            "decision__application__reference", "sha256"
        )
    )


def published_counts(lot: Lot) -> dict[str, int]:
    """How many applications of a lot have come to what."""
    published = Decision.objects.that_hold().filter(application__lot=lot)
    outcomes = list(published.values_list("outcome", flat=True))
    return {outcome: outcomes.count(outcome) for outcome in states.OUTCOMES}
