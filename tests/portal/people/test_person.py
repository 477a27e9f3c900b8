import pytest

from accounts import persons
from accounts.deeds import MOST, newest_deeds
from accounts.models import User
from accounts.person_panels import PERSON_PANELS, PersonPanel
from applications.submissions import lifecycle
from communities import people
from communities.models import Edition
from communities.proposals import proposing
from content import revisions
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    one = make.staff("administrator")
    client.force_login(one)
    return one


def page_of(client, person, language="en"):
    return client.get(f"/{language}/people/{person.uid}/")


def post(client, person, act, **data):
    return client.post(f"/en/people/{person.uid}/{act}/", data)


@pytest.mark.parametrize("language", ["hy", "en"])
def test_the_page_tells_who_it_is(client, administrator, language):
    person = make.seat(
        make.community(name_hy="Գավառ", name_en="Gavar"), "editor"
    ).user
    text = page_of(client, person, language).text
    community = {"hy": "Գավառ", "en": "Gavar"}[language]
    assert [
        words in text for words in (person.name, person.email, community)
    ] == [True] * 3


def test_roles_are_given_and_taken_by_a_confirmed_post(client, administrator):
    person = make.user()
    asked = client.get(f"/en/people/{person.uid}/role/give/")
    assert "next click" in asked.text
    answer = post(client, person, "role/give", role="officer")
    assert answer["Location"] == f"/en/people/{person.uid}/"
    person = User.objects.get(pk=person.pk)
    assert persons.roles_of(person) == ["officer"]
    asked = client.get(f"/en/people/{person.uid}/role/officer/take/")
    assert (asked.status_code, persons.roles_of(person)) == (200, ["officer"])
    post(client, person, "role/officer/take")
    person = User.objects.get(pk=person.pk)
    assert (persons.roles_of(person), person.is_staff) == ([], False)


def test_what_the_verb_refuses_stands_on_the_page(client, administrator):
    seated = make.seat(make.community(), "editor").user
    answer = post(client, seated, "role/give", role="officer")
    assert (answer.status_code, "Take the person out" in answer.text) == (
        422,
        True,
    )
    answer = post(client, administrator, "role/administrator/take")
    assert (answer.status_code, "second administrator" in answer.text) == (
        422,
        True,
    )


def test_an_account_is_closed_with_its_reason_and_opened(client, administrator):
    person = make.user()
    assert post(client, person, "deactivate", reason="").status_code == 422
    post(client, person, "deactivate", reason="left in May")
    person.refresh_from_db()
    text = page_of(client, person).text
    assert (person.is_active, "left in May" in text) == (False, True)
    post(client, person, "activate", reason="is back")
    person.refresh_from_db()
    assert person.is_active


def test_an_officer_manages_seats_and_nothing_else(client):
    officer = make.staff("officer")
    client.force_login(officer)
    person = make.seat(make.community(slug="gavar"), "editor").user
    post(client, person, "seats/gavar/change", role="submitter")
    assert person.seats.get().role == "submitter"
    text = page_of(client, person).text
    assert ("Give a role" in text, "Deactivate" in text) == (False, False)
    assert "editor → submitter" in text
    post(client, person, "seats/gavar/remove")
    assert not person.seats.exists()
    assert page_of(client, person).status_code == 200


def test_what_was_done_is_told_by_each_room(administrator):
    officer = make.staff("officer")
    submitter = make.seat(make.community(), "submitter").user
    article = make.article()
    revisions.record_change(article, {"title_hy": "Ա"}, by=officer)
    Edition.objects.create(what="changed: community Gavar", by=officer)
    change = make.change(submitter.seats.get().community, by=submitter)
    proposing.accept(change, by=officer)
    people.invite_colleague(
        make.community(), "x@test.example", "viewer", by=officer
    )
    told = {
        str(deed.what) for deed in newest_deeds(officer, seen_by=administrator)
    }
    assert {
        "Փոփոխել է էջ",
        "Changed a page",
    } & told
    assert len(told) == 4
    assert len(newest_deeds(submitter, seen_by=administrator)) == 1


def test_drafts_of_a_community_are_not_told_to_the_programme(administrator):
    draft = make.application()
    person = draft.created_by
    assert newest_deeds(person, seen_by=administrator) == []
    lifecycle.submit(draft, by=person)
    assert {
        deed.about for deed in newest_deeds(person, seen_by=administrator)
    } == {draft.reference}
    assert newest_deeds(person, seen_by=make.user()) == []


def test_the_newest_fifty_are_told(administrator):
    officer = make.staff("officer")
    for number in range(MOST + 5):
        Edition.objects.create(what=f"changed: {number}", by=officer)
    told = newest_deeds(officer, seen_by=administrator)
    assert (len(told), told[0].about, told[-1].about) == (
        MOST,
        "changed: 54",
        "changed: 5",
    )


def test_a_room_adds_a_part_to_the_page(client, administrator):
    panel = PersonPanel(
        "test",
        5,
        "people/parts/sent.html",
        lambda person, seen_by: [] if person == administrator else None,
    )
    PERSON_PANELS.register(panel)
    try:
        text = page_of(client, administrator).text
        assert 'id="sent"' in text
        assert 'id="sent"' not in page_of(client, make.user()).text
    finally:
        PERSON_PANELS.unregister(panel)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_much(
    client, administrator, django_assert_num_queries, rows
):
    person = make.user()
    for _number in range(rows):
        community = make.community()
        make.seat(community, "submitter", person)
        people.invite_colleague(
            make.community(), person.email, "viewer", by=administrator
        )
        persons.note_change(
            person,
            "seat_changed",
            by=administrator,
            role="editor",
            former_role="viewer",
            place=community.slug,
        )
        make.change(community, by=person)
        Edition.objects.create(what="changed", by=person)
    page_of(client, person)
    with django_assert_num_queries(18):
        page_of(client, person)
