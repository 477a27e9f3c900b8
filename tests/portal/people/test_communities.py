import pytest

from communities import people
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    one = make.staff("officer")
    client.force_login(one)
    return one


def shown(client, query=""):
    page = client.get(f"/en/people/communities/{query}")
    return [community.slug for community in page.context["page_obj"]]


def test_those_that_nobody_submits_for_come_first(client, officer):
    with_submitter = make.community(slug="a", name_hy="Ա", name_en="A")
    make.seat(with_submitter, "submitter")
    make.seat(make.community(slug="b", name_hy="Բ", name_en="B"), "editor")
    closed = make.community(slug="c", name_hy="Գ", name_en="C")
    person = make.seat(closed, "submitter").user
    person.is_active = False
    person.save()
    make.community(slug="gone", is_former=True)
    assert shown(client) == ["b", "c", "a"]
    page = client.get("/en/people/communities/")
    assert page.context["counts"] == {"all": 3, "without": 2}


def test_one_region_alone(client, officer):
    make.community(slug="a")
    other = make.region(slug="other")
    make.community(slug="b", region=other)
    assert shown(client, "?region=other") == ["b"]
    assert shown(client, "?region=nonsense") == ["a", "b"]


@pytest.mark.parametrize("language", ["hy", "en"])
def test_a_community_shows_its_people_and_the_way_to_invite(
    client, officer, language
):
    community = make.community(slug="gavar")
    seat = make.seat(community, "viewer")
    people.invite_colleague(
        community, "first@test.example", "submitter", by=officer
    )
    text = client.get(f"/{language}/people/communities/gavar/").text
    assert [
        words in text
        for words in (
            seat.user.name,
            "first@test.example",
            f"/{language}/people/invite/?community=gavar",
        )
    ] == [True] * 3


@pytest.mark.parametrize("rows", [1, 3])
def test_the_overview_costs_the_same_for_many(
    client, officer, django_assert_num_queries, rows
):
    for number in range(rows):
        community = make.community()
        make.seat(community, "submitter")
        people.invite_colleague(
            community, f"x{number}@test.example", "viewer", by=officer
        )
    client.get("/en/people/communities/")
    with django_assert_num_queries(10):
        client.get("/en/people/communities/")
