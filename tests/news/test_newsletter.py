import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from core import retention
from mailing import bounces
from mailing.models import Address, Letter, Subscription
from news import newsletter
from news.models import Digest
from tests import make

pytestmark = pytest.mark.django_db
ASK = {"email": "Reader@Test.example", "language": "hy", "website": ""}
NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def sent(django_capture_on_commit_callbacks, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return lambda act: _act(django_capture_on_commit_callbacks, act)


def _act(capture, act):
    mail.outbox.clear()
    with capture(execute=True):
        act()
    return list(mail.outbox)


def link(letter, tail):
    (found,) = [word for word in letter.body.split() if word.endswith(tail)]
    return found.removeprefix("http://127.0.0.1:8000")


def test_nothing_comes_until_the_owner_confirms(client, sent):
    (letter,) = sent(lambda: client.post("/hy/newsletter/", ASK))
    assert letter.to == ["reader@test.example"]
    digest = week()
    assert newsletter.send_digest(digest) == 0
    path = link(letter, "/confirm/")
    client.get(path)
    assert (
        Subscription.objects.get().confirmed_at is None
    )  # a program that looks at mail follows links
    client.post(path)
    assert Subscription.objects.get().is_active


def week(**fields):
    make.article(**fields)
    digest = newsletter.make_digest()
    digest.approved_at = timezone.now()
    digest.save()
    return digest


@pytest.mark.parametrize(
    "language, title", [("hy", "Նորություն"), ("en", "News item")]
)
def test_each_reader_gets_the_letter_in_their_language(sent, language, title):
    make.reader(language=language)
    digest = week(title_hy="Նորություն", title_en="News item")
    (letter,) = sent(lambda: newsletter.send_digest(digest))
    assert title in letter.body
    assert f"/{language}/news/" in letter.body
    assert (
        letter.extra_headers["List-Unsubscribe-Post"]
        == "List-Unsubscribe=One-Click"
    )
    assert letter.extra_headers["List-Unsubscribe"].endswith("/leave/>")


def test_each_reader_gets_the_topics_they_chose_and_nobody_gets_an_empty_letter(
    sent,
):
    energy, other = make.topic(), make.topic()
    make.reader("a@test.example", topics=[energy])
    make.reader("b@test.example", topics=[other])
    make.reader("all@test.example")
    make.article(title_hy="Առանց թեմայի")
    article = make.article(title_hy="Էներգիա")
    article.topics.add(energy)
    digest = newsletter.make_digest()
    newsletter.approve_digest(digest, by=make.staff("editor"))
    digest.refresh_from_db()
    letters = {
        letter.to[0]: letter.body
        for letter in sent(lambda: newsletter.send_digest(digest))
    }
    assert sorted(letters) == ["a@test.example", "all@test.example"]
    assert "Առանց թեմայի" not in letters["a@test.example"]


def test_sending_again_sends_nothing_twice(sent):
    make.reader()
    digest = week()
    assert [
        len(sent(lambda: newsletter.send_digest(digest))) for _ in range(2)
    ] == [
        1,
        0,
    ]


def test_a_digest_holds_what_was_published_since_the_last_one():
    with time_machine.travel(NOW, tick=False):
        old = make.article(published_at=NOW - dt.timedelta(days=3))
        make.article(published_at=NOW - dt.timedelta(days=8))
        make.article(published_at=NOW + dt.timedelta(days=1))
        first = newsletter.make_digest()
        assert list(first.articles.all()) == [old]
        assert newsletter.make_digest() is None
    with time_machine.travel(NOW + dt.timedelta(days=7), tick=False):
        assert newsletter.make_digest().articles.count() == 1
        assert newsletter.make_digest() is None


def test_nothing_is_sent_that_nobody_approved():
    make.reader()
    make.article()
    digest = newsletter.make_digest()
    with pytest.raises(ValidationError):
        newsletter.send_digest(digest)
    with pytest.raises(IntegrityError), transaction.atomic():
        Digest.objects.filter(pk=digest.pk).update(sent_at=timezone.now())


def test_leaving_takes_one_click_and_stops_what_waits(client, sent):
    reader, digest = make.reader(), week()
    newsletter.send_digest(digest)
    assert Letter.objects.filter(kind="newsletter", sent_at=None).count() == 1
    answer = client.post(
        f"/hy/subscriptions/{reader.token}/leave/",
        {"List-Unsubscribe": "One-Click"},
    )
    assert (answer.status_code, answer.content, Letter.objects.count()) == (
        200,
        b"",
        0,
    )
    assert not Subscription.objects.exists()


def test_a_mail_program_leaves_without_a_cookie_or_token_of_the_form():
    reader = make.reader()
    strict = Client(enforce_csrf_checks=True)
    assert (
        strict.post(
            f"/hy/subscriptions/{reader.token}/leave/",
            {"List-Unsubscribe": "One-Click"},
        ).status_code
        == 200
    )
    assert (
        strict.post(
            f"/hy/newsletter/{reader.token}/", {"language": "hy"}
        ).status_code
        == 403
    )


def test_looking_at_the_page_of_leaving_does_not_leave(client):
    reader = make.reader()
    client.get(f"/hy/subscriptions/{reader.token}/leave/")
    reader.refresh_from_db()
    assert reader.is_active


def test_a_known_address_is_told_in_a_letter_and_not_on_the_page(client, sent):
    unknown = client.post(
        "/hy/newsletter/", {**ASK, "email": "new@test.example"}, follow=True
    ).content
    reader = make.reader("known@test.example", language="en")
    letters = []
    answer = sent(
        lambda: letters.append(
            client.post(
                "/hy/newsletter/", {**ASK, "email": reader.email}, follow=True
            )
        )
    )
    assert letters[0].content == unknown
    assert [letter.to for letter in answer] == [["known@test.example"]]
    reader.refresh_from_db()
    assert reader.language == "en"  # a stranger changes nothing


def test_an_address_gets_at_most_three_letters_a_day(client, sent):
    letters = sent(
        lambda: [client.post("/hy/newsletter/", ASK) for _ in range(5)]
    )
    assert len(letters) == 3


def test_a_network_may_ask_ten_times_an_hour(client):
    statuses = [
        client.post(
            "/hy/newsletter/", {**ASK, "email": f"r{n}@test.example"}
        ).status_code
        for n in range(12)
    ]
    assert statuses == [302] * 10 + [429] * 2


def test_a_machine_that_fills_every_field_gets_nothing(client, sent):
    letters = sent(
        lambda: client.post(
            "/hy/newsletter/", {**ASK, "website": "https://spam.example/"}
        )
    )
    assert (letters, Subscription.objects.count()) == ([], 0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "x"},
        {"email": ""},
        {"language": "fr"},
        {"topics": ["nothing"]},
    ],
)
def test_a_wrong_form_comes_back_with_what_was_typed(client, wrong):
    answer = client.post("/hy/newsletter/", {**ASK, **wrong})
    assert (
        answer.status_code,
        "data-focus" in answer.content.decode(),
        Subscription.objects.count(),
    ) == (
        422,
        True,
        0,
    )


def test_preferences_are_changed_by_whoever_has_the_letter(client):
    reader, topic = make.reader(), make.topic()
    answer = client.post(
        f"/hy/newsletter/{reader.token}/",
        {"language": "en", "topics": [topic.slug]},
    )
    reader.refresh_from_db()
    assert (
        answer.status_code,
        reader.language,
        list(newsletter.topics_of(reader)),
    ) == (200, "en", [topic])
    assert client.get("/hy/newsletter/wrong-token/").status_code == 404


REPORT = b"""From: MAILER-DAEMON@mail.example
Content-Type: multipart/report; report-type=delivery-status; boundary="b"
MIME-Version: 1.0

--b
Content-Type: text/plain

It could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; Reader@test.example
Action: %s
Status: %s

--b--
"""


def test_after_three_bounces_an_address_is_written_to_no_more(tmp_path, sent):
    reader = make.reader()
    path = tmp_path / "report.eml"
    path.write_bytes(REPORT % (b"failed", b"5.1.1"))
    for _ in range(3):
        assert Subscription.objects.get().is_active
        call_command("read_bounces", str(path))
    assert (Address.objects.get().bounces, reader.is_active) == (3, False)
    digest = week()
    assert sent(lambda: newsletter.send_digest(digest)) == []


@pytest.mark.parametrize(
    "action, status, found",
    [
        (b"failed", b"5.1.1", ["reader@test.example"]),
        (b"delayed", b"4.4.1", []),
        (b"failed", b"4.2.2", []),
    ],
)
def test_only_what_failed_for_good_counts(action, status, found):
    assert bounces.failed_addresses(REPORT % (action, status)) == found


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"Hello",
        b"\xff\xfe\x00",
        b"Content-Type: message/delivery-status\n\nx",
    ],
)
def test_what_is_no_report_counts_for_nothing(text):
    assert bounces.failed_addresses(text) == []


def test_what_is_no_longer_needed_is_deleted():
    with time_machine.travel(NOW, tick=False):
        make.reader("stays@test.example")
        make.reader("unconfirmed@test.example", confirmed=False)
        make.reader("disabled@test.example")
        Address.objects.create(
            email="disabled@test.example", bounces=3, disabled_at=NOW
        )
        Letter.objects.create(
            kind="newsletter",
            email="a@b.example",
            language="hy",
            subject="s",
            body="b",
            sent_at=NOW,
        )
        Letter.objects.create(
            kind="receipt",
            email="a@b.example",
            language="hy",
            subject="s",
            body="b",
            sent_at=NOW,
        )
    codes = (
        "unconfirmed_subscriptions",
        "subscriber_letters",
        "dead_addresses",
    )
    rules = [retention.RULES.get(code) for code in codes]
    soon, late = NOW + dt.timedelta(days=6), NOW + dt.timedelta(days=91)
    assert [retention.apply_rule(rule, soon) for rule in rules] == [0, 0, 0]
    assert [retention.apply_rule(rule, late) for rule in rules] == [1, 1, 1]
    assert [s.email for s in Subscription.objects.all()] == [
        "stays@test.example"
    ]
    assert [n.kind for n in Letter.objects.all()] == ["receipt"]


def test_addresses_are_seen_by_administrators_alone(client, sent):
    make.reader("secret@test.example")
    digest = week()
    newsletter.send_digest(digest)
    for role in ("editor", "officer", "head"):
        client.force_login(make.staff(role))
        assert client.get("/hy/admin/mailing/subscription/").status_code == 403
        assert (
            b"secret@test.example"
            not in client.get("/hy/admin/mailing/letter/").content
        )
        assert (
            b"secret@test.example"
            not in client.get(
                f"/hy/admin/news/digest/{digest.pk}/change/"
            ).content
        )
    assert "secret" not in str(Subscription.objects.get())
