"""A copy of everything that is known of a person: whole, for that person alone."""

import io
import json
import zipfile

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import storages
from django.utils import timezone

from accounts.models import PersonExport
from core import personal_data as personal
from mailing.models import Letter
from portal.privacy import copying, knowing
from tests import make, persons_world
from tests.accounts.factors import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return persons_world.live_everywhere("alpha77")


@pytest.fixture
def archive(world):
    held = io.BytesIO()
    copying.write_copy(held, world[0])
    return zipfile.ZipFile(held)


def _data(archive):
    return json.loads(archive.read("data.json"))


def test_every_marked_field_is_in_the_copy(world, archive):
    person = knowing.person_of_account(world[0])
    records = _data(archive)["records"]
    for model, data in personal.models_with_data():
        if not (data.is_of_a_person or personal.finder_of(model)):
            continue
        rows = personal.rows_of_person(model, data, person)
        kept = records[model._meta.label]["rows"]
        assert len(kept) == rows.count(), model._meta.label
        if personal.finder_of(model):
            continue
        for name in set(data.fields) - set(data.secret):
            wanted = sorted(map(str, rows.values_list(name, flat=True)))
            assert sorted(str(row[name]) for row in kept) == wanted, name


def test_personal_answers_that_name_the_person_are_in_it(world, archive):
    _person, planted, draft = world
    records = _data(archive)["records"]
    (part,) = records["applications.PersonalPart"]["rows"]
    assert part == {
        "application": draft.reference,
        "contact_name": f"{planted.name}, director",
        "contact_phone": planted.phone,
        "contact_cv": "",
    }
    (file,) = [name for name in archive.namelist() if name.startswith("files/")]
    assert planted.phone.encode() in archive.read(file)


def test_nothing_that_opens_something_and_nobody_else_is_in_it(archive):
    _other, others, _draft = persons_world.live_everywhere("beta88")
    words = archive.read("data.json").decode()
    for secret in ("pbkdf2", "token_sha256", "session_data", "argon2"):
        assert secret not in words
    for word in others.words:
        assert word not in words


def test_what_the_person_did_is_named(archive):
    did = {(one["table"], one["as"]) for one in _data(archive)["did"]}
    assert ("applications.StatusChange", "by") in did
    assert ("applications.Version", "submitted_by") in did


def test_files_of_a_community_one_has_left_stay_there(world):
    person, _planted, draft = world
    letter = make.pdf("minutes.pdf")
    # a file in a question that is not personal
    draft.attachments.update(question_key="letter", name="minutes.pdf")
    held = io.BytesIO()
    copying.write_copy(held, person)
    assert len(zipfile.ZipFile(held).namelist()) == 2
    person.seats.all().delete()
    held = io.BytesIO()
    copying.write_copy(held, person)
    assert zipfile.ZipFile(held).namelist() == ["data.json"]
    assert letter.name == "minutes.pdf"


def test_a_large_file_passes_in_pieces(world, monkeypatch):
    monkeypatch.setattr(copying, "PIECE", 7)
    held = io.BytesIO()
    copying.write_copy(held, world[0])
    archive = zipfile.ZipFile(held)
    assert archive.testzip() is None
    assert {one.compress_type for one in archive.infolist()[1:]} == {
        zipfile.ZIP_STORED
    }


def test_a_file_that_is_gone_leaves_the_rest(world):
    _person, _planted, draft = world
    storages["private"].delete(draft.attachments.get().storage_key)
    held = io.BytesIO()
    copying.write_copy(held, world[0])
    assert "data.json" in zipfile.ZipFile(held).namelist()


@pytest.fixture
def made(world, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        copying.ask_for_copy(world[0], by=make.staff("administrator"))
    return PersonExport.objects.order_by("pk").last()


def test_the_link_goes_to_the_person_alone(made, world):
    letter = Letter.objects.get(kind="copy_ready")
    assert (letter.recipient, made.state) == (world[0], "done")
    assert str(made.uid) not in letter.body


def test_nobody_else_downloads_it_not_even_who_ordered_it(made, world, client):
    path = f"/hy/my-data/copies/{made.uid}/"
    assert client.get(path).status_code == 302
    for stranger in (made.asked_by, make.user()):
        client.force_login(stranger)
        assert client.get(path).status_code == 404
    person = world[0]
    person.emailaddress_set.all().delete()
    sign_in(client, person)
    client.force_login(person)
    answer = client.get(path)
    assert answer.status_code == 200
    assert zipfile.ZipFile(io.BytesIO(answer.getvalue())).testzip() is None


def test_one_at_a_time_and_by_nobody_else(world):
    person = world[0]
    copying.ask_for_copy(person, by=person)
    PersonExport.objects.update(state="running")
    with pytest.raises(ValidationError):
        copying.ask_for_copy(person, by=person)
    with pytest.raises(PermissionDenied):
        copying.ask_for_copy(person, by=make.staff("officer"))


def test_a_copy_that_is_made_while_its_person_goes_does_not_come_back(
    world, monkeypatch
):
    person = world[0]
    before = set(persons_world.raw_files())
    ordered = copying.ask_for_copy(person, by=person)
    write = copying.write_copy

    def slow(held, user):
        write(held, user)
        PersonExport.objects.all().delete()

    monkeypatch.setattr(copying, "write_copy", slow)
    copying.make_copy.func(ordered.pk)
    assert not PersonExport.objects.exists()
    assert set(persons_world.raw_files()) == before
    assert not Letter.objects.filter(kind="copy_ready").exists()


def test_a_copy_that_was_killed_does_not_keep_from_another(world):
    person = world[0]
    copying.ask_for_copy(person, by=person)
    long_ago = timezone.now() - copying.LONGEST_MAKING * 2
    PersonExport.objects.update(state="running", asked_at=long_ago)
    copying.ask_for_copy(person, by=person)
    assert PersonExport.objects.filter(state="waiting").count() == 1


def test_nobody_orders_a_copy_that_nobody_could_download(world):
    person = world[0]
    person.is_active = False
    person.save()
    with pytest.raises(ValidationError) as refused:
        copying.ask_for_copy(person, by=make.staff("administrator"))
    assert refused.value.code == "inactive"
