"""Every page of the access table that only staff may open waits for the second factor."""

import pytest
from django.test import Client

from accounts.second_factor import is_open_page
from portal.open_pages import PUBLIC, SIGNING_IN
from tests import make
from tests.accounts.factors import add_app
from tests.test_access import browser_of, names, rows, visit, world

__all__ = ["world"]
STAFF = ("staff_editor", "officer", "head", "reviewer", "administrator")
INTRODUCTION = "/hy/accounts/security/second-factor/"


def staff_pages(kind):
    """What this kind of staff gets, and neither a member of a community nor a visitor."""
    return [
        (name, method, path, statuses[kind])
        for name, method, path, statuses in rows()
        if statuses[kind] in (200, 422)
        and statuses["member"] not in (200, 422)
        and statuses["nobody"] not in (200, 422)
    ]


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.mark.parametrize("kind", STAFF)
def test_staff_without_a_second_factor_reach_no_page_of_staff(
    world, required, kind
):
    persons, values = world
    client = browser_of(persons[kind])
    reached = []
    for name, method, path, _status in staff_pages(kind):
        answer = getattr(client, method.lower())(path.format(**values))
        led = answer.get("Location", "").startswith(f"{INTRODUCTION}?next=")
        if not (led if method == "GET" else answer.status_code == 403):
            reached.append((name, method, answer.status_code))
    assert reached == []
    assert staff_pages(kind) or kind == "reviewer"


@pytest.mark.parametrize("kind", STAFF)
def test_staff_with_one_reach_what_the_table_says(world, required, kind):
    persons, values = world
    add_app(persons[kind])
    client = browser_of(persons[kind])
    told = staff_pages(kind)
    found = [
        (name, method, path, visit(client, method, path.format(**values)))
        for name, method, path, _status in told
    ]
    assert found == told


@pytest.mark.parametrize("kind", ["officer", "reviewer"])
def test_public_pages_and_ways_out_stay_open(world, required, kind):
    persons, values = world
    client = browser_of(persons[kind])
    closed = []
    for name, method, path, statuses in rows():
        if is_open_page(name) and method == "GET":
            status = visit(client, method, path.format(**values))
            if status != statuses[kind]:
                closed.append((name, status, statuses[kind]))
    assert closed == []


@pytest.mark.parametrize("kind", ["nobody", "submitter"])
def test_nobody_else_notices(world, required, kind):
    persons, values = world
    client = browser_of(persons.get(kind))
    changed = [
        (name, method)
        for name, method, path, statuses in rows()
        if method == "GET"
        and visit(client, method, path.format(**values)) != statuses[kind]
    ]
    assert changed == []


def test_the_list_names_exactly_the_public_pages():
    """A new public page is added to `portal/open_pages.py`; a new page of staff is not."""
    public = {
        name
        for name, _method, _path, statuses in rows()
        if statuses["nobody"] in (200, 422) and not name.startswith("account_")
    }
    assert set(PUBLIC) - public == {"root"}  # it leads to one of them
    assert public - set(PUBLIC) == set()


def test_the_ways_in_and_out_are_pages_that_there_are():
    assert set(SIGNING_IN) - set(names()) == {"media"} - set(names())


@pytest.mark.django_db
def test_what_was_typed_comes_back_and_can_be_sent_again(client, required):
    client.force_login(make.staff("head"))
    answer = client.post("/en/admin/news/article/add/", {"title_en": "Words"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert '<input type="hidden" name="title_en" value="Words">' in page
    script = client.post(
        "/en/admin/news/article/add/",
        {"title_en": "Words"},
        headers={"accept": "application/json"},
    )
    assert (script.status_code, list(script.json())) == (
        403,
        ["errors", "token"],
    )


@pytest.mark.django_db
def test_the_introduction_leads_back_to_where_one_was_going(client, required):
    officer = make.staff("officer")
    client.force_login(officer)
    asked = client.get("/en/office/?region=1")["Location"]
    page = client.get(asked).content.decode()
    assert "One more lock for your account" in page
    add_app(officer)
    onward = client.get("/en/accounts/security/onward/")
    assert onward["Location"] == "/en/office/?region=1"


@pytest.mark.django_db
@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example"])
def test_the_way_back_leads_to_no_other_site(client, wanted):
    client.force_login(make.staff("officer"))
    client.get("/en/accounts/security/second-factor/", {"next": wanted})
    onward = client.get("/en/accounts/security/onward/")
    assert onward["Location"] == "/en/office/"


@pytest.mark.django_db
def test_a_visitor_without_a_session_costs_nothing(
    required, django_assert_num_queries
):
    with django_assert_num_queries(0):
        answer = Client().get("/en/office/")
    assert answer["Location"] == "/en/accounts/login/?next=/en/office/"
