"""The EU's grid as a beginning: the published figures, in both languages, for a draft."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from calls import ready_grids, scoring_rules
from calls.models import Call
from tests import make

pytestmark = pytest.mark.django_db
PUBLISHED = (
    Path(__file__).parents[3] / "shared" / "data" / "evaluation_grid_eu.csv"
)


def test_its_weights_and_scales_are_the_published_ones():
    if not PUBLISHED.exists():
        pytest.skip("the shared data are not beside the project")
    rows = [
        row
        for row in csv.DictReader(PUBLISHED.read_text().splitlines())
        if row["stage"] == "concept_note"
    ]
    grid = ready_grids.read_eu_grid()
    assert [one.scale_max for one in grid] == [
        int(row["scale_max"]) for row in rows
    ]
    weights = [row["weight"] for row in rows]
    told = [str(one.weight) for one in grid]
    assert [a for a, b in zip(told, weights, strict=True) if b] == [
        one for one in weights if one
    ]


def test_it_comes_to_fifty_points_and_both_languages():
    call = make.call(status=Call.DRAFT)
    assert ready_grids.take_eu_grid(call) == 6
    criteria = list(call.criteria.all())
    assert scoring_rules.highest_total(criteria) == Decimal(50)
    for criterion in criteria:
        criterion.full_clean()
        assert criterion.title_hy
        assert criterion.title_en
        assert len(criterion.anchor_texts) == 5


def test_criteria_that_are_there_are_not_added_to():
    call = make.call(status=Call.DRAFT)
    ready_grids.take_eu_grid(call)
    with pytest.raises(ValidationError):
        ready_grids.take_eu_grid(call)


def test_an_officer_looks_at_it_and_takes_it(client):
    call = make.call(status=Call.DRAFT)
    client.force_login(make.staff("officer"))
    address = f"/en/office/calls/{call.slug}/grid/"
    assert b"at most 50 points" in client.get(address).content
    client.post(address)
    assert call.criteria.count() == 6
    page = client.get(f"/en/admin/calls/call/{call.pk}/change/")
    assert "Criteria of the EU" not in page.content.decode()
