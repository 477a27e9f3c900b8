"""The list of the erased, outside the database: an old backup that brings somebody back is put
right by it. It holds public numbers, keyed hashes and keys of questions, and no person.
"""

import json
import uuid
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
from portal.privacy import erasing
from portal.privacy.knowing import person_of_account, person_of_address

#: below the private storage
FOLDER = "erasures"


def _as_json(erasure: Erasure) -> dict[str, Any]:
    uid = erasure.person_uid
    return {
        "person": str(uid) if uid else "",
        "addresses": erasure.addresses,
        "done": erasure.done,
        "at": erasure.at.isoformat(),
    }


def is_row(path: str) -> bool:
    """Whether a file of the private storage is a row of the list."""
    return path.startswith(f"{FOLDER}/")


def keep_after_commit(erasure: Erasure) -> None:
    """Write the row beside the database, once it stands."""
    words = json.dumps(_as_json(erasure), sort_keys=True)

    def write() -> None:
        name = f"{FOLDER}/{uuid.uuid4().hex}.json"
        storages["private"].save(name, ContentFile(words.encode()))

    transaction.on_commit(write)


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


def _erase_again(kept: dict[str, Any]) -> bool:
    """Whether somebody had come back."""
    came_back = False
    waiting = User.objects.filter(erased_at=None)
    user = waiting.filter(uid__in=filter(None, [kept["person"]])).first()
    if user is not None:
        erasing.erase_person(person_of_account(user))
        came_back = True
    wanted = set(kept["addresses"])
    for email in _known_addresses():
        if _digests(email) & wanted:
            erasing.erase_person(person_of_address(email))
            came_back = True
    answers = kept["done"].get("applications", {}).get("answers", [])
    erase_places([tuple(place) for place in answers])
    return came_back


@transaction.atomic
def erase_again() -> int:
    """Erase whoever a restored backup brought back; how many. Done twice, it changes nothing."""
    count = 0
    for kept in kept_erasures():
        count += _erase_again(kept)
        uid = kept["person"] or None
        known = Erasure.objects.filter(
            person_uid=uid, addresses=kept["addresses"]
        )
        if not known.exists():
            Erasure.objects.create(
                person_uid=uid,
                addresses=kept["addresses"],
                done=kept["done"],
                at=parse_datetime(kept["at"]) or timezone.now(),
            )
    return count
