"""A ranking kept: made, signed by an officer and the head, then unchangeable; or set aside."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications import journal as moves
from applications import states as application_states
from applications.drafts.saving import locked_application
from applications.rules import may_run_calls
from calls.models import Lot
from core.hashing import canonical, sha256
from evaluation import journal, letters, rules
from evaluation.errors import refuse_silence, wrong_state
from evaluation.models import Ranking, RankingRow, RankingSignature
from evaluation.ranking import computing, records
from evaluation.ranking.computing import Order

NOT_READY, WAITS, STALE, TWICE = "not_ready", "waits", "stale", "twice"


@transaction.atomic
def make_ranking(lot: Lot, *, reason: str = "", by: User) -> Ranking:
    """Keep the order of now, to be signed. After a signed one it is a correction, with its reason.

    Raises PermissionDenied, ValidationError 'not_ready', 'waits' (one waits to be signed),
    'no_reason'.
    """
    if not may_run_calls(by):
        raise PermissionDenied
    locked = journal.locked_lot(lot.pk)
    if locked.rankings.filter(signed_at=None, set_aside_at=None).exists():
        raise ValidationError(
            _("A ranking of this lot already waits for its signatures."),
            code=WAITS,
        )
    signed = locked.rankings.exclude(signed_at=None)
    if signed.exists():
        refuse_silence(reason)
    order = computing.compute_order(locked)
    if not order.is_ready:
        raise ValidationError(
            _("Some applications are not checked or not reviewed yet."),
            code=NOT_READY,
        )
    ranking = _keep(order, reason, by)
    journal.record_act(
        locked,
        "make_ranking",
        by=by,
        note=reason,
        facts={"ranking": ranking.number, "sha256": ranking.sha256},
        at=ranking.made_at,
    )
    letters.write_ranking_to_sign(ranking)
    return ranking


def _keep(order: Order, reason: str, by: User) -> Ranking:
    before = order.lot.rankings.order_by("-number").first()
    ranking = Ranking(
        lot=order.lot,
        number=before.number + 1 if before else 1,
        reason=reason.strip()[:4000],
        previous_sha256=before.sha256 if before else "",
        made_by=by,
        made_at=timezone.now(),
    )
    facts = records.ranking_facts(order) | {
        "number": ranking.number,
        "reason": ranking.reason,
        "previous_sha256": ranking.previous_sha256,
    }
    ranking.record = canonical(facts)
    ranking.sha256 = sha256(ranking.record)
    ranking.save(force_insert=True)
    rows = [
        RankingRow(
            ranking=ranking,
            application=line.application,
            order=number,
            place=line.place,
            points=line.points,
            grant=line.grant,
            standing=line.standing,
        )
        for number, line in enumerate(order.lines, start=1)
    ]
    RankingRow.objects.bulk_create(rows)
    return ranking


def _locked_ranking(ranking: Ranking) -> Ranking:
    lot = journal.locked_lot(ranking.lot_id)
    locked = Ranking.objects.select_for_update().get(pk=ranking.pk)
    locked.lot = lot
    return locked


@transaction.atomic
def sign_ranking(ranking: Ranking, *, by: User) -> RankingSignature:
    """Sign it as the officer or as the head; the second signature makes it final, and the
    applications ranked.

    Raises PermissionDenied, ValidationError 'state', 'twice' (this person, or this role, has
    signed), 'stale' (it is no longer what the reviews say).
    """
    if not rules.roles_to_sign(by):
        raise PermissionDenied
    locked = _locked_ranking(ranking)
    if not locked.is_to_sign:
        raise wrong_state()
    role = rules.role_to_sign(by, locked)
    if not role:
        raise ValidationError(
            _("A ranking is signed by two different people."), code=TWICE
        )
    if not records.still_holds(locked):
        raise ValidationError(
            _(
                "Something has changed since this ranking was made. Set it"
                " aside and make it anew."
            ),
            code=STALE,
        )
    signature = _keep_signature(locked, role, by)
    if locked.signatures.count() == len(RankingSignature.ROLES):
        _make_final(locked, signature)
    return signature


def _keep_signature(ranking: Ranking, role: str, by: User) -> RankingSignature:
    signature = RankingSignature(
        ranking=ranking,
        user=by,
        role=role,
        sha256=ranking.sha256,
        at=timezone.now(),
    )
    signature.save(force_insert=True)
    facts = {
        "ranking": ranking.number,
        "role": role,
        "sha256": ranking.sha256,
    }
    journal.record_act(ranking.lot, "sign", by=by, facts=facts, at=signature.at)
    return signature


def _make_final(ranking: Ranking, last: RankingSignature) -> None:
    """Signed at the instant of the last signature."""
    ranking.signed_at = last.at
    ranking.save(update_fields=["signed_at"])
    for row in ranking.rows.select_related("application"):
        application = locked_application(row.application)
        if application.state == application_states.IN_REVIEW:
            moves.record_move(application, "rank", by=last.user, at=last.at)


@transaction.atomic
def set_aside(ranking: Ranking, *, reason: str, by: User) -> None:
    """Do not sign it; it stays on record. Raises PermissionDenied, ValidationError 'state',
    'no_reason'.
    """
    if not (may_run_calls(by) or rules.roles_to_sign(by)):
        raise PermissionDenied
    refuse_silence(reason)
    locked = _locked_ranking(ranking)
    if not locked.is_to_sign:
        raise wrong_state()
    locked.set_aside_at, locked.set_aside_by = timezone.now(), by
    locked.save(update_fields=["set_aside_at", "set_aside_by"])
    journal.record_act(
        locked.lot,
        "set_aside",
        by=by,
        note=reason,
        facts={"ranking": locked.number},
        at=locked.set_aside_at,
    )
