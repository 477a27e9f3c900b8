"""Taking the applications of a lot elsewhere: spreadsheets, and a ZIP whose manifest re-verifies.

Only submitted versions leave, each lot's newest; long ones are made in the background.
"""

import csv
import datetime as dt
import io
import tempfile
from collections.abc import Callable, Iterator

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task
from openpyxl import Workbook

from accounts.models import User
from applications import rules, states
from applications.models import Application, Export, Version
from applications.submissions import bundle, receipts, records
from calls.models import Lot
from core.files.storage import PrivateStorage
from core.papers.cells import harmless_cell

KEPT = dt.timedelta(days=7)
SEALED = "sealed"
FACTS = (
    "reference",
    "community",
    "hd002",
    "state",
    "version",
    "submitted",
    "deadline",
    "sha256",
)
SUMS = ("total", "grant", "own", "partner")
Step = Callable[[], None]


def newest_versions(lot: Lot) -> Iterator[Version]:
    """The newest version of each application of the lot that stands; withdrawn ones are left
    out.
    """
    applications = Application.objects.filter(
        lot=lot, state__in=states.STANDING
    ).with_lot()
    for application in applications.order_by("reference").iterator(
        chunk_size=100
    ):
        version = application.versions.select_related(
            "application__lot__call"
        ).last()
        if version is not None:
            version.application = application
            yield version


def _plain(shown) -> str:
    return (
        "; ".join(" · ".join(row) for row in shown)
        if isinstance(shown, list)
        else shown
    )


def _answers(version: Version) -> dict[str, tuple[str, str]]:
    """key → (question, answer in words); of files their names."""
    answers = {}
    for section in receipts.version_for_reading(version)["sections"]:
        for entry in section["answers"]:
            files = ", ".join(file["name"] for file in entry["files"])
            answers[entry["key"]] = (
                entry["label"],
                files or _plain(entry["shown"]),
            )
    return answers


def _facts(version: Version) -> list:
    application, body = version.application, version.content
    return [
        application.reference,
        body["community"]["name"],
        body["community"]["hd002"],
        application.state,
        version.number,
        records.utc_instant(version.accepted_at),
        records.utc_instant(version.deadline_at),
        version.sha256,
    ]


def _columns(lot: Lot) -> dict[str, str]:
    """key → question of everything that any of the versions answers, in the order of the forms."""
    columns: dict[str, str] = {}
    for version in newest_versions(lot):
        columns |= {
            key: label
            for key, (label, _words) in _answers(version).items()
            if key not in columns
        }
    return columns


def export_table(lot: Lot, step: Step) -> Iterator[list]:
    """The heading, then a row for each application."""
    columns = _columns(lot)
    yield [*FACTS, *SUMS, *columns.values()]
    for version in newest_versions(lot):
        answers, sums = _answers(version), receipts.version_totals(version)
        money = [getattr(sums, name) for name in SUMS]
        yield [
            *_facts(version),
            *money,
            *(answers.get(key, ("", ""))[1] for key in columns),
        ]
        step()


def _cell(value):
    return harmless_cell(value) if isinstance(value, str) else value


def _csv(export: Export, held, step: Step) -> None:
    text = io.TextIOWrapper(
        held, encoding="utf-8-sig", newline="", write_through=True
    )
    writer = csv.writer(
        text, quoting=csv.QUOTE_ALL
    )  # else a list separator of «;» would split a cell
    for row in export_table(export.lot, step):
        writer.writerow([_cell(value) for value in row])
    text.detach()


def _xlsx(export: Export, held, step: Step) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(str(export.lot))
    for row in export_table(export.lot, step):
        sheet.append([_cell(value) for value in row])
    book.save(held)


def _zip(export: Export, held, step: Step) -> None:
    bundle.write_bundle(
        held, str(export.lot), newest_versions(export.lot), step
    )


MAKERS = {Export.CSV: _csv, Export.XLSX: _xlsx, Export.ZIP: _zip}
TYPES = {
    Export.CSV: "text/csv; charset=utf-8",
    Export.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Export.ZIP: "application/zip",
}


def is_sealed(lot: Lot) -> bool:
    return lot.call.is_sealed and not hasattr(lot, "opening")


def refuse_sealed(lot: Lot) -> None:
    if is_sealed(lot):
        refusal = _("The applications of this lot are sealed; open them first.")
        raise ValidationError(refusal, code=SEALED)


def request_export(lot: Lot, kind: str, *, by: User, language: str) -> Export:
    """Order an export; it is made in the background. Raises PermissionDenied, ValidationError
    'sealed'.
    """
    if not rules.may_run_calls(by):
        raise PermissionDenied
    refuse_sealed(lot)
    total = Application.objects.filter(
        lot=lot, state__in=states.STANDING
    ).count()
    export = Export.objects.create(
        lot=lot, kind=kind, asked_by=by, total=total, language=language
    )
    transaction.on_commit(lambda: make_export.enqueue(export.pk))
    return export


def _run(export: Export) -> None:
    def step() -> None:
        export.done += 1
        Export.objects.filter(pk=export.pk).update(done=export.done)

    with (
        tempfile.TemporaryFile() as held,
        translation.override(export.language),
    ):
        MAKERS[export.kind](export, held, step)
        export.size = held.tell() or held.seek(0, io.SEEK_END)
        held.seek(0)
        storage = storages["private"]
        assert isinstance(storage, PrivateStorage)
        export.storage_key = storage.keep_file(File(held))


@task()
def make_export(export_id: int) -> bool:
    """Make an export that is waiting; made again, it changes nothing."""
    waiting = Export.objects.filter(pk=export_id, state=Export.WAITING)
    if not waiting.update(state=Export.RUNNING):
        return False
    export = Export.objects.select_related("lot__call").get(pk=export_id)
    try:
        _run(export)
        export.state = Export.DONE
    finally:
        if export.state != Export.DONE:
            export.state = Export.FAILED
        export.finished_at = timezone.now()
        export.save()
    return True


def forget_exports(now: dt.datetime | None = None) -> int:
    """Delete exports that are older than a week, and their files."""
    old = Export.objects.filter(asked_at__lt=(now or timezone.now()) - KEPT)
    for export in old:
        if export.storage_key:
            storages["private"].delete(export.storage_key)
    return old.delete()[0]
