"""Files of an application: announced in 200 bytes, then sent one by one, checked, hashed and kept.

An announcement takes the server's clock; a file that was announced in time may arrive within the
lot's grace, if its size and hash are those announced. The request that submits is as small.
"""

import datetime as dt
import errno
import hashlib
import logging

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications import deadlines, rules
from applications.drafts import saving
from applications.errors import Closed
from applications.models import Application, Attachment
from applications.submissions import lifecycle
from calls.models import Question
from core.clock import counted_at
from core.files import scanning, uploads
from core.files.storage import private_storage
from core.files.uploads import Checked
from core.hashing import is_sha256
from mailing import background

log = logging.getLogger(__name__)

MB = 1024 * 1024
MOST_ROWS = 300  # of one application, removed and refused files too: nobody fills the disk by it
#: no room, or a disk or an object store that fails
NOT_KEPT = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
TOO_MANY, DIFFERS, DISK, INFECTED, GONE, BAD_HASH = (
    "too_many",
    "differs",
    "disk",
    "infected",
    "gone",
    "bad_hash",
)


def most_bytes(question: Question) -> int | None:
    return question.max_megabytes * MB if question.max_megabytes else None


def _refuse_too_many(application: Application, question: Question) -> None:
    attachments = application.attachments.expected().filter(
        question_key=question.key
    )
    if (
        attachments.count() >= question.max_files
        or application.attachments.count() >= MOST_ROWS
    ):
        raise ValidationError(
            _("At most %(count)d files are accepted here. Remove one first."),
            code=TOO_MANY,
            params={"count": question.max_files},
        )


def _locked(application: Application, key: str, by: User) -> Application:
    locked = saving.locked_for_writing(application, by)
    if not locked.may_write_key(key):
        raise Closed()
    return locked


def keep_file(content: bytes) -> str:
    """Store bytes for good; raises ValidationError 'disk' when that cannot be done now, and keeps
    no half file.
    """
    try:
        return private_storage().keep(content)
    except OSError as error:
        if error.errno not in NOT_KEPT:
            raise
        refusal = _(
            "The server cannot keep the file at the moment. It stays announced: "
            "try again later, or remove it to submit without it."
        )
        raise ValidationError(refusal, code=DISK) from error


def _looked_at(content: bytes) -> str:
    """The state of a file after the scanner; raises ValidationError 'infected'."""
    verdict, _what = scanning.scan_file(content)
    if verdict == scanning.INFECTED:
        raise ValidationError(
            _("The scanner found a virus in the file. It was not kept."),
            code=INFECTED,
        )
    return (
        Attachment.CLEAN if verdict == scanning.CLEAN else Attachment.RECEIVED
    )


@deadlines.remembers_closing
def attach_file(
    application: Application,
    question: Question,
    upload: UploadedFile,
    *,
    by: User,
) -> Attachment:
    """Check, hash and keep a file that comes with the page. Raises PermissionDenied, Closed or
    ValidationError ('too_many', 'disk', 'infected', or a code of `portal.uploads`)."""
    checked = uploads.check_upload(
        upload,
        allowed=uploads.kinds_in(question.file_kinds),
        most=most_bytes(question),
    )
    state = _looked_at(checked.content)
    with transaction.atomic():
        locked = _locked(application, question.key, by)
        _refuse_too_many(locked, question)
        attachment = Attachment.objects.create(
            application=locked,
            question_key=question.key,
            name=checked.name,
            size=checked.size,
            sha256=checked.sha256,
            content_type=checked.content_type,
            storage_key=keep_file(checked.content),
            state=state,
            uploaded_by=by,
            uploaded_at=timezone.now(),
        )
        saving.note_saving(locked)
        return attachment


def _refuse_announced(
    question: Question, name: str, size: int, sha256: str
) -> None:
    uploads.check_kind(name, uploads.kinds_in(question.file_kinds))
    uploads.check_size(size, most_bytes(question))
    if not is_sha256(sha256):
        raise ValidationError(
            _("The file could not be read. Choose it again."), code=BAD_HASH
        )


@deadlines.remembers_closing
def announce_file(
    application: Application,
    question: Question,
    *,
    name: str,
    size: int,
    sha256: str,
    by: User,
) -> Attachment:
    """Say that a file is coming. The same file announced again is the same row: a retry doubles
    nothing.

    Raises PermissionDenied, Closed or ValidationError ('kind', 'empty', 'too_large', 'too_many',
    'bad_hash').
    """
    name = uploads.clean_name(name)
    _refuse_announced(question, name, size, sha256)
    with transaction.atomic():
        locked = _locked(application, question.key, by)
        same = locked.attachments.filter(
            state=Attachment.ANNOUNCED,
            question_key=question.key,
            sha256=sha256,
            size=size,
        ).first()
        if same:
            return same
        _refuse_too_many(locked, question)
        attachment = Attachment.objects.create(
            application=locked,
            question_key=question.key,
            name=name,
            size=size,
            sha256=sha256,
            uploaded_by=by,
            announced_at=counted_at(),
        )
        saving.note_saving(locked)
        return attachment


def may_still_arrive(application: Application, attachment: Attachment) -> bool:
    """Announced before the deadline, and now within the lot's grace after it."""
    grace = dt.timedelta(seconds=application.lot.upload_grace)
    return (
        attachment.announced_at < application.deadline_at
        and counted_at() <= application.deadline_at + grace
    )


def _refuse_late(application: Application, attachment: Attachment) -> None:
    try:
        deadlines.refuse_closed(application)
    except Closed:
        if not (
            application.lot.is_published
            and may_still_arrive(application, attachment)
        ):
            raise


def _refuse_other(attachment: Attachment, content: bytes) -> None:
    if (len(content), hashlib.sha256(content).hexdigest()) != (
        attachment.size,
        attachment.sha256,
    ):
        refusal = _("The file differs from the one announced. Choose it again.")
        raise ValidationError(refusal, code=DIFFERS)


def _checked(
    attachment: Attachment, question: Question, upload: UploadedFile
) -> Checked:
    """Size and hash come first: a connection that broke is another try, whatever its half looks
    like.
    """
    content = upload.read()
    _refuse_other(attachment, content)
    upload.seek(0)
    upload.name = attachment.name
    checked = uploads.check_upload(
        upload,
        allowed=uploads.kinds_in(question.file_kinds),
        most=most_bytes(question),
    )
    return checked


def _refuse(attachment: Attachment, error: ValidationError) -> None:
    """What came is not kept, and its place is free again."""
    refusal = " ".join(error.messages)[:250]
    waiting = Attachment.objects.filter(
        pk=attachment.pk, state=Attachment.ANNOUNCED
    )
    waiting.update(
        state=Attachment.REFUSED, refusal=refusal
    )  # never one that another try has brought


TRY_AGAIN = (DIFFERS, DISK, GONE)


@deadlines.remembers_closing
def receive_file(
    attachment: Attachment,
    question: Question,
    upload: UploadedFile,
    *,
    by: User,
) -> Attachment:
    """The bytes of an announced file. Received again, it changes nothing.

    Raises PermissionDenied, Closed or ValidationError ('differs', 'disk', 'infected', 'gone', or a
    code of `portal.uploads`); a file that we do not take frees its place.
    """
    if not rules.may_write(by, attachment.application):
        raise PermissionDenied
    if attachment.state in Attachment.HERE:
        return attachment
    try:
        checked = _checked(attachment, question, upload)
        state = _looked_at(checked.content)
        return _put(attachment, checked, state)
    except ValidationError as error:
        if error.code not in TRY_AGAIN and not isinstance(error, Closed):
            _refuse(attachment, error)
        raise


@transaction.atomic
def _put(attachment: Attachment, checked: Checked, state: str) -> Attachment:
    application = saving.locked_application(attachment.application)
    attachment = application.attachments.select_for_update().get(
        pk=attachment.pk
    )
    if attachment.state in Attachment.HERE:
        return attachment
    if attachment.state != Attachment.ANNOUNCED:
        raise ValidationError(
            _("The file has been removed in the meantime."), code=GONE
        )
    _refuse_late(application, attachment)
    if not application.may_write_key(attachment.question_key):
        raise Closed()
    attachment.storage_key, attachment.content_type = (
        keep_file(checked.content),
        checked.content_type,
    )
    attachment.state, attachment.uploaded_at = state, timezone.now()
    attachment.save()
    lifecycle.complete_provisional(application)
    return attachment


@deadlines.remembers_closing
@transaction.atomic
def remove_attachment(attachment: Attachment, *, by: User) -> None:
    """Take a file out of the draft; its bytes stay, since a submitted version may name them."""
    application = saving.locked_for_writing(attachment.application, by)
    if not (
        application.may_write_key(attachment.question_key)
        or attachment.is_travelling
    ):
        raise Closed()
    attachment.state = Attachment.REMOVED
    attachment.save(update_fields=["state"])
    saving.note_saving(application)


def scan_waiting_files() -> int:
    """Show the scanner what it has not seen; how many are settled. A frequent command calls it."""
    received = Attachment.objects.filter(state=Attachment.RECEIVED)
    keys = list(received.order_by("pk").values_list("pk", flat=True))
    return sum(background.do_each(SCANS.code, keys))


def _scan(key: str) -> int:
    """1 once the scanner has answered; raises FileNotFoundError when the bytes are missing."""
    received = Attachment.objects.filter(state=Attachment.RECEIVED)
    attachment = received.filter(pk=key).first()
    if attachment is None:
        return 0
    with private_storage().open(attachment.storage_key) as stored:
        verdict, what = scanning.scan_file(stored.read())
    if verdict == scanning.UNKNOWN:
        return 0
    is_clean = verdict == scanning.CLEAN
    return received.filter(pk=key).update(
        state=Attachment.CLEAN if is_clean else Attachment.REFUSED,
        refusal=what[:250],
    )


SCANS = background.Work(
    "scans",
    _("files for the scanner"),
    43,
    _scan,
    is_one_transaction=False,
)
