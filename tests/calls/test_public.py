"""What anyone reads of calls: updates, documents, feeds, calendars, JSON, blank forms, letters."""

import datetime as dt
import io
import json

import feedparser
import icalendar
import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone
from pypdf import PdfReader

from calls import following, revising
from calls.models import Call, CallDocument
from core import retention
from mailing import subscribing
from mailing.models import Letter, Subscription
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def lot():
    return make.lot(
        make.call(
            slug="c", code="AB", summary_hy="Ամփոփում", summary_en="Summary"
        )
    )


def edit(call, by=None, **fields):
    before = revising.call_facts(call)
    for name, value in fields.items():
        setattr(call, name, value)
    call.save()
    return revising.record_update(
        call, before, by=by or make.staff("officer"), note_hy="Ուղղում"
    )


def test_an_update_says_from_and_to_in_both_languages(lot):
    revision = edit(
        lot.call, total_budget=900000, questions_until=None, title_en="Other"
    )
    told = {
        language: {
            c["what"]: (c["from"], c["to"]) for c in revision.changes[language]
        }
        for language in ("hy", "en")
    }
    assert told["en"] == {
        "title": ("Call " + lot.call.title_hy.split()[-1], "Other"),
        "total budget": ("", "900\xa0000\xa0EUR"),
    }
    assert told["hy"] == {"ընդհանուր բյուջե": ("", "900\xa0000\xa0EUR")}


def test_an_edit_that_no_reader_notices_is_no_update(lot):
    assert edit(lot.call, reference="internal") is None


def test_updates_are_numbered_and_the_newest_stands_first(client, lot):
    for budget in (1, 2, 3):
        edit(lot.call, total_budget=budget)
    text = client.get("/en/calls/c/").content.decode()
    places = [text.index(f'id="update-{n}"') for n in (3, 2, 1)]
    assert places == sorted(places)


def document(call, **fields):
    values = {
        "language": "en",
        "title_hy": "Ուղեցույց",
        "title_en": "Guide",
        "file": make.pdf("guide.pdf"),
        **fields,
    }
    return CallDocument.objects.create(call=call, **values)


def test_a_document_is_replaced_and_its_earlier_versions_stay(client, lot):
    first = document(lot.call)
    second = document(lot.call, replaces=first)
    third = document(lot.call, replaces=second)
    assert [one.version for one in (first, second, third)] == [1, 2, 3]
    (newest,) = lot.call.newest_documents()
    assert (newest, newest.earlier) == (third, [second, first])
    text = client.get("/en/calls/c/").content.decode()
    assert all(one.file.url in text for one in (first, second, third))
    with pytest.raises(ValidationError):
        CallDocument(call=make.call(), replaces=first, file=first.file).clean()


def test_results_appear_for_everyone_at_one_instant(client, lot):
    at = timezone.now() + dt.timedelta(hours=1)
    Call.objects.update(
        results_en="Thirteen were selected", results_published_at=at
    )
    assert (
        "Thirteen were selected"
        not in client.get("/en/calls/c/").content.decode()
    )
    with time_machine.travel(at, tick=False):
        assert (
            "Thirteen were selected"
            in client.get("/en/calls/c/").content.decode()
        )


@pytest.mark.parametrize("language", ["hy", "en"])
def test_the_feed_tells_new_calls_and_updates(client, lot, language):
    make.call(status="draft")
    edit(lot.call, total_budget=5)
    feed = feedparser.parse(client.get(f"/{language}/calls/feed.atom").content)
    assert (feed.bozo, len(feed.entries)) == (False, 2)
    update, call = feed.entries
    assert call.link.endswith(f"/{language}/calls/c/")
    assert update.link.endswith("/calls/c/#update-1")
    assert len({entry.id for entry in feed.entries}) == 2


def test_the_calendar_holds_every_deadline_of_published_calls(client, lot):
    make.lot(make.call(status="draft"))
    found = icalendar.Calendar.from_ical(
        client.get("/en/calls/deadlines.ics").content
    ).walk("VEVENT")
    assert [(str(one["uid"]), one["dtstart"].dt) for one in found] == [
        ("c-1@deadlines", lot.closes_at.replace(microsecond=0))
    ]
    assert client.get("/en/calls/c/deadlines.ics").status_code == 200
    assert client.get("/en/calls/nothing/deadlines.ics").status_code == 404


def test_the_json_holds_lots_with_states_and_exact_money(client, lot):
    make.call(status="draft")
    type(lot).objects.update(grant_max="60000.50", budget="100000")
    answer = client.get("/hy/calls.json")
    (call,) = json.loads(answer.content)["calls"]
    (told,) = call["lots"]
    assert (call["code"], call["state"], told["state"], told["grant_max"]) == (
        "AB",
        "open",
        "open",
        "60000.50",
    )
    assert dt.datetime.fromisoformat(told["closes_at"]) == lot.closes_at
    assert answer["Access-Control-Allow-Origin"] == "*"
    again = client.get(
        "/hy/calls.json", headers={"if-none-match": answer["ETag"]}
    )
    assert again.status_code in (
        200,
        304,
    )  # states follow the clock: a new minute, a new answer


@pytest.mark.parametrize(
    "language, words", [("hy", "Հարց title"), ("en", "Question title")]
)
def test_the_blank_form_is_a_page_and_a_paper(
    client,
    lot,
    language,
    words,
):
    assert (
        words
        in client.get(f"/{language}/calls/c/lots/1/form/").content.decode()
    )
    paper = PdfReader(
        io.BytesIO(client.get(f"/{language}/calls/c/lots/1/form.pdf").content)
    )
    assert words in " ".join(page.extract_text() for page in paper.pages)
    assert paper.trailer["/Root"]["/Lang"] == language


def test_a_blank_form_of_nothing_does_not_exist(client, lot):
    for path in ("c/lots/9", "nothing/lots/1"):
        assert client.get(f"/en/calls/{path}/form/").status_code == 404
    draft = make.lot(make.call(slug="d", status="draft"))
    assert (
        client.get(f"/en/calls/d/lots/{draft.number}/form.pdf").status_code
        == 404
    )


# --- following
# -----------------------------------------------------------------------------------------


def follow(
    client,
    email="a@test.example",
    call="c",
    **more,
):
    data = {
        "email": email,
        "call": call,
        "language": "en",
        "website": "",
        **more,
    }
    return client.post("/en/calls/follow/", data)


def test_letters_begin_after_a_confirmation_and_end_with_one_click(client, lot):
    assert follow(client)["Location"] == "/en/calls/follow/asked/"
    follower = Subscription.objects.get()
    (letter,) = Letter.objects.all()
    assert (
        letter.kind,
        f"/en/subscriptions/{follower.token}/confirm/" in letter.body,
    ) == (
        "follow_confirm",
        True,
    )
    edit(lot.call, total_budget=7)
    assert following.DAY_LETTER.tell_all() == 0
    client.get(f"/en/subscriptions/{follower.token}/confirm/")
    assert (
        Subscription.objects.get().confirmed_at is None
    )  # a program that follows links confirms nothing
    client.post(f"/en/subscriptions/{follower.token}/confirm/")
    assert following.DAY_LETTER.tell_all() == 0  # what came before is not told
    edit(lot.call, total_budget=8)
    assert (
        following.DAY_LETTER.tell_all(),
        following.DAY_LETTER.tell_all(),
    ) == (1, 0)
    digest = Letter.objects.get(kind="calls_digest")
    assert ("from: 7\xa0EUR" in digest.body, "to: 8\xa0EUR" in digest.body) == (
        True,
        True,
    )
    assert (
        subscribing.leaving_headers(follower.token)["List-Unsubscribe-Post"]
        == "List-Unsubscribe=One-Click"
    )
    client.post(f"/en/subscriptions/{follower.token}/leave/")
    assert Subscription.objects.count() == 0


def test_followers_of_all_hear_of_new_calls_once_a_day(client, lot):
    make.follower("a@test.example")
    make.lot(
        make.call(title_hy="Նորագույն հրավեր", published_at=timezone.now())
    )
    edit(lot.call, total_budget=8)
    assert following.DAY_LETTER.tell_all(timezone.now()) == 1
    body = Letter.objects.get().body
    assert ("Նորագույն հրավեր" in body, "8\xa0EUR" in body) == (True, True)


def test_asking_twice_says_nothing_of_whether_one_is_known(client, lot):
    answers = [follow(client) for _ in range(5)]
    assert {answer["Location"] for answer in answers} == {
        "/en/calls/follow/asked/"
    }
    assert (Subscription.objects.count(), Letter.objects.count()) == (
        1,
        subscribing.LETTERS_A_DAY,
    )


@pytest.mark.parametrize(
    "data",
    [{"email": "x"}, {"call": "nothing"}, {"language": "fr"}, {"email": ""}],
)
def test_a_nonsense_wish_is_refused(client, lot, data):
    assert follow(client, **data).status_code == 422
    assert Subscription.objects.count() == 0


def test_who_fills_the_trap_is_told_that_nothing_was_sent(client, lot):
    answer = follow(client, website="spam")
    page = answer.content.decode()
    assert (answer.status_code, "Nothing was sent" in page) == (422, True)
    assert 'value="spam"' not in page  # and the next try is a person's
    assert Subscription.objects.count() == 0


def test_addresses_never_confirmed_are_forgotten(lot):
    following.follow_call("a@test.example", lot.call, language="hy")
    following.follow_call("b@test.example", None, language="hy")
    subscribing.confirm_subscription(
        Subscription.objects.get(email="b@test.example")
    )
    rule = retention.RULES.get("unconfirmed_subscriptions")
    later = timezone.now() + dt.timedelta(days=8)
    assert retention.apply_rule(rule, later) == 1
    assert Subscription.objects.get().email == "b@test.example"


@pytest.mark.parametrize("rows", [1, 3])
def test_a_call_takes_as_many_queries_for_three_as_for_one(
    client, django_assert_num_queries, rows
):
    call = make.call(slug="many", programme=make.programme())
    for _ in range(rows):
        make.lot(call).regions.add(make.region())
        call.priorities.add(make.priority())
        document(call)
        edit(call, total_budget=call.revisions.count() + 1)
    client.get("/en/calls/many/")
    with django_assert_num_queries(12):
        client.get("/en/calls/many/")
