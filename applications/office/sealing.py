"""Opening the applications of a sealed lot: once, after its deadline, and on record."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications import deadlines, rules, states
from applications.models import Application, LotOpening
from calls.models import Lot

EARLY, NOT_SEALED = "early", "not_sealed"


def last_deadline(lot: Lot):
    """The latest instant at which an application of this lot may still change."""
    own = [
        one.deadline_at
        for one in Application.objects.filter(lot=lot).with_lot()
        if one.state != states.COMPLETION
    ]
    assert lot.closes_at is not None
    return max([lot.closes_at, *own])


@transaction.atomic
def open_sealed_lot(lot: Lot, *, by: User) -> LotOpening:
    """Open the lot, or return its opening. Raises PermissionDenied, ValidationError 'early',
    'not_sealed'.
    """
    if not rules.may_run_calls(by):
        raise PermissionDenied
    lot = (
        Lot.objects.select_for_update(of=("self",), no_key=True)
        .select_related("call")
        .get(pk=lot.pk)
    )
    if hasattr(lot, "opening"):
        return lot.opening
    if not lot.call.is_sealed or lot.closes_at is None:
        raise ValidationError(
            _("The applications of this lot are not sealed."), code=NOT_SEALED
        )
    if not deadlines.is_settled(last_deadline(lot)):
        raise ValidationError(
            _(
                "Applications are opened a quarter of an hour after the deadline: until "
                "then, one that arrived in time may still be waiting its turn."
            ),
            code=EARLY,
        )
    submitted = (
        Application.objects.filter(lot=lot).exclude(state=states.DRAFT).count()
    )
    opening = LotOpening(lot=lot, number=submitted, at=timezone.now(), by=by)
    opening.save(force_insert=True)
    return opening
