"""A community proposes changes of its profile; staff accept them or return them with a reason.

Nothing is published unchecked: `accept` is the only way from a proposal into the register.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from communities.models import Community, Edition, ProfileChange
from communities.proposals.kinds.registry import CHANGE_KINDS
from core.text.reading import readable
from mailing import outbox


def may_propose(user: User, community: Community) -> bool:
    """A submitter of the community speaks for it."""
    return user.seats.that_submit().filter(community=community).exists()


def may_decide(user: User) -> bool:
    return user.is_staff and user.has_perm("communities.change_profilechange")


def _plain(new: dict) -> dict:
    """Without signs that turn the reading direction: staff must read what is there."""
    return {
        name: readable(value).strip() if isinstance(value, str) else value
        for name, value in new.items()
    }


@transaction.atomic
def propose(
    community: Community,
    kind: str,
    new: dict,
    *,
    by: User,
    target: str = "",
    note: str = "",
) -> ProfileChange:
    """Keep a proposal; raises PermissionDenied, ValidationError 'same', 'waiting' or 'gone'."""
    if not may_propose(by, community):
        raise PermissionDenied
    locked = Community.objects.select_for_update().get(pk=community.pk)
    new, note = _plain(new), readable(note).strip()
    change_kind = CHANGE_KINDS.get(kind)
    old = change_kind.current(locked, new)
    if change_kind.is_same(old, new):
        raise ValidationError(
            _("Nothing differs from what the profile already says."),
            code="same",
        )
    waiting = ProfileChange.objects.waiting().filter(
        community=locked, kind=kind, target=target
    )
    if waiting.exists():
        raise ValidationError(
            _("A proposal about this is already waiting for the programme."),
            code="waiting",
        )
    return ProfileChange.objects.create(
        community=locked,
        kind=kind,
        target=target,
        old=old,
        new=new,
        note=note,
        proposed_by=by,
    )


def _locked(change: ProfileChange) -> ProfileChange:
    """The row, locked and still waiting; raises ValidationError 'decided'."""
    changes = ProfileChange.objects.select_for_update(
        of=("self",)
    ).select_related("community", "proposed_by")
    change = changes.get(pk=change.pk)
    if change.state != ProfileChange.PROPOSED:
        raise ValidationError(
            _("This proposal has already been decided."), code="decided"
        )
    return change


def _decide(
    change: ProfileChange, state: str, by: User, reason: str = ""
) -> None:
    change.state, change.reason = state, reason
    change.decided_by, change.decided_at = by, timezone.now()
    change.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    if change.proposed_by and state != ProfileChange.TAKEN_BACK:
        outbox.queue_letter(
            "change_decided",
            to=change.proposed_by,
            about=str(change.uuid),
            change=change,
        )


def accept(change: ProfileChange, *, by: User) -> ProfileChange:
    """Write the proposal into the register, log it, tell the proposer.

    Raises PermissionDenied; ValidationError 'decided', 'moved' when the register has changed since
    the proposal was made (the proposal then shows the new state), 'gone' when what it is about is
    no longer there, 'refused' by the register's rows.
    """
    if not may_decide(by):
        raise PermissionDenied
    with transaction.atomic():
        change = _locked(change)
        change.community = Community.objects.select_for_update().get(
            pk=change.community_id
        )
        has_moved = _refresh(change)
        if not has_moved:
            _publish(change, by)
    if has_moved:
        raise ValidationError(
            _(
                "The profile has changed since this was proposed. Compare again, then decide."
            ),
            code="moved",
        )
    return change


def _refresh(change: ProfileChange) -> bool:
    """Whether the register moved since; if so the proposal is kept beside what it says now."""
    kind = CHANGE_KINDS.get(change.kind)
    now = kind.current(change.community, change.new)
    if not kind.has_moved(change.old, now):
        return False
    change.old = now
    change.save(update_fields=["old"])
    return True


def _publish(change: ProfileChange, by: User) -> None:
    try:
        with transaction.atomic():
            CHANGE_KINDS.get(change.kind).write(change.community, change.new)
    except IntegrityError:
        raise ValidationError(
            _("The register refuses these figures."), code="refused"
        ) from None
    Edition.objects.create(
        what=f"{change.kind} of {change.community.slug}, proposed by it", by=by
    )
    _decide(change, ProfileChange.ACCEPTED, by)


@transaction.atomic
def send_back(change: ProfileChange, reason: str, *, by: User) -> ProfileChange:
    """Return a proposal with its reason; raises PermissionDenied, ValidationError 'decided',
    'reason'.
    """
    if not may_decide(by):
        raise PermissionDenied
    if not reason.strip():
        raise ValidationError(
            _("Say why, so that the community can correct it."), code="reason"
        )
    change = _locked(change)
    _decide(change, ProfileChange.RETURNED, by, reason.strip())
    return change


@transaction.atomic
def take_back(change: ProfileChange, *, by: User) -> ProfileChange:
    """The community withdraws what still waits; raises PermissionDenied, ValidationError
    'decided'.
    """
    if not may_propose(by, change.community):
        raise PermissionDenied
    change = _locked(change)
    _decide(change, ProfileChange.TAKEN_BACK, by)
    return change
