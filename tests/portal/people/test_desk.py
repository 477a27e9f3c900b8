import pytest

from accounts import persons
from communities import people
from portal.people import staff_invitations
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    one = make.staff("officer")
    client.force_login(one)
    return one


@pytest.fixture
def administrator(client):
    one = make.staff("administrator")
    client.force_login(one)
    return one


def listed(client, query=""):
    page = client.get(f"/en/people/{query}")
    return {row.person for row in page.context["rows"]}


def test_an_officer_sees_the_people_of_communities_alone(client, officer):
    seat = make.seat(make.community(), "editor")
    without_seat = make.user()
    make.staff("reviewer")
    make.staff("administrator")
    staff_invitations.invite_staff(
        "staff@test.example", ["editor"], by=make.staff("administrator")
    )
    assert listed(client) == {seat.user, without_seat}
    page = client.get("/en/people/?show=waiting")
    assert "staff@test.example" not in page.text
    assert listed(client, "?show=officer") == set()


def test_an_administrator_sees_everybody_and_filters(client, administrator):
    seat = make.seat(make.community(slug="gavar"), "editor")
    editor, reviewer = make.staff("editor"), make.staff("reviewer")
    closed = make.user()
    persons.deactivate(closed, by=administrator, reason="left")
    everybody = {administrator, seat.user, editor, reviewer, closed}
    assert listed(client) == everybody
    assert listed(client, "?show=editor") == {editor}
    assert listed(client, "?show=reviewer") == {reviewer}
    assert listed(client, "?show=administrator") == {administrator}
    assert listed(client, "?show=deactivated") == {closed}
    assert listed(client, "?community=gavar") == {seat.user}
    assert listed(client, "?show=nonsense") == everybody


@pytest.mark.parametrize("typed", ["Գոհար", "Gohar", "gohar@", "ԳՈՀԱՐԻ"])
def test_people_and_invitations_are_searched_alike(client, officer, typed):
    make.user()
    wanted = make.user("gohar@test.example")
    wanted.name = "Գոհար"
    wanted.save()
    assert listed(client, f"?q={typed}") == {wanted}
    people.invite_colleague(
        make.community(),
        "gohar@other.example",
        "viewer",
        by=officer,
        name="Գոհար",
    )
    people.invite_colleague(
        make.community(), "ani@other.example", "viewer", by=officer
    )
    page = client.get(f"/en/people/?show=waiting&q={typed}")
    assert [one.email for one in page.context["page_obj"]] == [
        "gohar@other.example"
    ]


@pytest.mark.parametrize("language", ["hy", "en"])
def test_the_row_tells_roles_seats_and_what_waits(client, officer, language):
    seat = make.seat(make.community(), "editor")
    people.invite_colleague(
        make.community(name_hy="Հեռու", name_en="Far"),
        seat.user.email,
        "viewer",
        by=officer,
    )
    text = client.get(f"/{language}/people/").text
    far = {"hy": "Հեռու", "en": "Far"}[language]
    assert (seat.user.name in text, far in text) == (True, True)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("query", "most"), [("", 10), ("?show=waiting", 6)])
def test_the_list_costs_the_same_for_many(
    client, administrator, django_assert_num_queries, rows, query, most
):
    for number in range(rows):
        community = make.community()
        seat = make.seat(community, "editor")
        make.staff("officer")
        people.invite_colleague(
            make.community(), seat.user.email, "viewer", by=administrator
        )
        staff_invitations.invite_staff(
            f"staff{number}@test.example", ["editor"], by=administrator
        )
    client.get("/en/people/")
    with django_assert_num_queries(most):
        client.get(f"/en/people/{query}")


def test_long_lists_have_pages(client, officer):
    make.community()
    for _number in range(52):
        make.user()
    assert len(listed(client)) == 50
    assert len(listed(client, "?page=2")) == 2


def test_what_waits_is_sent_again_and_taken_back(client, administrator):
    staff_invitations.invite_staff(
        "staff@test.example", ["editor"], by=administrator
    )
    first = client.get("/en/people/").context["newest"][0]
    data = {"back": "/en/people/?show=waiting"}
    answer = client.post(f"/en/people/invitations/{first.uid}/again/", data)
    assert answer["Location"] == data["back"]
    second = client.get("/en/people/").context["newest"][0]
    assert second != first
    answer = client.post(
        f"/en/people/invitations/{second.uid}/take-back/",
        {"back": "https://elsewhere.example/"},
    )
    assert answer["Location"] == "/en/people/"
    assert client.get("/en/people/").context["newest"] == []


def test_an_officer_does_not_touch_an_invitation_to_the_staff(client, officer):
    staff_invitations.invite_staff(
        "staff@test.example", ["editor"], by=make.staff("administrator")
    )
    uid = staff_invitations.StaffInvitation.objects.get().uid
    answer = client.post(f"/en/people/invitations/{uid}/take-back/")
    assert answer.status_code == 404
