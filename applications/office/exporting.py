"""Taking the applications of a lot elsewhere: spreadsheets, and a ZIP whose manifest re-verifies.

A workbook may hold a whole call, a sheet for each lot. Only submitted versions leave, the newest of
each application; long ones are made in the background. One application that cannot be read is named
and never stops the others.
"""

import io
import itertools
import logging
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from applications import rules, states
from applications.models import Application, Export, Version
from applications.office import export_parts, export_tables
from applications.submissions import bundle
from calls.models import Call, Lot
from core.background_work import background_task, enqueue_after_commit
from core.files.storage import PrivateStorage
from mailing import background

log = logging.getLogger(__name__)

SEALED = "sealed"


def newest_versions(lot: Lot) -> Iterator[Version]:
    """The newest version of each application of the lot that stands; withdrawn ones are left
    out.
    """
    applications = Application.objects.filter(
        lot=lot, state__in=states.RECEIVED
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


class Making:
    """An export while it is made: it counts what is done and names what is left out."""

    def __init__(self, export: Export) -> None:
        self.export = export
        self.lots = lots_of(export)

    @property
    def with_personal(self) -> bool:
        """Whether a reason was given for taking personal answers along."""
        return bool(self.export.personal_reason)

    def versions(self) -> Iterator[Version]:
        return itertools.chain.from_iterable(map(newest_versions, self.lots))

    def table(self, lot: Lot) -> tuple[export_tables.Row, Iterator[Any]]:
        """The head of a lot's table and its rows, under the questions which that lot was asked."""
        columns = export_tables.answer_columns(
            newest_versions(lot), self.read, with_personal=self.with_personal
        )
        return self._heads(columns), self._rows(lot, columns)

    def read(self, version: Version, make: Callable[[Version], Any]) -> Any:
        """What is made of a version; None when that fails, and then it is noted."""
        try:
            with transaction.atomic():
                return make(version)
        except Exception as error:
            # whatever is wrong with one application, the others still leave
            self.leave_out(version.application.reference, error)
            return None

    def leave_out(self, reference: str, error: Exception) -> None:
        reason = background.reason_of(error)
        log.error("%s is left out of an export: %s", reference, reason)
        if reference not in self.export.missing:
            self.export.missing.append(reference)

    def count(self) -> None:
        self.export.done += 1
        Export.objects.filter(pk=self.export.pk).update(done=self.export.done)

    def _rows(
        self, lot: Lot, columns: dict[str, str]
    ) -> Iterator[export_tables.Row]:
        """A row for each application; of one that cannot be read, its reference alone."""
        for version in newest_versions(lot):
            row = self.read(
                version,
                lambda one: self._row(one, columns),
            )
            yield row or [version.application.reference]
            self.count()

    def _row(
        self, version: Version, columns: dict[str, str]
    ) -> export_tables.Row:
        facts, answers = export_tables.application_row(
            version, columns, with_personal=self.with_personal
        )
        added = export_parts.added_cells(version.application)
        return [*facts, *added, *answers]

    def _heads(self, columns: dict[str, str]) -> export_tables.Row:
        return [
            *export_tables.fact_heads(),
            *export_parts.added_heads(),
            *columns.values(),
        ]

    def sheets(self) -> Iterator[export_tables.Sheet]:
        """What rooms above add, each a sheet of its own."""
        for part in export_parts.EXPORT_SHEETS.all():
            rows = itertools.chain.from_iterable(map(part.rows, self.lots))
            yield str(part.title), part.heads(), rows

    def budget_rows(self) -> Iterator[export_tables.Row]:
        for version in self.versions():
            yield from self.read(version, export_tables.budget_rows) or []


def _csv(making: Making, held) -> None:
    heads, rows = making.table(making.lots[0])
    export_tables.write_csv(held, itertools.chain([heads], rows))


def _xlsx(making: Making, held) -> None:
    is_of_a_call = making.export.call is not None
    lines = making.budget_rows()
    export_tables.write_xlsx(
        held,
        [
            *(
                (
                    str(lot) if is_of_a_call else _("Applications"),
                    *making.table(lot),
                )
                for lot in making.lots
            ),
            (_("Budget"), export_tables.budget_heads(), lines),
            *making.sheets(),
        ],
    )


def _zip(making: Making, held) -> None:
    bundle.write_bundle(
        held,
        making.export.code,
        making.versions(),
        with_personal=making.with_personal,
        leave_out=making.leave_out,
        step=making.count,
    )


MAKERS = {Export.CSV: _csv, Export.XLSX: _xlsx, Export.ZIP: _zip}
TYPES = {
    Export.CSV: "text/csv; charset=utf-8",
    Export.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Export.ZIP: "application/zip",
}


def is_sealed(lot: Lot) -> bool:
    return lot.call.is_sealed and not hasattr(lot, "opening")


def lots_of(export: Export) -> list[Lot]:
    """Its lot, or those of its call, by number; without those whose applications are sealed."""
    lots = Lot.objects.select_related("call", "opening").order_by("number")
    chosen = Q(pk=export.lot_id) | Q(call=export.call_id)
    return [lot for lot in lots.filter(chosen) if not is_sealed(lot)]


def _order(export: Export, refusal: str) -> Export:
    if not rules.may_run_calls(export.asked_by):
        raise PermissionDenied
    lots = lots_of(export)
    if not lots:
        raise ValidationError(refusal, code=SEALED)
    export.personal_reason = export.personal_reason.strip()[:300]
    export.total = Application.objects.filter(
        lot__in=lots, state__in=states.RECEIVED
    ).count()
    export.save()
    enqueue_after_commit(make_export, export.pk)
    return export


def request_export(
    lot: Lot,
    kind: str,
    *,
    by: User,
    language: str,
    personal_reason: str = "",
) -> Export:
    """Order an export; it is made in the background, with the personal answers only for a reason,
    which stays with it. Raises PermissionDenied, ValidationError 'sealed'.
    """
    export = Export(
        lot=lot,
        kind=kind,
        asked_by=by,
        language=language,
        personal_reason=personal_reason,
    )
    refusal = _("The applications of this lot are sealed; open them first.")
    return _order(export, refusal)


def request_call_export(
    call: Call, *, by: User, language: str, personal_reason: str = ""
) -> Export:
    """Order a workbook with a sheet for each lot of a call whose applications are not sealed.
    Raises PermissionDenied, ValidationError 'sealed' when all of them are.
    """
    export = Export(
        call=call,
        kind=Export.XLSX,
        asked_by=by,
        language=language,
        personal_reason=personal_reason,
    )
    refusal = _("The applications of every lot are sealed; open them first.")
    return _order(export, refusal)


def _run(export: Export) -> None:
    with (
        tempfile.TemporaryFile() as held,
        translation.override(export.language),
    ):
        MAKERS[export.kind](Making(export), held)
        export.size = held.tell() or held.seek(0, io.SEEK_END)
        held.seek(0)
        storage = storages["private"]
        assert isinstance(storage, PrivateStorage)
        export.storage_key = storage.keep_file(File(held))


def _make(export_id: str) -> bool:
    """Make an export that is waiting or has failed; made again, it changes nothing."""
    waiting = Export.objects.filter(
        pk=export_id, state__in=(Export.WAITING, Export.FAILED)
    )
    if not waiting.update(state=Export.RUNNING, done=0):
        return False
    export = Export.objects.select_related("lot__call", "call").get(
        pk=export_id
    )
    export.missing = []
    try:
        _run(export)
        export.state = Export.DONE
    finally:
        if export.state != Export.DONE:
            export.state = Export.FAILED
        export.finished_at = timezone.now()
        _keep(export)
    return True


def _keep(export: Export) -> None:
    """What was made; a row that went meanwhile does not come back, and its file goes too."""
    made = {
        name: getattr(export, name)
        for name in (
            "state",
            "storage_key",
            "size",
            "missing",
            "finished_at",
            "done",
        )
    }
    is_there = Export.objects.filter(pk=export.pk).update(**made)
    if not is_there and export.storage_key:
        storages["private"].delete(export.storage_key)


EXPORTS = background.Work(
    "exports",
    gettext_lazy("exports"),
    45,
    _make,
    is_one_transaction=False,
)


@background_task
def make_export(export_id: int) -> bool | None:
    return background.do_one(EXPORTS.code, export_id)


def drop_files(exports: QuerySet[Export]) -> None:
    """The files go, once the transaction stands; who asked for them and why stays."""
    storage = storages["private"]
    for export in exports.exclude(storage_key=""):
        key = export.storage_key
        transaction.on_commit(partial(storage.delete, key), robust=True)
    exports.update(storage_key="", size=0)
    exports.filter(personal_reason="").delete()
