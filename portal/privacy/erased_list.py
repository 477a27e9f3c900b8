"""The list of the erased, outside the database: an old backup that brings somebody back is put
right by it. It holds public numbers, keyed hashes and keys of questions, and no person.
"""

import json
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from accounts.models import Erasure, User
from applications.office.erasing import erase_places
from core import personal_data as personal
from core.files.storage import names_in
from mailing.models import Letter
from portal.privacy import erasing, subscribers
from portal.privacy.knowing import person_of_account

#: below the private storage
FOLDER = "erasures"


def _as_json(erasure: Erasure) -> dict[str, Any]:
    uid = erasure.person_uid
    return {
        "uid": str(erasure.uid),
        "person": str(uid) if uid else "",
        "addresses": erasure.addresses,
        "done": erasure.done,
        "at": erasure.at.isoformat(),
    }


def is_row(path: str) -> bool:
    """Whether a file of the private storage is a row of the list."""
    return path.startswith(f"{FOLDER}/")


def _write(erasure: Erasure) -> None:
    storage, name = storages["private"], f"{FOLDER}/{erasure.uid}.json"
    if storage.exists(name):
        return
    words = json.dumps(_as_json(erasure), sort_keys=True)
    storage.save(name, ContentFile(words.encode()))


def keep_after_commit(erasure: Erasure) -> None:
    """Write the row beside the database, once it stands."""
    transaction.on_commit(lambda: _write(erasure), robust=True)


def write_missing() -> None:
    """What a process that died after its commit did not write; asked before every backup."""
    for erasure in Erasure.objects.all():
        _write(erasure)


def kept_erasures() -> list[dict[str, Any]]:
    """Every row of the list, the oldest first."""
    storage = storages["private"]
    _folders, names = names_in(storage, FOLDER)
    kept = []
    for name in names:
        with storage.open(f"{FOLDER}/{name}") as stored:
            kept.append(json.loads(stored.read()))
    return sorted(kept, key=lambda one: one["at"])


def _digests(email: str) -> set[str]:
    """With the key of today and the earlier ones."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return {erasing.address_digest(email, key) for key in keys}


def _known_addresses() -> set[str]:
    """Every address that stands somewhere as somebody's, but of accounts."""
    found: set[str] = set()
    for model, data in personal.models_with_data():
        if data.email and not data.user:
            rows = model._base_manager.exclude(**{data.email: ""})
            found |= set(rows.values_list(data.email, flat=True))
    guests = Letter.objects.filter(recipient=None)
    found |= set(guests.values_list("email", flat=True))
    return {email.lower() for email in found}


def _erase_again(kept: dict[str, Any]) -> tuple[bool, list]:
    """Whether somebody had come back, and the answers that wait for the end of a hold."""
    came_back = False
    waiting = User.objects.filter(erased_at=None)
    user = waiting.filter(uid__in=filter(None, [kept["person"]])).first()
    if user is not None:
        erasing.erase_person(person_of_account(user))
        came_back = True
    wanted = set(kept["addresses"])
    for email in _known_addresses():
        if _digests(email) & wanted:
            subscribers.forget_address(email)
            came_back = True
    answers = kept["done"].get("applications", {}).get("answers", [])
    done = erase_places([(one[0], one[1], one[2]) for one in answers])
    return came_back, done["held"]


@transaction.atomic
def erase_again() -> int:
    """Erase whoever a restored backup brought back; how many. What the database knows already was
    done: whoever came back by invitation since then stays.
    """
    count = 0
    known = set(map(str, Erasure.objects.values_list("uid", flat=True)))
    for kept in kept_erasures():
        if kept["uid"] in known:
            continue
        came_back, held = _erase_again(kept)
        count += came_back
        done = kept["done"]
        if "applications" in done:
            done["applications"]["held"] = held
        Erasure.objects.create(
            uid=kept["uid"],
            person_uid=kept["person"] or None,
            addresses=kept["addresses"],
            done=done,
            at=parse_datetime(kept["at"]) or timezone.now(),
        )
    return count
