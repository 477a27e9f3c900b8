"""A community proposes changes of its profile; staff accept them or return them with a reason.

Nothing is published unchecked: `accept` is the only way from a proposal into the register.
"""

from collections.abc import Callable
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.models import (
    Action,
    Community,
    Edition,
    EmissionInventory,
    InventoryRow,
    MonitoringReport,
    ProfileChange,
)
from communities.reading import day
from portal import outbox, typed
from portal.models import User

DETAILS = ("website", "contact_email", "contact_phone", "contact_address", "letters_in")
MINE = "reported by the community, accepted by the programme"


def may_propose(user: User, community: Community) -> bool:
    """A submitter of the community speaks for it."""
    return user.seats.that_submit().filter(community=community).exists()


def may_decide(user: User) -> bool:
    return user.is_staff and user.has_perm("communities.change_profilechange")


# --- what stands in the register now, in the shape of a proposal -------------------------------------


def _details(community: Community, new: dict) -> dict:
    return {name: getattr(community, name) for name in DETAILS}


def _action_of(community: Community, key: str) -> Action:
    kind, plan, number = key.split("-")
    return Action.objects.get(
        plan__community=community, plan__kind=kind, plan__number=int(plan), number=int(number)
    )


def _action(community: Community, new: dict) -> dict:
    action = _action_of(community, new["action"])
    status_on = action.status_on.isoformat() if action.status_on else ""
    return {"action": new["action"], "status": action.status, "status_on": status_on}


def _report(community: Community, new: dict) -> dict:
    report = community.reports.filter(submitted_on=new["submitted_on"]).first()
    if report is None:
        return {}
    return {"submitted_on": new["submitted_on"], "covers": report.covers, "link": report.link}


def _figures(inventory: EmissionInventory) -> dict:
    figures: dict[str, dict] = {}
    for row in inventory.rows.all():
        cells = figures.setdefault(row.sector, dict.fromkeys(
            ("direct_t", "indirect_t", "direct_mwh", "indirect_mwh")
        ))  # fmt: skip
        cells[f"{row.kind}_t"] = None if row.emissions_t is None else str(row.emissions_t)
        cells[f"{row.kind}_mwh"] = None if row.energy_mwh is None else str(row.energy_mwh)
    return figures


def _inventory(community: Community, new: dict) -> dict:
    inventory = community.inventories.filter(year=new["year"]).prefetch_related("rows").first()
    if inventory is None:
        return {}
    return {
        "kind": inventory.kind, "year": inventory.year, "population": inventory.population,
        "submitted_on": inventory.submitted_on.isoformat() if inventory.submitted_on else "",
        "figures": _figures(inventory),
    }  # fmt: skip


# --- from an accepted proposal into the register -----------------------------------------------------


def _write_details(community: Community, new: dict) -> None:
    for name in DETAILS:
        setattr(community, name, new[name])
    community.clean_fields(exclude={f.name for f in community._meta.fields if f.name not in DETAILS})
    community.save()


def _write_action(community: Community, new: dict) -> None:
    action = _action_of(community, new["action"])
    action.status, action.status_on = new["status"], day(new["status_on"])
    action.save(update_fields=["status", "status_on"])


def _write_report(community: Community, new: dict) -> None:
    values = {"covers": new["covers"], "link": new["link"], "source": MINE}
    MonitoringReport.objects.update_or_create(
        community=community, submitted_on=new["submitted_on"], defaults=values
    )


def _write_inventory(community: Community, new: dict) -> None:
    values = {
        "kind": new["kind"], "population": new["population"], "submitted_on": day(new["submitted_on"]),
        "source": MINE, "register_number": "", "factors": "",
    }  # fmt: skip
    inventory, _is_new = EmissionInventory.objects.update_or_create(
        community=community, year=new["year"], defaults=values
    )
    wanted = {(row.sector, row.kind): row for row in _rows(inventory, new["figures"])}
    for row in inventory.rows.all():
        other = wanted.get((row.sector, row.kind))
        if other and (row.emissions_t, row.energy_mwh) == (other.emissions_t, other.energy_mwh):
            del wanted[row.sector, row.kind]  # the same figures keep their quality mark
        else:
            row.delete()
    InventoryRow.objects.bulk_create(wanted.values())


def _rows(inventory: EmissionInventory, figures: dict) -> list[InventoryRow]:
    rows = []
    for sector, cells in figures.items():
        for kind, _label in InventoryRow.KINDS:
            tonnes, energy = cells[f"{kind}_t"], cells[f"{kind}_mwh"]
            if tonnes is not None or energy is not None:
                rows.append(InventoryRow(
                    inventory=inventory, sector=sector, kind=kind,
                    emissions_t=None if tonnes is None else Decimal(tonnes),
                    energy_mwh=None if energy is None else Decimal(energy),
                ))  # fmt: skip
    return rows


KINDS: dict[str, tuple[Callable[[Community, dict], dict], Callable[[Community, dict], None]]] = {
    ProfileChange.DETAILS: (_details, _write_details),
    ProfileChange.ACTION: (_action, _write_action),
    ProfileChange.REPORT: (_report, _write_report),
    ProfileChange.INVENTORY: (_inventory, _write_inventory),
}


def current(community: Community, kind: str, new: dict) -> dict:
    """What the register says now about that which `new` would change; {} if there is nothing yet."""
    return KINDS[kind][0](community, new)


def _number(cell: str | None) -> Decimal | None:
    return None if cell is None else Decimal(cell)


def _same_figures(old: dict, new: dict) -> bool:
    """Equal as numbers: 30720.00 and 30720 are one figure."""
    return old.keys() == new.keys() and all(
        _number(old[sector][name]) == _number(new[sector][name]) for sector in old for name in old[sector]
    )


def _same(old: dict, new: dict) -> bool:
    """Equal word for word, and figures as numbers."""
    words = {name: value for name, value in old.items() if name != "figures"}
    theirs = {name: value for name, value in new.items() if name != "figures"}
    return words == theirs and _same_figures(old.get("figures", {}), new.get("figures", {}))


def _plain(new: dict) -> dict:
    """Without signs that turn the reading direction: staff must read what is there."""
    return {name: typed.plain(value) if isinstance(value, str) else value for name, value in new.items()}


@transaction.atomic
def propose(
    community: Community, kind: str, new: dict, *, by: User, target: str = "", note: str = ""
) -> ProfileChange:
    """Keep a proposal for staff; raises PermissionDenied, ValidationError 'same' or 'waiting'."""
    if not may_propose(by, community):
        raise PermissionDenied
    locked = Community.objects.select_for_update().get(pk=community.pk)
    new, note = _plain(new), typed.plain(note)
    old = current(locked, kind, new)
    if _same(old, new):
        raise ValidationError(_("Nothing differs from what the profile says already."), code="same")
    waiting = ProfileChange.objects.waiting().filter(community=locked, kind=kind, target=target)
    if waiting.exists():
        raise ValidationError(_("A proposal about this waits for the programme already."), code="waiting")
    return ProfileChange.objects.create(
        community=locked, kind=kind, target=target, old=old, new=new, note=note, proposed_by=by
    )


def _locked(change: ProfileChange) -> ProfileChange:
    """The row, locked and still waiting; raises ValidationError 'decided'."""
    found = ProfileChange.objects.select_for_update(of=("self",)).select_related("community", "proposed_by")
    change = found.get(pk=change.pk)
    if change.state != ProfileChange.PROPOSED:
        raise ValidationError(_("This proposal has been decided already."), code="decided")
    return change


def _decide(change: ProfileChange, state: str, by: User, reason: str = "") -> None:
    change.state, change.reason = state, reason
    change.decided_by, change.decided_at = by, timezone.now()
    change.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    if change.proposed_by and state != ProfileChange.TAKEN_BACK:
        outbox.queue("change_decided", to=change.proposed_by, about=str(change.uuid), change=change)


def accept(change: ProfileChange, *, by: User) -> ProfileChange:
    """Write the proposal into the register, log it, tell the proposer.

    Raises PermissionDenied; ValidationError 'decided', 'moved' when the register has changed since the
    proposal was made (the proposal then shows the new state), 'gone' when its action is no longer
    there, 'refused' by the register's rows.
    """
    if not may_decide(by):
        raise PermissionDenied
    if _refresh(change):
        raise ValidationError(
            _("The profile has changed since this was proposed. Compare again, then decide."), code="moved"
        )
    with transaction.atomic():
        change = _locked(change)
        try:
            with transaction.atomic():
                KINDS[change.kind][1](change.community, change.new)
        except IntegrityError:
            raise ValidationError(_("The register refuses these figures."), code="refused") from None
        Edition.objects.create(what=f"{change.kind} of {change.community.slug}, proposed by it", by=by)
        _decide(change, ProfileChange.ACCEPTED, by)
    return change


@transaction.atomic
def _refresh(change: ProfileChange) -> bool:
    """Whether the register moved since; if so the proposal is kept beside what it says now."""
    change = _locked(change)
    try:
        now = current(change.community, change.kind, change.new)
    except Action.DoesNotExist:
        raise ValidationError(_("The plan has this action no longer."), code="gone") from None
    if _same(now, change.old):
        return False
    change.old = now
    change.save(update_fields=["old"])
    return True


@transaction.atomic
def send_back(change: ProfileChange, reason: str, *, by: User) -> ProfileChange:
    """Return a proposal with its reason; raises PermissionDenied, ValidationError 'decided', 'reason'."""
    if not may_decide(by):
        raise PermissionDenied
    if not reason.strip():
        raise ValidationError(_("Say why, so that the community can mend it."), code="reason")
    change = _locked(change)
    _decide(change, ProfileChange.RETURNED, by, reason.strip())
    return change


@transaction.atomic
def take_back(change: ProfileChange, *, by: User) -> ProfileChange:
    """The community withdraws what still waits; raises PermissionDenied, ValidationError 'decided'."""
    if not may_propose(by, change.community):
        raise PermissionDenied
    change = _locked(change)
    _decide(change, ProfileChange.TAKEN_BACK, by)
    return change
