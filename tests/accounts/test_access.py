"""A role that ends while its holder has a form open: what was typed comes back."""

import pytest

from accounts import persons
from communities import seats
from tests import make

pytestmark = pytest.mark.django_db
WORDS = "Written for an hour"


@pytest.fixture
def administrator():
    return make.staff("administrator")


def answers(client, path, data):
    """(status, whether the words are there) in both languages."""
    found = []
    for language in ("hy", "en"):
        answer = client.post(f"/{language}{path}", data)
        found.append((answer.status_code, WORDS in answer.text))
    return found


def test_words_for_the_administration_come_back(client, administrator):
    editor, article = make.staff("editor"), make.article()
    client.force_login(editor)
    path = f"/admin/news/article/{article.pk}/change/"
    assert client.get(f"/en{path}").status_code == 200
    persons.take_role(editor, "editor", by=administrator)
    assert answers(client, path, {"title_en": WORDS}) == [(403, True)] * 2


def test_words_of_one_who_is_still_staff_come_back(client, administrator):
    editor, article = make.staff("editor"), make.article()
    client.force_login(editor)
    persons.give_role(editor, "head", by=administrator)
    persons.take_role(editor, "editor", by=administrator)
    path = f"/admin/news/article/{article.pk}/change/"
    assert answers(client, path, {"title_en": WORDS}) == [(403, True)] * 2


def test_words_for_the_office_come_back(client, administrator):
    officer = make.staff("officer")
    lot = make.lot()
    client.force_login(officer)
    persons.take_role(officer, "officer", by=administrator)
    path = f"/office/calls/{lot.call.slug}/lots/{lot.number}/extend/"
    data = {"reason_en": WORDS, "form_key": "k"}
    assert [words for _status, words in answers(client, path, data)] == [
        True,
        True,
    ]


def test_words_for_an_application_come_back(client):
    draft = make.application()
    person = draft.created_by
    client.force_login(person)
    seats.remove_seat(person.seats.get(), by=make.staff("officer"))
    path = f"/applications/{draft.reference}/edit/idea/"
    assert (
        answers(client, path, {"title": WORDS, "rev-title": 1})
        == [(404, True)] * 2
    )
    answer = client.post(
        f"/en{path}",
        {"title": WORDS},
        headers={"accept": "application/json"},
    )
    assert (
        answer.status_code,
        "no longer write" in answer.json()["errors"][0],
    ) == (
        404,
        True,
    )


def test_a_seat_made_a_viewers_gives_the_words_back(client):
    draft = make.application()
    person = draft.created_by
    client.force_login(person)
    seats.change_seat_role(
        person.seats.get(), "viewer", by=make.staff("officer")
    )
    path = f"/applications/{draft.reference}/edit/idea/"
    assert [
        words
        for _status, words in answers(
            client, path, {"title": WORDS, "rev-title": 1}
        )
    ] == [True, True]


def test_without_words_a_refusal_stays_a_page_of_refusal(client):
    client.force_login(make.user())
    answer = client.post("/en/people/invite/", {})
    assert (answer.status_code, "What you typed" in answer.text) == (403, False)


def test_passwords_and_tokens_are_never_given_back(client):
    client.force_login(make.user())
    data = {"title": WORDS, "password": "secret-1", "form_key": "key-1"}
    text = client.post("/en/people/invite/", data).text
    assert [word in text for word in (WORDS, "secret-1", "key-1")] == [
        True,
        False,
        False,
    ]
