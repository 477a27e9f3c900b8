"""Taking a person out of applications. The records and their hashes stay (records.py keeps personal
answers apart, by salted hashes alone).
"""

from collections.abc import Iterable
from typing import Any

from django.core.files.storage import storages
from django.db import transaction
from django.db.models import F, Q

from applications.models import (
    AnswerHistory,
    Application,
    Attachment,
    Export,
    LegalHold,
    PersonalPart,
    ProvisionalSubmission,
)
from applications.office import exporting
from applications.office.personal_answers import (
    DRAFT,
    Place,
    Unit,
    answers_naming,
    personal_sections,
    units_of,
)
from core.personal_data import TAKEN_OUT, Person


def held_references(references: Iterable[str]) -> set[str]:
    """Those applications of which nothing may be erased for now."""
    holds = LegalHold.objects.filter(
        ended_at=None, application__reference__in=references
    )
    return set(holds.values_list("application__reference", flat=True))


def _delete_later(storage_key: str) -> None:
    storage = storages["private"]
    # one that fails keeps no other from going
    transaction.on_commit(lambda: storage.delete(storage_key), robust=True)


def delete_file(attachment: Attachment) -> None:
    """Its bytes, once the transaction stands."""
    if attachment.storage_key:
        _delete_later(attachment.storage_key)


def _erase_file(attachment: Attachment) -> None:
    delete_file(attachment)
    attachment.name, attachment.storage_key = TAKEN_OUT, ""
    attachment.state = Attachment.REMOVED
    attachment.save(update_fields=["name", "storage_key", "state"])


def _without(content: dict | None, keys: set[str]) -> dict:
    return {
        key: None if key in keys else part
        for key, part in (content or {}).items()
    }


def _erase_unit(application: Application, unit: Unit, keys: set[str]) -> None:
    for key in keys:
        for file in unit.files.get(key, ()):
            _erase_file(file)
    row = unit.row
    if unit.name == DRAFT:
        drafts = application.answers.filter(key__in=keys).exclude(value="")
        drafts.update(value="", rev=F("rev") + 1)
    elif isinstance(row, AnswerHistory):
        AnswerHistory.objects.filter(pk=row.pk).update(value="")
    elif isinstance(row, PersonalPart):
        left = _without(row.content, keys)
        row.content = left if any(left.values()) else None
        row.save(update_fields=["content"])
    elif isinstance(row, ProvisionalSubmission):
        row.personal = _without(row.personal, keys)
        row.save(update_fields=["personal"])


@transaction.atomic
def erase_answers(reference: str, wanted: dict[str, set[str]]) -> bool:
    """Take these personal answers (unit → keys) out of an application, and from its history what
    says the same; done again, it changes nothing. False where the application is not there, or on
    hold.
    """
    application = (
        Application.objects.select_for_update(of=("self",))
        .filter(reference=reference)
        .first()
    )
    if application is None or held_references([reference]):
        return False
    personal = set(personal_sections(application))
    units = list(units_of(application, personal))
    gone: set[tuple[str, str]] = set()
    for unit in units:
        keys = wanted.get(unit.name, set()) & unit.keys
        gone |= {(key, str(unit.said[key])) for key in keys if key in unit.said}
    for unit in units:
        keys = wanted.get(unit.name, set()) & unit.keys
        if isinstance(unit.row, AnswerHistory):
            keys |= {
                key
                for key, value in unit.said.items()
                if (key, str(value)) in gone
            }
        if keys:
            _erase_unit(application, unit, keys)
    lot = application.lot
    holding = Export.objects.filter(Q(lot=lot) | Q(call=lot.call_id))
    exporting.drop_files(holding.exclude(personal_reason=""))
    return True


def erase_all_answers(application: Application) -> None:
    """Every personal answer, wherever it lies."""
    keys = set(personal_sections(application))
    units = {unit.name: keys for unit in units_of(application, keys)}
    if erase_answers(application.reference, units):
        parts = PersonalPart.objects.filter(version__application=application)
        parts.update(content=None)


def erase_places(places: Iterable[Place]) -> dict[str, Any]:
    """Erase these answers but those of applications on hold; {"answers": all of them, "held": what
    stays until its hold ends}.
    """
    every = [list(place) for place in places]
    grouped: dict[str, dict[str, set[str]]] = {}
    for reference, unit, key in every:
        units = grouped.setdefault(reference, {})
        units.setdefault(unit, set()).add(key)
    for reference, units in grouped.items():
        erase_answers(reference, units)
    held = held_references(grouped)
    return {
        "answers": every,
        "held": [place for place in every if place[0] in held],
    }


def erase_in_applications(person: Person) -> dict[str, Any]:
    """What this room erases of a person, as it is kept in the list of the erased."""
    return erase_places(answers_naming(person))
