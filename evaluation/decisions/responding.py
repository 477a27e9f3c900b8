"""What a community answers to an award, and who is called up from the reserve when it declines."""

import logging
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications import journal as moves
from applications import rules as application_rules
from applications import states as application_states
from applications.drafts.saving import locked_application
from applications.models import Application
from calls.models import Lot
from core.hashing import number_fact
from evaluation import journal, letters, rules, states
from evaluation.decisions import amounts, letter_papers, results
from evaluation.errors import refuse_silence, wrong_state
from evaluation.models import AwardResponse, Decision
from mailing import background

EMPTY, WAITS, GRANTS, LETTER = "empty", "waits", "grants", "letter"
log = logging.getLogger(__name__)


def _refuse_answer(application: Application, decision: Decision) -> None:
    """Raises ValidationError 'state' unless it is an award that holds and has no answer yet."""
    newest = Decision.objects.that_hold()
    if (
        application.state != application_states.AWARDED
        or decision.outcome != states.AWARDED
        or not newest.filter(pk=decision.pk).exists()
        or AwardResponse.objects.filter(decision=decision).exists()
    ):
        raise wrong_state()


@transaction.atomic
def answer_award(
    decision: Decision, *, is_accepted: bool, reason: str = "", by: User
) -> AwardResponse:
    """Accept or decline an award, once; the office is told.

    Raises PermissionDenied, ValidationError 'state', 'no_reason' (declining).
    """
    if not application_rules.may_submit(by, decision.application):
        raise PermissionDenied
    lot = journal.locked_lot(decision.application.lot_id)
    application = locked_application(decision.application)
    locked = Decision.objects.select_for_update().get(pk=decision.pk)
    _refuse_answer(application, locked)
    if not is_accepted:
        refuse_silence(reason)
    response = AwardResponse(
        decision=locked,
        is_accepted=is_accepted,
        reason=reason.strip()[:2000],
        by=by,
        at=timezone.now(),
    )
    response.save(force_insert=True)
    verb = "accept" if is_accepted else "decline"
    moves.record_move(
        application, verb, by=by, at=response.at, note=response.reason
    )
    journal.record_act(
        lot,
        verb,
        by=by,
        application=application,
        note=response.reason,
        facts={"decision": locked.number},
        at=response.at,
    )
    letters.write_award_answered(response)
    results.show_anew(lot)
    return response


def next_of_reserve(lot: Lot) -> Decision | None:
    """The first of the reserve list that still stands there."""
    reserve = Decision.objects.that_hold().filter(
        application__lot=lot,
        outcome=states.RESERVE,
        application__state=application_states.RESERVE,
    )
    return (
        reserve.select_related("application__community", "ranking")
        .order_by("reserve_place", "application__reference")
        .first()
    )


def _refuse_while_reviewed(lot: Lot) -> None:
    """Raises ValidationError 'waits' while an application of the lot is being looked at again, or
    decisions are prepared: the list may become another, and the money is spoken for.
    """
    again = Application.objects.filter(
        lot=lot,
        state__in=(
            application_states.IN_REVIEW,
            application_states.RANKED,
        ),
    )
    if again.exists():
        raise ValidationError(
            _("An application of this lot is being reviewed again."),
            code=WAITS,
        )
    if Decision.objects.prepared().filter(application__lot=lot).exists():
        raise ValidationError(
            _("Decisions of this lot are prepared: publish them first."),
            code=WAITS,
        )


def _refuse_grants(lot: Lot) -> None:
    """Raises ValidationError 'grants' where as many are awarded as the lot gives."""
    if not amounts.has_grants_left(lot):
        raise ValidationError(
            _("This lot gives %(count)d grants, and they are awarded.")
            % {"count": lot.expected_grants},
            code=GRANTS,
        )


def offered_amount(lot: Lot, before: Decision) -> Decimal | None:
    """What the next of the reserve list would be given: as much as it asked for, within the
    limits and what is left; None where the lot gives no money.
    """
    row = before.ranking.rows.get(application=before.application_id)
    asked = amounts.capped_grant(lot, row.grant)
    left = amounts.budget_left(lot)
    if asked is None or left is None:
        return asked
    return min(asked, left)


@transaction.atomic
def call_up_reserve(
    lot: Lot, *, by: User, amount: Decimal | None = None, reason: str = ""
) -> Decision:
    """Award a grant to the next of the reserve list, within what is left; its people are told at
    once. Nobody is passed over. `reason`: why it is other money than was asked for.

    Raises PermissionDenied, ValidationError 'empty', 'waits', 'grants', 'amount', 'limits',
    'budget', 'no_reason', 'letter'.
    """
    if not rules.may_publish(by):
        raise PermissionDenied
    locked = journal.locked_lot(lot.pk)
    _refuse_while_reviewed(locked)
    before = next_of_reserve(locked)
    if before is None:
        raise ValidationError(_("The reserve list is empty."), code=EMPTY)
    application = locked_application(before.application)
    if application.state != application_states.RESERVE:
        raise wrong_state()
    _refuse_grants(locked)
    row = before.ranking.rows.get(application=application)
    given = (
        amounts.usual_amount(locked, row.grant) if amount is None else amount
    )
    amounts.refuse_amount(locked, application, given)
    if given != amounts.capped_grant(locked, row.grant):
        refuse_silence(reason)
    decision = _award_now(before, application, given, reason, by)
    _record_call_up(locked, decision)
    letters.write_decision(decision)
    results.show_anew(locked)
    return decision


def _record_call_up(lot: Lot, decision: Decision) -> None:
    journal.record_act(
        lot,
        "call_up",
        by=decision.decided_by,
        application=decision.application,
        note=decision.reason,
        facts={
            "decision": decision.number,
            "amount": number_fact(decision.amount),
            "ranking": decision.ranking.number,
            "letter_sha256": decision.letter.sha256,
        },
        at=decision.published_at,
    )


def _award_now(
    before: Decision,
    application: Application,
    amount: Decimal | None,
    reason: str,
    by: User,
) -> Decision:
    """The next decision about an application of the reserve list, published with its letter."""
    now = timezone.now()
    decision = Decision(
        application=application,
        number=application.decisions.count() + 1,
        ranking=before.ranking,
        outcome=states.AWARDED,
        amount=amount,
        reason=reason.strip()[:4000],
        decided_by=by,
        decided_at=now,
    )
    decision.save(force_insert=True)
    _make_letter(decision)
    moves.record_move(application, "award", by=by, at=now)
    decision.published_at, decision.published_by = now, by
    decision.save(update_fields=["published_at", "published_by"])
    return decision


def _make_letter(decision: Decision) -> None:
    """Raises ValidationError 'letter', with the kind of what went wrong."""
    try:
        with transaction.atomic():
            letter_papers.make_letter(decision)
    except Exception as error:
        # whatever is wrong with it, nothing is awarded without its letter, and the head reads why
        reference = decision.application.reference
        log.exception("the letter of %s cannot be made", reference)
        raise ValidationError(
            _("The letter of %(reference)s cannot be made: %(why)s")
            % {"reference": reference, "why": background.reason_of(error)},
            code=LETTER,
        ) from error
