"""A file of the register given by staff: tried first, written only as it was shown."""

import hashlib

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from communities.models import Edition, ImportRun
from communities.register import importing, reading
from communities.register.importing import OUTCOMES, Report, Source
from communities.register.sources.registry import SOURCES
from core.files import uploads

SHOWN = 200


def _report_data(report: Report) -> dict:
    """A report as it is kept and shown; `digest` is of every change, shown or not."""
    changes = [
        [c.model, c.outcome, c.label, [list(value) for value in c.values]]
        for c in report.changes
    ]
    written = sum(report.count(outcome) for outcome in OUTCOMES[:2])
    return {
        "table": [[name, *numbers] for name, numbers in report.table()],
        "changes": changes[:SHOWN],
        "refused": [list(row) for row in report.refused][:SHOWN],
        "refused_count": len(report.refused),
        "written": written,
        "more": max(0, written - len(changes[:SHOWN])),
        "digest": report.fingerprint,
    }


def _refuse_unless_allowed(user: User) -> None:
    if not user.has_perm("communities.add_importrun"):
        raise PermissionDenied


def source_of(name: str) -> Source:
    """The kind of file; raises ValidationError 'unknown'."""
    if name not in SOURCES:
        raise ValidationError(
            _("This kind of file is not known."), code="unknown"
        )
    return SOURCES.get(name)


@transaction.atomic
def try_file(upload: UploadedFile, source: str, *, by: User) -> ImportRun:
    """Read the file, write nothing, keep what it would do. Raises ValidationError 'too_large'."""
    _refuse_unless_allowed(by)
    kind = source_of(source)
    if (upload.size or 0) > reading.MAX_BYTES:
        raise ValidationError(
            _("The file is larger than 10 MB."), code="too_large"
        )
    content, name = upload.read(), uploads.clean_name(upload.name or "")
    report = importing.read_source(kind, content, name=name, write=False)
    return ImportRun.objects.create(
        source=source,
        file_name=name,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        report=_report_data(report),
        by=by,
    )


@transaction.atomic
def write(run: ImportRun, *, by: User) -> ImportRun:
    """Write a tried file. Raises ValidationError 'written' (already), 'refused', or 'moved' when
    the
    register has changed since the trial; PermissionDenied."""
    _refuse_unless_allowed(by)
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.state == ImportRun.WRITTEN:
        raise ValidationError(
            _("This file has already been written to the register."),
            code="written",
        )
    kind, content = source_of(run.source), bytes(run.content)
    trial = _report_data(
        importing.read_source(kind, content, name=run.file_name, write=False)
    )
    if trial["refused_count"]:
        raise ValidationError(
            _("The file is refused; correct it and try again."), code="refused"
        )
    if trial["digest"] != run.report["digest"]:
        raise ValidationError(
            _("The register has changed since the trial. Try the file again."),
            code="moved",
        )
    importing.read_source(kind, content, name=run.file_name)
    run.state, run.written_at, run.by = ImportRun.WRITTEN, timezone.now(), by
    run.save(update_fields=["state", "written_at", "by"])
    Edition.objects.create(
        what=f"import of {run.file_name}: {run.report['written']} rows", by=by
    )
    return run
