import datetime as dt
import re
from urllib.parse import urlencode

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from applications.submissions import lifecycle
from content.models import Page
from mailing.models import Failure, Letter
from tests import make
from tests.reading import flat


@pytest.mark.parametrize(
    "cookie, wish, target",
    [
        ("", "", "/hy/"),
        ("", "en-GB,en", "/en/"),
        ("", "fr", "/hy/"),
        ("hy", "en", "/hy/"),
        ("en", "hy", "/en/"),
    ],
)
def test_root_goes_to_the_visitors_language(
    client,
    cookie,
    wish,
    target,
):
    if cookie:
        client.cookies["django_language"] = cookie
    answer = client.get("/", headers={"accept-language": wish} if wish else {})
    assert (answer.status_code, answer["Location"]) == (302, target)


@pytest.mark.django_db
def test_machines_are_answered(client):
    assert client.get("/healthz").content == b"ok"
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert ready.json() == {
        "database": True,
        "migrations": True,
        "cache": True,
        "storage": True,
        "outbox": True,
        "stuck": {"letters": 0, "work": 0},
    }
    # as deploy/release.sh reads it
    read = b'"database": true, "migrations": true, "storage": true'
    assert read in ready.content
    assert "no-store" in ready["Cache-Control"]
    assert "Disallow: /hy/admin/" in client.get("/robots.txt").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["10.0.0.7:8000", "localhost.evil", "\u0001"])
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_probe_is_answered_whatever_its_host(
    client,
    settings,
    path,
    host,
):
    settings.ALLOWED_HOSTS = ["portal.example"]
    settings.SECURE_SSL_REDIRECT = True
    answer = client.get(path, headers={"host": host})
    assert answer.status_code == 200
    assert client.get("/hy/", headers={"host": host}).status_code == 400


def late(**fields):
    letter = Letter.objects.create(
        kind="receipt", language="hy", subject="s", body="b", **fields
    )
    before = timezone.now() - dt.timedelta(hours=1)
    Letter.objects.filter(pk=letter.pk).update(created_at=before)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "letters, outbox",
    [
        ([], True),
        ([("a@b.am", 0)], False),  # nobody tries
        ([("a@b.am", 5), ("a@b.am", 2)], True),  # one address
        ([("a@b.am", 5), ("b@b.am", 2), ("c@b.am", 1)], False),  # the server
        ([("a@b.am", 10), ("b@b.am", 10), ("c@b.am", 10)], True),  # given up
    ],
)
def test_readyz_tells_a_late_outbox_from_a_bad_address(client, letters, outbox):
    for email, tries in letters:
        late(email=email, tries=tries)
    answer = client.get("/readyz")
    assert (answer.json()["outbox"], answer.status_code) == (
        outbox,
        200 if outbox else 503,
    )


@pytest.mark.django_db
def test_readyz_counts_what_is_stuck(client):
    late(email="a@b.am", tries=10)
    Failure.objects.create(work="scans", piece="1")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["stuck"]) == (
        200,
        {"letters": 1, "work": 1},
    )


@pytest.mark.django_db
def test_readyz_shouts_when_a_migration_is_missing(client, monkeypatch):
    monkeypatch.setattr("portal.health._is_migrated", lambda: False)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["migrations"]) == (503, False)


@pytest.mark.django_db
def test_the_sitemap_names_a_language_only_where_it_is_ready(client):
    make.article(slug="both")
    make.article(slug="armenian-only", title_en="", body_en="")
    text = client.get("/sitemap-articles.xml").content.decode()
    found = re.findall(r"<loc>http://testserver(/../news/[a-z-]+/)</loc>", text)
    assert sorted(found) == [
        "/en/news/both/",
        "/hy/news/armenian-only/",
        "/hy/news/both/",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["hy", "en"])
def test_verify_knows_a_receipt_and_reveals_nothing_else(client, language):
    draft = make.application()
    version = lifecycle.submit(draft, by=draft.created_by)
    address = f"/{language}/verify/"
    known = client.get(
        address, {"hash": f" {version.sha256.upper()} "}
    ).content.decode()
    assert "notice--success" in known
    halves = f"{version.sha256[:32]} \n{version.sha256[32:]}"
    typed = client.get(address, {"hash": halves}).content.decode()
    assert "notice--success" in typed
    assert draft.reference not in known
    assert (
        "notice--success"
        not in client.get(address, {"hash": "0" * 64}).content.decode()
    )
    assert client.get(address, {"hash": "not a hash"}).status_code == 422
    reference = client.get(address, {"hash": " UI26-L2-0007 "})
    assert reference.status_code == 422
    assert "64" in reference.content.decode()
    assert client.get(address).status_code == 200


@pytest.mark.django_db
def test_a_standing_page_is_shown_or_says_in_which_language_it_is(client):
    call_command("load_pages")
    Page.objects.filter(slug="about").update(body_en="")
    assert client.get("/hy/about/").status_code == 200
    answer = client.get("/en/about/")
    assert (answer.status_code, 'lang="hy"' in answer.content.decode()) == (
        404,
        True,
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "slug, is_free", [("news", False), ("faq", False), ("our-team", True)]
)
def test_a_page_cannot_take_an_address_that_is_taken(slug, is_free):
    page = Page(slug=slug, title_hy="Ա", body_hy="<p>Ա</p>")
    if is_free:
        page.clean()
    else:
        with pytest.raises(ValidationError):
            page.clean()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/hy/nothing/",
        "/en/news/no-such/",
        "/hy/communities/no-such/",
        "/en/calls/x/",
    ],
)
def test_an_unknown_address_gets_a_clear_page(client, address):
    answer = client.get(address)
    assert (answer.status_code, "masthead" in answer.content.decode()) == (
        404,
        True,
    )


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_and_gives_the_text_back(client):
    person = make.seat(make.community(), "submitter").user
    draft = make.application(by=person)
    strict = type(client)(enforce_csrf_checks=True)
    strict.force_login(person)
    answer = strict.post(
        f"/en/applications/{draft.reference}/edit/idea/",
        {"problem": "A long thought"},
    )
    assert (
        answer.status_code,
        "A long thought" in answer.content.decode(),
    ) == (403, True)
    assert draft.answers.get(key="problem").value == "Դատարկ բակ"


@pytest.mark.django_db
def test_the_language_switch_keeps_page_and_query(client):
    text = client.get("/hy/communities/?q=%D4%B3&region=").content.decode()
    assert 'href="/en/communities/?q=%D4%B3&amp;region="' in text


@pytest.mark.django_db
def test_the_server_error_page_needs_no_database(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("portal.home.totals.regions", lambda day: 1 / 0)
    answer = client.get("/en/")
    assert (
        answer.status_code,
        "Something went wrong" in answer.content.decode(),
    ) == (500, True)


@pytest.mark.django_db
def test_what_is_too_long_to_be_read_says_that_nothing_is_lost(
    client, settings
):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
    posted = {"login": "x" * 1024 * 1024}
    answer = client.post(
        "/en/accounts/login/",
        urlencode(posted),
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 413
    assert "At most 1 MB" in flat(answer.content.decode())
