"""A copy of everything that is known of a person: JSON and files, made in the background."""

import datetime as dt
import io
import json
import logging
import tempfile
import zipfile
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.core.files.storage import storages
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import PersonExport, User
from applications.models import Attachment
from applications.office.personal_answers import own_rows
from core.background_work import background_task, enqueue_after_commit
from core.files.storage import PrivateFiles
from core.files.uploads import clean_name
from core.personal_data import Person
from mailing import background, outbox
from portal.privacy import knowing

log = logging.getLogger(__name__)
PIECE = 1024 * 1024
#: one that is said to be made for longer was killed
LONGEST_MAKING = dt.timedelta(hours=2)


@transaction.atomic
def ask_for_copy(person: User, *, by: User) -> PersonExport:
    """Order a copy, by the person or by an administrator; the link goes to the person alone. Raises
    PermissionDenied, ValidationError 'asked' while one is being made.
    """
    if by.pk != person.pk and not by.is_superuser:
        raise PermissionDenied
    User.objects.select_for_update().get(pk=person.pk)
    if not person.is_active:
        raise ValidationError(
            _("This account is deactivated: nobody could download the copy."),
            code="inactive",
        )
    going_on = (PersonExport.WAITING, PersonExport.RUNNING)
    lately = timezone.now() - LONGEST_MAKING
    running = person.person_exports.filter(asked_at__gt=lately)
    if running.filter(state__in=going_on).exists():
        raise ValidationError(_("A copy is being made already."), code="asked")
    copy = PersonExport.objects.create(person=person, asked_by=by)
    enqueue_after_commit(make_copy, copy.pk)
    return copy


def known_as_data(person: Person) -> dict[str, Any]:
    """Everything as plain values; rows that belong together stand together."""
    records: dict[str, dict[str, Any]] = {}
    for label, what, columns in knowing.known_rows(person):
        record = records.setdefault(label, {"what": what, "rows": []})
        record["rows"].append(columns)
    deeds = [
        {"table": label, "as": name, "rows": numbers}
        for label, name, numbers in knowing.known_deeds(person)
    ]
    return {
        "portal": settings.SITE_URL,
        "made_at": timezone.now().isoformat(),
        "records": records,
        "did": deeds,
    }


def _files_of(person: Person) -> Iterator[Attachment]:
    """Files in personal answers that name the person, and those that they uploaded for communities
    in which they still have a seat: of others they get nothing along.
    """
    kept = Attachment.objects.exclude(storage_key="")
    mine = kept.filter(
        uploaded_by=person.user,
        application__community__seats__user=person.user,
    )
    named = own_rows(Attachment, person).exclude(storage_key="")
    found = set(mine.values_list("pk", flat=True))
    found |= set(named.values_list("pk", flat=True))
    rows = kept.filter(pk__in=found).select_related("application")
    yield from rows.order_by("pk").iterator(chunk_size=100)


def _put_file(archive: zipfile.ZipFile, attachment: Attachment) -> None:
    name = (
        f"files/{attachment.application.reference}/"
        f"{attachment.pk}-{clean_name(attachment.name)}"
    )
    with (
        storages["private"].open(attachment.storage_key) as stored,
        archive.open(name, "w", force_zip64=True) as member,
    ):
        while piece := stored.read(PIECE):
            member.write(piece)


def write_copy(held, user: User) -> None:
    """The archive, piece by piece: a copy of gigabytes needs no memory."""
    person = knowing.with_answers_found(knowing.person_of_account(user))
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as archive:
        data = known_as_data(person)
        words = json.dumps(
            data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1
        )
        archive.writestr("data.json", words, zipfile.ZIP_DEFLATED)
        for attachment in _files_of(person):
            try:
                _put_file(archive, attachment)
            except OSError as error:
                log.error(
                    "A file is left out of a copy: %s",
                    background.reason_of(error),
                )


def _run(copy: PersonExport) -> None:
    with (
        tempfile.TemporaryFile() as held,
        translation.override(copy.person.language),
    ):
        write_copy(held, copy.person)
        copy.size = held.seek(0, io.SEEK_END)
        held.seek(0)
        storage = storages["private"]
        assert isinstance(storage, PrivateFiles)
        copy.storage_key = storage.keep_file(File(held))


def _make(copy_id: str) -> bool:
    """Make a copy that waits or has failed; made again, it changes nothing."""
    waiting = PersonExport.objects.filter(
        pk=copy_id, state__in=(PersonExport.WAITING, PersonExport.FAILED)
    )
    if not waiting.update(state=PersonExport.RUNNING):
        return False
    copy = PersonExport.objects.select_related("person").get(pk=copy_id)
    try:
        _run(copy)
        copy.state = PersonExport.DONE
    finally:
        if copy.state != PersonExport.DONE:
            copy.state = PersonExport.FAILED
        is_there = _keep(copy)
    if is_there:
        outbox.queue_letter("copy_ready", to=copy.person, about=str(copy.uid))
    return True


def _keep(copy: PersonExport) -> bool:
    """Whether the row was still there: one that went with its person does not come back."""
    made = {
        "state": copy.state,
        "storage_key": copy.storage_key,
        "size": copy.size,
    }
    is_there = PersonExport.objects.filter(pk=copy.pk).update(**made) > 0
    if not is_there and copy.storage_key:
        storages["private"].delete(copy.storage_key)
    return is_there


COPIES = background.Work(
    "person_copies",
    gettext_lazy("copies of persons' data"),
    46,
    _make,
    is_one_transaction=False,
)


@background_task
def make_copy(copy_id: int) -> bool | None:
    return background.do_one(COPIES.code, copy_id)


def delete_copies(copies: QuerySet[PersonExport]) -> int:
    """Rows and files; how many."""
    for copy in copies.exclude(storage_key=""):
        _delete_later(copy.storage_key)
    return copies.delete()[0]


def _delete_later(storage_key: str) -> None:
    storage = storages["private"]
    transaction.on_commit(lambda: storage.delete(storage_key), robust=True)


def erase_copies(person: Person) -> dict[str, Any]:
    """What an erasure does of them."""
    if person.user is None:
        return {}
    return {"count": delete_copies(person.user.person_exports.all())}
