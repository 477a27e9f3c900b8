"""One workbook of a whole call: a sheet for each lot, and what is left out of it."""

import datetime as dt
import io

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import storages
from django.db import IntegrityError
from openpyxl import load_workbook

from applications.models import Export
from applications.office import exporting, sealing
from applications.submissions import lifecycle
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    one = make.staff("officer")
    client.force_login(one)
    return one


def submitted(lot):
    draft = make.application(of=lot)
    lifecycle.submit(draft, by=draft.created_by)


def three_lots(**fields):
    """A call with two applications in its first lot, one in the second, a draft in the third."""
    call = make.call(slug="c", code="AB", **fields)
    lots = [make.lot(call, closes=days) for days in (10, 5, 10)]
    for lot in (lots[0], lots[0], lots[1]):
        submitted(lot)
    make.application(of=lots[2])
    return call


@pytest.fixture
def call():
    return three_lots()


def made(call, officer, language="en"):
    export = exporting.request_call_export(call, by=officer, language=language)
    exporting.make_export.func(export.pk)
    return Export.objects.get(pk=export.pk)


def references(export):
    """title of each sheet → its first column, the head left out."""
    with storages["private"].open(export.storage_key) as stored:
        book = load_workbook(io.BytesIO(stored.read()))
    return {
        sheet.title: [row[0] for row in list(sheet.values)[1:]]
        for sheet in book
    }


def test_each_lot_has_a_sheet(call, officer):
    export = made(call, officer)
    assert references(export) == {
        "AB-L1": ["AB-L1-0001", "AB-L1-0002"],
        "AB-L2": ["AB-L2-0001"],
        "AB-L3": [],
        "Budget": ["AB-L1-0001", "AB-L1-0002", "AB-L2-0001"],
        "Scores": [],
    }
    assert (export.state, export.done, export.total) == ("done", 3, 3)


def test_its_sheets_are_named_in_the_language_of_the_export(call, officer):
    assert list(references(made(call, officer, "hy"))) == [
        "AB-L1",
        "AB-L2",
        "AB-L3",
        "Բյուջե",
        "Գնահատականներ",
    ]


def test_what_is_sealed_is_left_out(officer):
    call = three_lots(is_sealed=True)
    with pytest.raises(ValidationError) as refusal:
        exporting.request_call_export(call, by=officer, language="en")
    assert refusal.value.code == exporting.SEALED
    lot = call.lots.get(number=2)
    with time_machine.travel(lot.closes_at + dt.timedelta(days=1)):
        sealing.open_sealed_lot(lot, by=officer)
        export = made(call, officer)
    assert references(export) == {
        "AB-L2": ["AB-L2-0001"],
        "Budget": ["AB-L2-0001"],
        "Scores": [],
    }
    assert (export.done, export.total) == (1, 1)


def test_it_is_ordered_on_the_board_and_named_after_the_call(
    client, call, officer
):
    address = "/en/office/calls/c/export/"
    assert address in client.get("/en/office/calls/c/").content.decode()
    page = client.post(address, {"kind": "xlsx"})
    export = Export.objects.get()
    assert page["Location"] == f"/en/office/exports/{export.uuid}/"
    exporting.make_export.func(export.pk)
    file = client.get(f"/en/office/exports/{export.uuid}/file/")
    content = b"".join(file.streaming_content)
    assert content[:2] == b"PK"
    name = f"AB-{export.asked_at:%Y%m%d}.xlsx"
    assert file["Content-Disposition"] == f'attachment; filename="{name}"'
    board = client.get("/en/office/calls/c/").content.decode()
    assert f"/en/office/exports/{export.uuid}/" in board


def test_a_refusal_is_said_on_the_board(client, officer):
    three_lots(is_sealed=True)
    page = client.post("/en/office/calls/c/export/", follow=True)
    said = "The applications of every lot are sealed; open them first."
    assert said in page.content.decode()
    assert not Export.objects.exists()


def test_a_call_with_one_lot_offers_that_lot_alone(client, officer):
    submitted(make.lot(make.call(slug="c", code="AB")))
    board = client.get("/en/office/calls/c/").content.decode()
    assert "/en/office/calls/c/lots/1/export/" in board
    assert "/en/office/calls/c/export/" not in board


def test_who_does_not_run_calls_orders_none(call):
    with pytest.raises(PermissionDenied):
        exporting.request_call_export(
            call, by=make.staff("auditor"), language="en"
        )


@pytest.mark.parametrize(
    "has_lot, has_call, kind",
    [(False, False, "xlsx"), (True, True, "xlsx"), (False, True, "csv")],
)
def test_an_export_is_of_a_lot_or_a_workbook_of_a_call(
    call, officer, has_lot, has_call, kind
):
    lot = call.lots.first() if has_lot else None
    with pytest.raises(IntegrityError):
        Export.objects.create(
            lot=lot,
            call=call if has_call else None,
            kind=kind,
            asked_by=officer,
        )
