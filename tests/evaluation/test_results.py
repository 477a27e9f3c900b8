"""What the public page of a call tells of its decisions, and from when on."""

from decimal import Decimal

import pytest
from django.utils import translation
from lxml import html

from calls import results
from calls.models import Call, ResultFigure
from evaluation.decisions import amounts, responding
from evaluation.models import Decision
from tests import make
from tests.evaluation import staging
from tests.reading import flat

pytestmark = pytest.mark.django_db


def fresh(call):
    return Call.objects.prefetch_related("lots", "result_figures").get(
        pk=call.pk
    )


def figures(call):
    known = results.published_results(fresh(call))
    return {
        (one.lot.number if one.lot_id else 0, one.kind): one.value
        for one in known.figures
    }


def awards(call):
    with translation.override("en"):
        return [
            (one.lot.number, one.community.name_en, one.title, one.amount)
            for one in results.published_results(fresh(call)).awards
        ]


@pytest.fixture
def prepared():
    """Three applications: one funded, one on the reserve list, one below a threshold."""
    lot = staging.a_lot(budget=Decimal(125))
    applications = staging.prepared(lot, [(5, 4), (4, 4), (2, 5)])
    return lot, applications


def test_nothing_is_known_before_the_publication(prepared, client):
    lot, _applications = prepared
    assert figures(lot.call) == {}
    assert awards(lot.call) == []
    page = flat(client.get(f"/en/calls/{lot.call.slug}/"))
    assert "Grants awarded" not in page


def test_from_the_publication_on_figures_and_awards_are_public(
    prepared, client
):
    lot, (best, _second, _below) = prepared
    staging.publish([lot], by=make.staff("head"))
    of_lot = {
        (1, ResultFigure.RECEIVED): 3,
        (1, ResultFigure.ELIGIBLE): 3,
        (1, ResultFigure.AWARDED): 1,
        (1, ResultFigure.AMOUNT): 125,
    }
    of_call = {(0, kind): value for (_lot, kind), value in of_lot.items()}
    assert figures(lot.call) == of_lot | of_call
    assert awards(lot.call) == [
        (1, best.community.name_en, "Այգի", Decimal(125))
    ]
    tree = html.fromstring(client.get(f"/en/calls/{lot.call.slug}/").content)
    rows = [
        row.text_content().split()
        for row in tree.xpath("//section[@aria-labelledby='results']//tr")
    ]
    named = best.community.name_en.split()
    assert rows[-1] == [*named, "Այգի", "1", "125", "EUR"]


def test_a_declined_award_leaves_the_page_and_its_reserve_comes(
    prepared, client
):
    lot, (best, second, _below) = prepared
    head = make.staff("head")
    staging.publish([lot], by=head)
    address = f"/en/calls/{lot.call.slug}/"
    client.get(address)
    responding.answer_award(
        Decision.objects.get(application=best),
        is_accepted=False,
        reason="Չենք կարող։",
        by=best.created_by,
    )
    assert awards(lot.call) == []
    responding.call_up_reserve(lot, by=head)
    assert [award[1] for award in awards(lot.call)] == [
        second.community.name_en
    ]
    assert second.community.name_en in flat(client.get(address))


def test_a_lot_that_is_decided_earlier_shows_no_figures_of_the_whole(prepared):
    lot, _applications = prepared
    make.lot(lot.call)
    staging.publish([lot], by=make.staff("head"))
    assert {number for number, _kind in figures(lot.call)} == {1}


def test_a_lot_without_applications_can_be_decided_with_the_others(prepared):
    lot, _applications = prepared
    empty = staging.a_lot(lot.call)
    make.close(empty)
    assert amounts.budget_left(empty) == Decimal(250)
    published = staging.publish([lot, empty], by=make.staff("head"))
    assert published == 3
