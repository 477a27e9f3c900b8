"""Questions about a call by someone without an account: nothing counts until it is confirmed."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from applications.models import Inquiry
from applications.office import inquiries
from calls.models import Call
from core import retention
from mailing.models import Letter
from tests import make

pytestmark = pytest.mark.django_db
PATH = "/hy/applications/ask/c/"


@pytest.fixture
def call():
    return make.lot(make.call(slug="c")).call


@pytest.fixture
def officer():
    return make.staff("officer")


def ask(client, path=PATH, **more):
    data = {
        "email": "guest@test.example",
        "text": "Կարո՞ղ է դիմել դպրոցը։",
        "website": "",
        **more,
    }
    return client.post(path, data)


def test_a_guest_is_heard_once_the_address_is_confirmed(client, call, officer):
    assert ask(client)["Location"] == f"{PATH}confirm/"
    inquiry = Inquiry.objects.get()
    [letter] = Letter.objects.all()
    path = f"/hy/applications/questions/{inquiry.uuid}/confirm/"
    assert (letter.kind, letter.email, path in letter.body) == (
        "inquiry_confirm",
        "guest@test.example",
        True,
    )
    assert not Inquiry.objects.visible_to(officer).exists()
    client.get(path)  # a program that follows links confirms nothing
    assert Inquiry.objects.get().confirmed_at is None
    for _again in range(2):
        client.post(path)
    assert Inquiry.objects.visible_to(officer).get() == inquiry
    assert Letter.objects.filter(kind="inquiry_asked").count() == 1


def test_the_answer_goes_to_the_address_and_shows_nobody(client, call, officer):
    inquiry = make.guest_question(call)
    publish = {
        "question_hy": "Հ",
        "answer_hy": "Պ",
        "question_en": "",
        "answer_en": "",
    }
    inquiries.answer_question(inquiry, "Ոչ։", by=officer, publish=publish)
    letter = Letter.objects.get(kind="inquiry_answered")
    assert (letter.email, "Ոչ։" in letter.body) == ("guest@test.example", True)
    page = client.get("/hy/calls/c/").content.decode()
    assert "guest@test.example" not in page


@pytest.mark.parametrize("language", ["hy", "en"])
def test_officers_read_who_asked(client, call, officer, language):
    client.force_login(officer)
    inquiry = make.guest_question(call)
    inbox = client.get(f"/{language}/office/questions/").content.decode()
    assert inquiry.text in inbox
    form = client.get(f"/{language}/office/questions/{inquiry.uuid}/")
    assert "guest@test.example" in form.content.decode()


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"email": "x"}, 422),
        ({"email": ""}, 422),
        ({"text": " "}, 422),
        ({"text": "x" * 4001}, 422),
        ({"website": "spam"}, 422),
    ],
)
def test_what_is_wrong_is_refused_and_kept(client, call, wrong, status):
    answer = ask(client, **wrong)
    assert answer.status_code == status
    assert Inquiry.objects.count() == 0
    if "email" in wrong:
        assert "Կարո՞ղ է դիմել դպրոցը։" in answer.content.decode()


def test_after_the_cut_off_nothing_is_taken_and_the_words_are_kept(client):
    lot = make.lot(make.call(slug="c"), opens=-9, closes=-1)
    answer = ask(client)
    assert (answer.status_code, Inquiry.objects.count()) == (403, 0)
    assert "Կարո՞ղ է դիմել դպրոցը։" in answer.content.decode()
    assert not lot.call.is_taking_questions


def test_asked_before_the_cut_off_may_be_confirmed_after_it(client, call):
    inquiry = make.guest_question(call, confirmed=False)
    past = timezone.now() - dt.timedelta(seconds=1)
    Call.objects.update(questions_until=past)
    inquiries.confirm_question(inquiry)
    assert Inquiry.objects.get().confirmed_at is not None


def test_an_address_asks_three_times_a_day(client, call):
    statuses = [ask(client).status_code for _ in range(4)]
    assert statuses == [302, 302, 302, 429]
    assert Inquiry.objects.count() == 3


def test_a_network_asks_ten_times_an_hour(client, call):
    statuses = {
        ask(client, email=f"g{number}@test.example").status_code
        for number in range(10)
    }
    assert statuses == {302}
    assert ask(client, email="g@test.example").status_code == 429


def test_someone_signed_in_without_a_community_asks_as_a_guest(client, call):
    client.force_login(make.user())
    assert 'name="email"' in client.get(PATH).content.decode()


def test_someone_of_a_community_asks_for_it(client, call):
    client.force_login(make.seat(make.community(), "editor").user)
    assert 'name="email"' not in client.get(PATH).content.decode()


def test_guests_are_forgotten(call, officer):
    never = make.guest_question(call, confirmed=False)
    answered = make.guest_question(call)
    inquiries.answer_question(answered, "Այո։", by=officer)
    waiting = make.guest_question(call)
    later = timezone.now() + dt.timedelta(days=31)
    for code in ("unconfirmed_questions", "guest_addresses"):
        retention.apply_rule(retention.RULES.get(code), later)
    kept = dict(Inquiry.objects.values_list("pk", "guest_email"))
    assert kept == {answered.pk: "", waiting.pk: "guest@test.example"}
    assert never.pk not in kept


def test_an_unconfirmed_question_cannot_be_answered(call, officer):
    inquiry = make.guest_question(call, confirmed=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        inquiries.answer_question(inquiry, "Այո։", by=officer)


def test_a_question_is_of_a_community_or_of_a_guest(call):
    with pytest.raises(IntegrityError), transaction.atomic():
        Inquiry.objects.create(
            call=call,
            community=make.community(),
            text="x",
            language="hy",
            asked_at=timezone.now(),
        )


def test_the_verb_refuses_what_is_late(call):
    past = timezone.now() - dt.timedelta(seconds=1)
    Call.objects.update(questions_until=past)
    with pytest.raises(ValidationError) as refusal:
        inquiries.ask_as_guest(call, "Հ", email="g@test.example", language="hy")
    assert refusal.value.code == inquiries.CUT_OFF


@pytest.mark.parametrize("closes", [30, -1])
def test_the_page_of_a_call_leads_to_asking_while_it_may(client, closes):
    make.lot(make.call(slug="c"), opens=-9, closes=closes)
    page = client.get("/hy/calls/c/").content.decode()
    assert (f'href="{PATH}"' in page) == (closes > 0)
