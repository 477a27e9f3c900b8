"""One double opt-in, one way to leave and one bounce rule for all that one can subscribe to."""

import pytest
from django.core.management import call_command

from calls import following
from mailing import subjects, subscribing
from mailing.models import Address, Letter, Subscription
from mailing.subjects import Subject
from news import newsletter
from tests import make
from tests.reading import flat

pytestmark = pytest.mark.django_db
EMAIL = "reader@test.example"
REPORT = f"""Content-Type: multipart/report; report-type=delivery-status; boundary="b"
MIME-Version: 1.0

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; {EMAIL}
Action: failed
Status: 5.1.1

--b--
"""


@pytest.fixture
def call():
    return make.lot(make.call(slug="c")).call


def test_a_dead_address_stops_the_newsletter_and_the_letters_about_calls(
    tmp_path, call
):
    make.reader(EMAIL)
    make.follower(EMAIL, of=call)
    make.follower("other@test.example")
    report = tmp_path / "report.eml"
    report.write_text(REPORT)
    for _ in range(subscribing.MOST_BOUNCES):
        call_command("read_bounces", str(report))
    assert Address.objects.get().disabled_at is not None
    alive = Subscription.objects.active().values_list("email", flat=True)
    assert list(alive) == ["other@test.example"]
    assert [one.email for one in following.followers_of(call)] == [
        "other@test.example"
    ]


def test_two_bounces_stop_nothing(call):
    follower = make.follower(EMAIL, of=call)
    for _ in range(subscribing.MOST_BOUNCES - 1):
        assert subscribing.count_bounce(EMAIL) is True
    assert follower.is_active


def test_an_address_that_never_subscribed_is_not_counted():
    assert subscribing.count_bounce("officer@portal.example") is False
    assert Address.objects.count() == 0


def test_confirming_anew_makes_a_dead_address_live():
    reader = make.reader(EMAIL)
    for _ in range(subscribing.MOST_BOUNCES):
        subscribing.count_bounce(EMAIL)
    newsletter.subscribe_to_newsletter(EMAIL, language="hy", topics=[])
    assert [letter.kind for letter in Letter.objects.all()] == [
        "newsletter_confirm"
    ]
    subscribing.confirm_subscription(reader)
    assert reader.is_active


@pytest.mark.parametrize(
    "language, description",
    [("hy", "Տեղեկագիրը՝ շաբաթը մեկ անգամ"), ("en", "The newsletter")],
)
def test_one_page_leaves_one_subscription_or_all_of_them(
    client, call, language, description
):
    reader, follower = make.reader(EMAIL), make.follower(EMAIL, of=call)
    make.reader("other@test.example")
    address = f"/{language}/subscriptions/{reader.token}/leave/"
    assert description in flat(client.get(address))
    client.post(address, {"everything": "1"})
    assert [one.email for one in Subscription.objects.all()] == [
        "other@test.example"
    ]
    again = client.get(f"/{language}/subscriptions/{follower.token}/leave/")
    assert again.status_code == 200


def test_a_subject_of_one_module_is_confirmed_and_left(client):
    towns = Subject(
        "towns",
        "towns",
        lambda one: f"Town {one.about}",
        "follow_confirm",
        letters=(),
        order=9,
    )
    subjects.SUBJECTS.register(towns)
    try:
        subscribing.subscribe_address(
            EMAIL, "towns", "gavar", language="en", call=None
        )
        (subscription,) = Subscription.objects.all()
        address = f"/en/subscriptions/{subscription.token}/confirm/"
        assert address in Letter.objects.get().body
        assert "Town gavar" in flat(client.post(address))
        client.post(f"/en/subscriptions/{subscription.token}/leave/")
        assert Subscription.objects.count() == 0
    finally:
        subjects.SUBJECTS.unregister(towns)
