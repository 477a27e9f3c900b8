"""What came of a call, in figures: of the whole, of its lots, of Armenia."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from lxml import html

from calls import past_calls, results
from calls.models import Call, ResultFigure
from tests import make

pytestmark = pytest.mark.django_db
RECEIVED, AMOUNT = ResultFigure.RECEIVED, ResultFigure.AMOUNT


def figure(call, kind, value, **fields):
    return ResultFigure.objects.create(
        call=call, kind=kind, value=value, **fields
    )


def cells(client, path):
    tree = html.fromstring(client.get(path).content)
    for label in tree.xpath("//*[@class='table__label']"):
        label.drop_tree()
    return [
        [" ".join(cell.text_content().split()) for cell in row]
        for row in tree.xpath("//section[@aria-labelledby='results']//tr")
    ]


def test_columns_and_rows_without_figures_are_left_out():
    call = make.call()
    first, second = make.lot(call), make.lot(call)
    figure(call, RECEIVED, 5)
    figure(call, RECEIVED, 3, lot=second)
    table = results.results_table(call, list(call.result_figures.all()))
    assert [column.lot for column in table.columns] == [None, second]
    [(_label, figures)] = table.rows
    assert [one.value for _column, one in figures] == [5, 3]
    assert first not in [column.lot for column in table.columns]


def test_without_figures_there_is_no_table():
    assert results.results_table(make.call(), []) is None


@pytest.mark.parametrize(
    ("language", "rows"),
    [
        (
            "en",
            [
                ["", "Whole call", "Lot 1", "Lot 2", "Armenia"],
                ["Applications received", "164", "61", "103", "–"],
                ["Preselected applications", "45", "22", "23", "–"],
                ["Communities selected", "–", "–", "–", "1"],
            ],
        ),
        (
            "hy",
            [
                ["", "Ամբողջ հրավերը", "Լոտ 1", "Լոտ 2", "Հայաստան"],
                ["Ստացված հայտեր", "164", "61", "103", "–"],
                ["Նախնական ընտրությունն անցած հայտեր", "45", "22", "23", "–"],
                ["Ընտրված համայնքներ", "–", "–", "–", "1"],
            ],
        ),
    ],
)
def test_a_past_call_shows_its_figures(client, language, rows):
    make.community(slug="sevan")
    past_calls.load_past_calls()
    assert cells(client, f"/{language}/calls/m4eg-pioneer-2017/") == rows


def test_amounts_of_armenia_stand_in_the_currency_of_the_call(client):
    past_calls.load_past_calls()
    rows = cells(client, "/en/calls/m4eg-pilot-2021/")
    assert rows[-1][-1].replace("\xa0", " ") == "2 700 000 EUR"


def test_past_calls_are_told_in_armenian_whole_or_not_at_all():
    past_calls.load_past_calls()
    for call in Call.objects.filter(is_historic=True):
        for field in ("body", "eligibility", "procedure", "funder"):
            armenian = getattr(call, f"{field}_hy") or ""
            english = getattr(call, f"{field}_en") or ""
            assert bool(armenian) == bool(english), (call.slug, field)
            assert armenian.count("<li>") == english.count("<li>")
        assert all(lot.title_hy for lot in call.lots.all())


def test_figures_of_ours_wait_for_the_results(client):
    call = make.lot(make.call(slug="c")).call
    figure(call, RECEIVED, 7)
    assert cells(client, "/en/calls/c/") == []
    assert client.get("/en/calls.json").json()["calls"][0]["results"] == []
    Call.objects.update(results_published_at=timezone.now())
    assert cells(client, "/en/calls/c/")[-1] == ["Applications received", "7"]
    [told] = client.get("/en/calls.json").json()["calls"][0]["results"]
    assert told == {
        "figure": "received",
        "of": "whole",
        "lot": None,
        "value": "7.00",
    }


@pytest.mark.parametrize("has_lot", [True, False])
def test_a_figure_is_given_once(has_lot):
    call = make.call()
    lot = make.lot(call) if has_lot else None
    figure(call, RECEIVED, 5, lot=lot)
    with pytest.raises(IntegrityError), transaction.atomic():
        figure(call, RECEIVED, 6, lot=lot)
    figure(call, RECEIVED, 1, lot=lot, scope=ResultFigure.ARMENIA)


def test_a_figure_is_not_negative():
    with pytest.raises(IntegrityError), transaction.atomic():
        figure(make.call(), AMOUNT, Decimal("-1"))
