"""Erasing a person: rows go, words are taken out, the account becomes a stub; records stand."""

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from accounts.models import Erasure, OpenErasure, User
from core import personal_data as personal
from core.personal_data import TAKEN_OUT, OnErasure, Person, PersonalData

#: of addresses that nobody can have (RFC 2606)
NOWHERE = "erased.invalid"


def address_digest(email: str, key: str) -> str:
    """What the list of the erased keeps of an address; without the key it tells nothing."""
    words = email.lower().encode()
    return hmac.new(key.encode(), words, hashlib.sha256).hexdigest()


@contextmanager
def _open_erasure() -> Iterator[None]:
    """Inside, words may be taken out of rows that are written once (accounts/triggers.py)."""
    opened = OpenErasure.objects.create()
    yield
    opened.delete()


def _replaced(value: Any, words: tuple[str, ...]) -> Any:
    """The value without the words, whatever it is made of."""
    if isinstance(value, str):
        for word in words:
            value = _without(value, word)
        return value
    if isinstance(value, list):
        return [_replaced(one, words) for one in value]
    if isinstance(value, dict):
        return {key: _replaced(one, words) for key, one in value.items()}
    return value


def _without(text: str, word: str) -> str:
    """Each occurrence replaced, in any case."""
    folded, wanted = text.lower(), word.lower()
    if len(folded) != len(text):  # a letter that changes its length
        return text.replace(word, TAKEN_OUT)
    at = folded.find(wanted)
    while at >= 0:
        text = text[:at] + TAKEN_OUT + text[at + len(wanted) :]
        folded = text.lower()
        at = folded.find(wanted, at + len(TAKEN_OUT))
    return text


def _take_out_words(
    model: type[models.Model], data: PersonalData, words: tuple[str, ...]
) -> None:
    rows = personal.rows_that_mention(model, data.mentions, words)
    for row in rows.iterator(chunk_size=200):
        changed = {
            name: _replaced(getattr(row, name), words) for name in data.mentions
        }
        model._base_manager.filter(pk=row.pk).update(**changed)


def _erase_rows(
    model: type[models.Model], data: PersonalData, person: Person
) -> None:
    rows = personal.rows_of_person(model, data, person)
    if data.on_erasure == OnErasure.DELETED:
        found = list(rows.values_list("pk", flat=True))
        model._base_manager.filter(pk__in=found).delete()
    elif data.emptied:
        found = list(rows.values_list("pk", flat=True))
        model._base_manager.filter(pk__in=found).update(**data.emptied)


def _become_stub(user: User) -> None:
    """The account that rows go on naming: a number instead of a person."""
    user.email = f"erased-{user.uid.hex}@{NOWHERE}"
    user.name, user.last_login = "", None
    user.is_active = user.is_staff = user.is_superuser = False
    user.erased_at = timezone.now()
    user.set_unusable_password()
    user.save()
    user.groups.clear()
    user.user_permissions.clear()


def erase_person(person: Person) -> dict[str, Any]:
    """Erase what the models say is the person's; {room: what it did}. In a transaction."""
    done = {room: eraser(person) for room, eraser in personal.erasers().items()}
    with _open_erasure():
        for model, data in personal.models_with_data():
            if data.is_of_a_person and model is not User:
                _erase_rows(model, data, person)
        if person.words:
            for model, data in personal.models_with_data():
                if data.mentions:
                    _take_out_words(model, data, person.words)
        if person.user is not None:
            _become_stub(person.user)
    return done


@transaction.atomic
def erase_and_note(person: Person, *, by: User | None) -> Erasure:
    """Erase, and write the row by which an old backup is put right."""
    done = erase_person(person)
    digests = [
        address_digest(email, settings.SECRET_KEY) for email in person.emails
    ]
    uid = person.user.uid if person.user else None
    return Erasure.objects.create(
        person_uid=uid, addresses=digests, done=done, by=by
    )
