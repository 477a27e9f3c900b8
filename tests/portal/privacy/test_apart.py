"""Personal answers stay apart wherever applications travel."""

import io
import logging
import pickle
import zipfile

import pytest
from django.core.cache import caches
from django.core.files.storage import storages

from applications.models import Export, Version
from applications.office import erasing, exporting
from content.models import SearchEntry
from mailing.models import Letter
from portal.backups.records import record_faults
from tests import make, persons_world

pytestmark = pytest.mark.django_db
MARK = "omega44"
#: what anyone reads, and a feed of each kind
PUBLIC = (
    "",
    "calls/",
    "calls.json",
    "calls/feed.atom",
    "communities/",
    "communities.json",
    "news/feed.atom",
    "search/?q=" + MARK,
    "events/calendar.ics",
    "verify/",
)


@pytest.fixture
def world(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return persons_world.live_everywhere(MARK)


@pytest.fixture
def answers(world):
    """The words that stand in personal answers alone."""
    _person, planted, _draft = world
    return [f"{planted.name}, director", planted.phone, planted.file_name]


@pytest.fixture
def cached(monkeypatch):
    """Everything that is put into the cache from now on."""
    kept: list[bytes] = []
    backend = type(caches["default"])
    for name in ("set", "add"):
        put = getattr(backend, name)

        def noted(self, key, value, *args, put=put, **kwargs):
            kept.append(pickle.dumps((key, value)))
            return put(self, key, value, *args, **kwargs)

        monkeypatch.setattr(backend, name, noted)
    return kept


def _found(answers, text):
    return [answer for answer in answers if answer in text]


def _exported(lot, kind, officer, why=""):
    export = exporting.request_export(
        lot, kind, by=officer, language="en", personal_reason=why
    )
    exporting.make_export.func(export.pk)
    export.refresh_from_db()
    assert (export.state, export.missing) == (Export.DONE, [])
    with storages["private"].open(export.storage_key) as stored:
        return stored.read()


def _words(content: bytes) -> str:
    """What stands in a file, members of an archive and of its archives included."""
    if content[:2] != b"PK":
        return content.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = [archive.read(one) for one in archive.namelist()]
        return "\n".join([*archive.namelist(), *map(_words, members)])


def test_planted_answers_travel_nowhere(world, answers, client, caplog, cached):
    _person, _planted, draft = world
    caplog.set_level(logging.DEBUG)
    client.force_login(make.staff("officer"))
    client.get(f"/hy/office/applications/{draft.reference}/")
    client.logout()
    pages = "".join(
        client.get(f"/{language}/{path}").content.decode(errors="replace")
        for language in ("hy", "en")
        for path in PUBLIC
    )
    letters = Letter.objects.exclude(recipient=world[0])
    texts = {
        "pages and feeds": pages,
        "log": caplog.text,
        "cache": b"".join(cached).decode(errors="replace"),
        "record": "".join(Version.objects.values_list("record", flat=True)),
        "search": "".join(SearchEntry.objects.values_list("body", flat=True)),
        "letters": "".join(letters.values_list("body", flat=True)),
    }
    assert {
        where: found
        for where, text in texts.items()
        if (found := _found(answers, text))
    } == {}


@pytest.mark.parametrize("kind", ["csv", "xlsx", "zip"])
def test_an_export_has_them_for_a_reason_alone(world, answers, kind):
    _person, _planted, draft = world
    officer = make.staff("officer")
    without = _words(_exported(draft.lot, kind, officer))
    assert (_found(answers, without), draft.reference in without) == ([], True)
    phone = answers[1]
    whole = _words(_exported(draft.lot, kind, officer, "To telephone them"))
    if kind != "zip":  # there they stand in compressed PDF
        assert phone in whole
    export = Export.objects.order_by("pk").last()
    assert (export.personal_reason, export.asked_by) == (
        "To telephone them",
        officer,
    )


def test_a_workbook_of_a_call_has_them_for_a_reason_until_they_are_erased(
    world, answers, django_capture_on_commit_callbacks
):
    draft, phone = world[2], answers[1]
    words = {}
    for why in ("", "To telephone them"):
        export = exporting.request_call_export(
            draft.lot.call,
            by=make.staff("officer"),
            language="en",
            personal_reason=why,
        )
        exporting.make_export.func(export.pk)
        export.refresh_from_db()
        with storages["private"].open(export.storage_key) as stored:
            words[why] = _words(stored.read())
    assert {why: phone in text for why, text in words.items()} == {
        "": False,
        "To telephone them": True,
    }
    with django_capture_on_commit_callbacks(execute=True):
        erasing.erase_all_answers(draft)
    kept = Export.objects.filter(call=draft.lot.call).order_by("pk")
    assert [bool(one.storage_key) for one in kept] == [True, False]
    assert not storages["private"].exists(export.storage_key)


@pytest.mark.parametrize(("why", "files"), [("", 0), ("To print it", 1)])
def test_files_of_personal_answers_are_in_an_archive_for_a_reason(
    world, why, files
):
    draft = world[2]
    content = _exported(draft.lot, "zip", make.staff("officer"), why)
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert len([name for name in names if "/files/" in name]) == files


def test_a_file_in_a_personal_answer_has_a_neutral_name_in_the_record(world):
    version = Version.objects.get(application=world[2])
    (file,) = version.content["files"]
    assert (file["question"], file["name"]) == (
        "contact_cv",
        "contact_cv.pdf",
    )


def test_a_planted_change_of_a_personal_answer_is_found(world):
    part = Version.objects.get(application=world[2]).personal
    part.content["contact_phone"]["value"] = "+374 00"
    part.save()
    assert record_faults() == [
        f"personal answer contact_phone of {part.version}"
    ]


def test_the_reason_is_asked_for_on_the_page_and_shown_with_the_file(
    world, client
):
    draft = world[2]
    client.force_login(make.staff("officer"))
    path = (
        f"/en/office/calls/{draft.lot.call.slug}/lots/{draft.lot.number}"
        "/export/"
    )
    said = {"kind": "csv", "personal_reason": "For the auditor"}
    answer = client.post(path, said)
    page = client.get(answer["Location"]).content.decode()
    assert "For the auditor" in page
    page = client.get(client.post(path, {"kind": "csv"})["Location"])
    assert "Personal answers are left out." in page.content.decode()
