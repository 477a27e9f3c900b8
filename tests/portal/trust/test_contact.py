"""Writing to those who run the portal: looked at once more, then in the outbox."""

import pytest
from django.core import mail, signing
from lxml import html

from mailing.models import Letter
from portal.trust import contact
from portal.trust.contact import Message

pytestmark = pytest.mark.django_db
PATH = "/hy/contact/"
WORDS = {
    "name": "Անի",
    "email": "ani@test.example",
    "text": "Առաջին տող\nԵրկրորդ <b>տող</b>",
    "website": "",
}


@pytest.fixture(autouse=True)
def at_the_portal(settings):
    settings.CONTACT_EMAIL = "office@test.example"


def checked(client, **more):
    """The signed message on the page that shows it once more."""
    page = client.post(PATH, {**WORDS, **more})
    assert page.status_code == 200
    tree = html.fromstring(page.content)
    return tree.xpath("//input[@name='signed']/@value")[0]


def test_a_message_is_looked_at_and_then_sent(
    client, django_capture_on_commit_callbacks
):
    signed = checked(client)
    assert Letter.objects.count() == 0
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(PATH, {"signed": signed})
    assert answer["Location"] == "/hy/contact/sent/"
    [letter] = mail.outbox
    assert letter.to == ["office@test.example"]
    assert letter.extra_headers["Reply-To"] == "ani@test.example"
    assert "Առաջին տող\nԵրկրորդ <b>տող</b>" in letter.body


def test_a_message_can_be_changed_before_it_is_sent(client):
    page = client.post(PATH, {**WORDS, "change": "1"}).content.decode()
    tree = html.fromstring(page)
    typed = tree.xpath("//textarea[@name='text']")[0].value
    assert typed.removeprefix("\n") == WORDS["text"]
    assert Letter.objects.count() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "x"},
        {"email": ""},
        {"text": " "},
        {"text": "x" * 4001},
        {"website": "w"},
        {"name": "x" * 101},
    ],
)
def test_what_is_wrong_comes_back_with_what_was_typed(client, wrong):
    answer = client.post(PATH, {**WORDS, **wrong})
    assert answer.status_code == 422
    assert "ani@test.example" in answer.content.decode() or "email" in wrong


@pytest.mark.parametrize("signed", ["", "x", "e30:x:y"])
def test_nothing_is_sent_that_we_did_not_sign(client, signed):
    assert client.post(PATH, {"signed": signed}).status_code == 422
    assert Letter.objects.count() == 0


def test_what_was_signed_for_another_purpose_is_refused(client):
    other = signing.dumps(WORDS, salt="another")
    assert client.post(PATH, {"signed": other}).status_code == 422


def test_a_message_is_stale_after_an_hour(client, monkeypatch):
    signed = checked(client)
    monkeypatch.setattr(contact, "AN_HOUR", -1)
    assert client.post(PATH, {"signed": signed}).status_code == 422
    assert Letter.objects.count() == 0


def test_an_address_writes_five_times_a_day(client):
    signed = contact.sign_message(Message("", "a@test.example", "Ա"))
    statuses = [
        client.post(PATH, {"signed": signed}).status_code for _ in range(6)
    ]
    assert statuses == [302] * 5 + [429]


def test_a_network_writes_ten_times_an_hour(client):
    for number in range(10):
        message = Message("", f"a{number}@test.example", "Ա")
        signed = contact.sign_message(message)
        assert client.post(PATH, {"signed": signed}).status_code == 302
    signed = contact.sign_message(Message("", "b@test.example", "Ա"))
    answer = client.post(PATH, {"signed": signed})
    assert answer.status_code == 429
    assert "b@test.example" in answer.content.decode()
