"""Every URL × every kind of person, in one table (`access.txt`) that a new URL cannot escape."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, get_resolver

from applications.office import exporting, inquiries
from applications.submissions import lifecycle
from communities import people
from portal.people import staff_invitations
from portal.privacy import copying, erasure_requests
from tests import make
from tests.core.keeping.asking import Asked
from tests.evaluation import staging

TABLE = Path(__file__).parent / "access.txt"
KINDS = (
    "nobody",
    "member",
    "viewer",
    "editor",
    "submitter",
    "neighbour",
    "staff_editor",
    "officer",
    "head",
    "reviewer",
    "recused",
    "former_reviewer",
    "auditor",
    "administrator",
)


def names(patterns=None, prefix=""):
    """Every URL name, namespaced: news:detail, admin:news_article_change, account_login …"""
    for pattern in (
        get_resolver().url_patterns if patterns is None else patterns
    ):
        if isinstance(pattern, URLPattern):
            yield prefix + (pattern.name or str(pattern.pattern))
        else:
            space = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from names(pattern.url_patterns, prefix + space)


def rows():
    """(name, method, path, {kind: status}) of every line of the table."""
    for line in TABLE.read_text().splitlines():
        if line and not line.startswith("#"):
            name, method, path, *statuses = line.split()
            yield (
                name,
                method,
                path,
                dict(zip(KINDS, map(int, statuses), strict=True)),
            )


def test_every_address_stands_in_the_table():
    assert sorted(set(names())) == sorted({name for name, *_rest in rows()})


def test_every_line_speaks_of_every_kind_of_person():
    assert [
        name for name, _m, _p, statuses in rows() if set(statuses) != set(KINDS)
    ] == []


@pytest.fixture
def world(db):
    """One of everything the addresses name, and one person of each kind."""
    call_command("load_pages")
    home = make.community(slug="gavar")
    submitter = make.seat(home, "submitter").user
    draft = make.application(
        by=submitter, of=make.lot(make.call(code="AB", slug="call"))
    )
    lifecycle.submit(draft, by=submitter)
    article = make.article(slug="article")
    make.resource(slug="resource")
    make.lesson(slug="lesson", of=make.course(slug="course"))
    reader = make.reader()
    make.event(slug="event")
    make.adhesion(home)
    make.inventory(home, year=2012)
    change = make.change(home, by=submitter)
    run = make.import_run()
    make.programme(slug="programme")
    inquiry = inquiries.ask_question(
        draft.lot.call, home, "Ի՞նչ", by=submitter, language="hy"
    )
    officer = make.staff("officer")
    export = exporting.request_export(
        draft.lot, "csv", by=officer, language="hy"
    )
    token = people.invite_colleague(
        home, "guest@test.example", "viewer", by=submitter
    )
    administrator = make.staff("administrator")
    join = staff_invitations.invite_staff(
        "colleague@test.example", ["editor"], by=administrator
    )
    request = erasure_requests.ask_for_erasure(make.user())
    copy = copying.ask_for_copy(submitter, by=submitter)
    copying.make_copy.func(copy.pk)
    stages = staging.every_stage(draft.lot.call, submitter, officer)
    persons = {
        "member": make.user(),
        "viewer": make.seat(home, "viewer").user,
        "editor": make.seat(home, "editor").user,
        "submitter": submitter,
        "neighbour": make.seat(make.community(slug="next"), "submitter").user,
        "staff_editor": make.staff("editor"),
        "officer": officer,
        "head": make.staff("head"),
        "reviewer": stages["reviewer"],
        "recused": stages["recused"],
        "former_reviewer": stages["former_reviewer"],
        "auditor": make.staff("auditor"),
        "administrator": administrator,
    }
    return persons, {
        "uuid": draft.attachments.get().uuid,
        "token": token,
        "join": join,
        "person": persons["viewer"].uid,
        "colleague": persons["staff_editor"].uid,
        "invitation": home.invitations.get().uid,
        "pk": draft.pk,
        "change": change.uuid,
        "run": run.uuid,
        "article": article.pk,
        "reader": reader.token,
        "inquiry": inquiry.uuid,
        "guest_question": make.guest_question(draft.lot.call).uuid,
        "export": export.uuid,
        "form": draft.lot.form.slug,
        "request": request.uid,
        "copy": copy.uid,
        "in_review": stages["in_review"].reference,
        "review": stages["review"].uid,
        "decided": stages["decided"].reference,
        "prepared": stages["prepared"].reference,
        "ranked_lot": stages["prepared"].lot.number,
        "review_lot": stages["in_review"].lot.number,
        "pool": stages["reviewer"].uid,
    }


def browser_of(person):
    client = Client(raise_request_exception=False)
    if person:
        client.force_login(person)
    return client


def visit(client, method, path):
    answer = getattr(client, method.lower())(path)
    if answer.streaming:
        b"".join(
            answer.streaming_content
        )  # read to its end, the file is closed
    return answer.status_code


@pytest.mark.parametrize("kind", KINDS)
def test_each_address_answers_as_the_table_says(world, kind):
    persons, values = world
    client = browser_of(persons.get(kind))
    found, told = {}, {}
    for name, method, path, statuses in rows():
        told[name, method, path] = statuses[kind]
        found[name, method, path] = visit(client, method, path.format(**values))
    assert {
        key: status for key, status in found.items() if status != told[key]
    } == {}


PUBLIC_ROOMS = (
    "calls",
    "communities",
    "events",
    "library",
    "news",
    "organisations",
    "programmes",
)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["nobody", "submitter", "administrator"])
def test_only_public_pages_are_kept_and_none_for_who_is_signed_in(world, kind):
    persons, values = world
    client, asked = browser_of(persons.get(kind)), Asked()
    cookies = client.cookies.output(header="", sep=";", attrs=[])
    kept = set()
    for _name, method, path, _statuses in rows():
        before = asked.pages.store.memory.count()
        asked(path.format(**values), method, HTTP_COOKIE=cookies.strip())
        if asked.pages.store.memory.count() > before:
            kept.add(path)
    if kind != "nobody":
        assert kept == set()
        return
    private = ("admin", "accounts", "office", "workspace", "invitations")
    assert [path for path in kept if path.startswith(private, 4)] == []
    assert {room for room in PUBLIC_ROOMS if f"/hy/{room}/" in kept} == (
        set(PUBLIC_ROOMS) - {"programmes"}
    )


def test_nothing_in_the_table_is_a_server_error():
    assert [
        (name, path)
        for name, _m, path, statuses in rows()
        if max(statuses.values()) >= 500
    ] == []
