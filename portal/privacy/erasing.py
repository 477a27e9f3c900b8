"""Erasing a person: rows go, words are taken out, the account becomes a stub; records stand."""

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from auditlog.context import disable_auditlog
from auditlog.models import LogEntry as AuditEntry
from django.conf import settings
from django.contrib.admin.models import LogEntry as AdminEntry
from django.contrib.contenttypes.models import ContentType
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
        return personal.without_words(value, words)
    if isinstance(value, list):
        return [_replaced(one, words) for one in value]
    if isinstance(value, dict):
        return {key: _replaced(one, words) for key, one in value.items()}
    return value


def _take_out_words(
    model: type[models.Model], data: PersonalData, words: tuple[str, ...]
) -> None:
    rows = personal.rows_that_mention(model, data.mentions, words)
    for row in rows.iterator(chunk_size=200):
        before = {name: getattr(row, name) for name in data.mentions}
        after = {
            name: _replaced(value, words) or _nothing(model, name, value)
            for name, value in before.items()
        }
        if after != before:
            model._base_manager.filter(pk=row.pk).update(**after)


def _nothing(model: type[models.Model], name: str, value: Any) -> Any:
    """What stands where a whole text went: nothing, or a dash where the column wants something."""
    if not value:
        return value
    column: Any = model._meta.get_field(name)
    if isinstance(value, str) and not column.blank:
        return TAKEN_OUT
    return type(value)()


def _log_of(model: type[models.Model], keys: list[Any]) -> None:
    """What the logs say of rows that are the person's: when and by whom something was done stays,
    its words go, also those by which the person was known earlier.
    """
    of = ContentType.objects.get_for_model(model)
    numbers = list(map(str, keys))
    AuditEntry.objects.filter(content_type=of, object_pk__in=numbers).update(
        object_repr=TAKEN_OUT,
        changes={},
        changes_text="",
        serialized_data=None,
        additional_data=None,
    )
    AdminEntry.objects.filter(content_type=of, object_id__in=numbers).update(
        object_repr=TAKEN_OUT, change_message=""
    )


def _erase_rows(
    model: type[models.Model], data: PersonalData, person: Person
) -> None:
    rows = personal.rows_of_person(model, data, person)
    found = list(rows.values_list("pk", flat=True))
    _log_of(model, found)
    mine = model._base_manager.filter(pk__in=found)
    if data.on_erasure == OnErasure.DELETED:
        mine.delete()
    elif data.emptied:
        mine.update(**data.emptied)


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
    """Erase what the models say is the person's; {room: what it did}. In a transaction.

    Nothing of it goes into the log of changes: that would keep what is taken out.
    """
    with disable_auditlog(), _open_erasure():
        done = {
            room: eraser(person) for room, eraser in personal.erasers().items()
        }
        for model, data in personal.models_with_data():
            if data.is_of_a_person and not personal.finder_of(model):
                _erase_rows(model, data, person)
        if person.user is not None:
            _become_stub(person.user)
        for model, data in personal.models_with_data():
            if data.mentions and person.words:
                _take_out_words(model, data, person.words)
    return done


def note_erasure(
    user: User | None,
    emails: Iterable[str],
    done: dict[str, Any],
    *,
    by: User | None,
) -> Erasure:
    """The row by which an old backup is put right."""
    digests = [address_digest(email, settings.SECRET_KEY) for email in emails]
    uid = user.uid if user else None
    return Erasure.objects.create(
        person_uid=uid, addresses=digests, done=done, by=by
    )


@transaction.atomic
def erase_and_note(person: Person, *, by: User | None) -> Erasure:
    done = erase_person(person)
    return note_erasure(person.user, person.emails, done, by=by)
