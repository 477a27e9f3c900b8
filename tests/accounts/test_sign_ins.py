import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from accounts import sign_ins
from accounts.known_devices import COOKIE
from accounts.models import BrowserSession, SignIn
from core import retention
from mailing.models import Letter
from tests import make
from tests.accounts.factors import add_app, app_code, is_signed_in, sign_in

pytestmark = pytest.mark.django_db
CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like"
    " Gecko) Chrome/130.0.0.0 Safari/537.36"
)


@pytest.fixture
def person():
    return make.user("ani@test.example", language="hy")


def letters():
    return Letter.objects.filter(kind="new_device").count()


def test_a_sign_in_is_written_down(client, person):
    secret = add_app(person)
    sign_in(client, person, app_code(secret), **{"user-agent": CHROME})
    one = SignIn.objects.get()
    assert (one.user, one.browser, one.system, one.address) == (
        person,
        "Chrome",
        "Windows",
        "127.0.0.0",
    )
    assert (one.method, one.second_factor) == ("password", "totp")
    session = BrowserSession.objects.get(user=person)
    assert session.sign_in == one


def test_a_new_device_is_told_once_and_never_at_the_very_first_sign_in(person):
    first, other = Client(), Client()
    sign_in(first, person)
    assert letters() == 0
    sign_in(other, person, **{"user-agent": CHROME})
    assert letters() == 1
    letter = Letter.objects.get(kind="new_device")
    assert (letter.language, "Chrome, Windows" in letter.body) == ("hy", True)
    for client in (first, other):
        client.post("/en/accounts/logout/")
        sign_in(client, person)
    assert letters() == 1


def test_two_people_of_one_browser_are_both_remembered(client, person):
    other = make.user()
    for user in (person, other, person, other):
        sign_in(client, user)
        client.post("/en/accounts/logout/")
    assert SignIn.objects.filter(is_new_device=True).count() == 2
    assert letters() == 0


def test_a_cookie_of_someone_elses_making_is_not_believed(client, person):
    sign_in(client, person)
    stranger = Client()
    stranger.cookies[COOKIE] = "made:up:cookie"
    sign_in(stranger, person)
    assert letters() == 1


def test_who_only_reads_gets_no_cookie(client):
    make.article(slug="a")
    client.get("/en/news/")
    assert client.cookies.output() == ""


def test_a_session_that_is_ended_is_out_at_once(person):
    here, there = Client(), Client()
    sign_in(here, person)
    sign_in(there, person)
    digest = sign_ins.session_digest(there.session.session_key)
    page = here.get("/en/accounts/security/").content.decode()
    assert page.count('name="session"') == 1
    assert digest in page
    assert there.session.session_key not in page
    answer = here.post("/en/accounts/security/end/", {"session": digest})
    assert answer["Location"] == "/en/accounts/security/"
    assert (is_signed_in(here), is_signed_in(there)) == (True, False)
    assert SignIn.objects.filter(ended_at=None).count() == 1


def test_nobody_ends_the_session_of_another(client, person):
    other = Client()
    sign_in(other, make.user())
    sign_in(client, person)
    digest = sign_ins.session_digest(other.session.session_key)
    client.post("/en/accounts/security/end/", {"session": digest})
    assert is_signed_in(other)


def test_all_others_are_ended_and_this_one_stays(person):
    clients = [Client() for _n in range(3)]
    for client in clients:
        sign_in(client, person)
    clients[0].post("/en/accounts/security/end-others/")
    assert [is_signed_in(client) for client in clients] == [True, False, False]


def test_signing_out_is_noted(client, person):
    sign_in(client, person)
    client.post("/en/accounts/logout/")
    assert SignIn.objects.get().ended_at is not None


def test_a_new_password_keeps_the_session_and_its_sign_in(client, person):
    sign_in(client, person)
    words = "a longer pass phrase"
    client.post(
        "/en/accounts/password/change/",
        {"oldpassword": "pass", "password1": words, "password2": words},
    )
    session = BrowserSession.objects.get(user=person)
    assert session.sign_in == SignIn.objects.get()
    assert is_signed_in(client)


def test_a_session_of_staff_ends_with_the_working_day(client, settings):
    officer = make.staff("officer")
    sign_in(client, officer)
    session = BrowserSession.objects.get(user=officer)
    left = session.expire_date - timezone.now()
    assert dt.timedelta(hours=9.9) < left < dt.timedelta(hours=10.1)
    store = client.session
    store["typed"] = "more"
    store.save()
    session.refresh_from_db()
    assert session.expire_date - timezone.now() < dt.timedelta(hours=10)


def test_sign_ins_are_forgotten_in_time(client, person):
    sign_in(client, person)
    with_session = SignIn.objects.get()
    old, new = (SignIn.objects.create(user=person) for _n in range(2))
    SignIn.objects.filter(pk__in=[old.pk, with_session.pk]).update(
        at=timezone.now() - dt.timedelta(days=91)
    )
    assert retention.apply_rule(retention.RULES.get("sign_ins")) == 1
    assert set(SignIn.objects.all()) == {new, with_session}


@pytest.mark.parametrize("language", ["hy", "en"])
def test_the_page_costs_the_same_with_many_sign_ins(
    client, person, language, django_assert_max_num_queries
):
    client.force_login(person)
    address = f"/{language}/accounts/security/"
    client.get(address)
    with django_assert_max_num_queries(11):
        client.get(address)
    for _n in range(30):
        sign_in(Client(), person)
    with django_assert_max_num_queries(11):
        page = client.get(address).content.decode()
    assert page.count("<tr>") == sign_ins.MOST_LISTED + 1
