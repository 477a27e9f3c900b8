"""Finding one application among many: by who reviews it, and by how far it is."""

import pytest
from lxml import html

from applications.submissions import lifecycle
from evaluation.checks import checking
from evaluation.models import CheckLine
from tests import make
from tests.evaluation import staging

pytestmark = pytest.mark.django_db


@pytest.fixture
def lot(officer):
    """Four applications: to be checked, not met, without a reviewer, and reviewed."""
    lot = staging.a_lot()
    _first, second, third, fourth = staging.submitted(lot, 4)
    check = checking.begin_check(second, by=officer)
    checking.write_line(
        check, "limits", result=CheckLine.NOT_MET, reason="Ա", by=officer
    )
    for one in (third, fourth):
        staging.check_all_met(one, officer)
        one.refresh_from_db()
    staging.final(fourth, staging.reviewer(), (4, 4), officer)
    return lot


def shown(client, lot, query):
    page = client.get(f"/en/office/calls/{lot.call.slug}/?{query}")
    tree = html.fromstring(page.content)
    links = tree.xpath("//section[@aria-labelledby='all']//tbody//th/a/text()")
    return [link.strip()[-1] for link in links]


@pytest.mark.parametrize(
    ("mark", "found"),
    [
        ("to_check", ["1", "2"]),
        ("not_met", ["2"]),
        ("to_agree", []),
        ("no_reviewer", ["3"]),
        ("unfinished", []),
        ("reviewed", ["4"]),
        ("", ["1", "2", "3", "4"]),
        ("nonsense", ["1", "2", "3", "4"]),
    ],
)
def test_the_board_is_narrowed_by_a_mark(client, officer, lot, mark, found):
    client.force_login(officer)
    assert shown(client, lot, f"mark={mark}") == found


def test_the_board_is_narrowed_by_a_reviewer(client, officer, lot):
    client.force_login(officer)
    reviewer = lot.applications.last().reviews.model.objects.get().reviewer
    assert shown(client, lot, f"reviewer={reviewer.uid}") == ["4"]
    assert len(shown(client, lot, "reviewer=x")) == 4


def test_title_and_grant_are_those_of_the_newest_version(officer):
    lot = staging.a_lot()
    draft = make.application(of=lot)
    assert (draft.title, draft.grant) == ("", None)
    lifecycle.submit(draft, by=draft.created_by)
    draft.refresh_from_db()
    assert (draft.title, draft.grant) == ("Այգի", 125)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("place", "queries"),
    [("board", 15), ("today", 22), ("ranking", 15), ("decisions", 18)],
)
def test_pages_take_as_many_queries_for_three_as_for_one(
    client, officer, rows, place, queries, django_assert_num_queries
):
    lot = staging.a_lot()
    staging.prepared(lot, [(4, 4)] * rows, officer)
    client.force_login(officer)
    base = f"/en/office/calls/{lot.call.slug}/"
    address = {
        "board": base,
        "today": "/en/office/",
        "ranking": f"{base}lots/1/ranking/",
        "decisions": f"{base}decisions/",
    }[place]
    client.get(address)
    with django_assert_num_queries(queries):
        client.get(address)
