"""Spreadsheets of an evaluated lot, and the journal of a month for the auditor."""

import csv
import io

import pytest
from django.core.files.storage import storages
from django.utils import timezone
from openpyxl import load_workbook

from applications.models import Export
from applications.office import exporting
from core import months
from evaluation.reports import monthly
from tests import make
from tests.evaluation import staging

pytestmark = pytest.mark.django_db


@pytest.fixture
def lot(officer):
    lot = staging.a_lot()
    staging.decided(lot, [(5, 4), (2, 5)], officer)
    return lot


def sheets_of(lot, officer, language="en"):
    export = exporting.request_export(
        lot, "xlsx", by=officer, language=language
    )
    exporting.make_export.func(export.pk)
    export = Export.objects.get(pk=export.pk)
    with storages["private"].open(export.storage_key) as stored:
        book = load_workbook(io.BytesIO(stored.read()))
    return {sheet.title: list(sheet.values) for sheet in book}


def test_the_spreadsheet_says_where_each_application_stands(lot, officer):
    heads, first, second = sheets_of(lot, officer)["Applications"]
    names = ("Points", "Place", "Decision", "Amount of the grant")
    places = [heads.index(name) for name in names]
    assert [first[place] for place in places] == [14, 1, "award a grant", 125]
    assert [second[place] for place in places] == [9, None, "reject", None]


def test_every_final_score_is_a_line(lot, officer):
    heads, *rows = sheets_of(lot, officer)["Scores"]
    assert len(rows) == 2 * 2 * 2
    place = heads.index("Score")
    assert sorted(row[place] for row in rows) == [2, 2, 4, 4, 5, 5, 5, 5]
    assert rows[0][heads.index("Criterion")] == "Criterion 1"


def test_names_are_in_the_readers_language(lot, officer):
    sheets = sheets_of(lot, officer, "hy")
    assert "Գնահատականներ" in sheets
    assert sheets["Գնահատականներ"][1][3] == "Չափանիշ 1"


def test_the_journal_of_a_month_holds_every_act_with_its_hash(lot, client):
    client.force_login(make.staff("auditor"))
    now = timezone.localtime()
    page = client.get("/en/office/journals/")
    address = f"/en/office/journals/{now.year}/{now.month}.csv"
    assert address in page.content.decode()
    body = b"".join(client.get(address)).decode("utf-8-sig")
    heads, *rows = list(csv.reader(io.StringIO(body)))
    acts = [row[heads.index("Act")] for row in rows]
    for act in ("submit", "find_eligible", "finalise", "sign", "publish"):
        assert act in acts
    assert all(len(row[-1]) == 64 for row in rows)
    entries = lot.evaluation_entries.values_list("sha256", flat=True)
    assert set(entries) <= {row[-1] for row in rows}


def test_an_empty_month_has_a_head_alone():
    auditor = make.staff("auditor")
    assert list(monthly.journal_rows(2020, 2, seen_by=auditor)) == []
    begins, ends = months.month_span(2020, 12)
    assert (begins.month, ends.year, ends.month) == (12, 2021, 1)


@pytest.mark.parametrize("month", ["2026/13", "1989/1", "2026/0"])
def test_no_month_is_no_page(client, month):
    client.force_login(make.staff("auditor"))
    answer = client.get(f"/en/office/journals/{month}.csv")
    assert answer.status_code == 404
