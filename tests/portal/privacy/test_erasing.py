"""A person is erased and the records stand: every field that can hold a person, on both engines."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.models import (
    Erasure,
    ErasureRequest,
    OpenErasure,
    PersonChange,
    User,
)
from applications.drafts import saving
from applications.models import Application, PersonalPart, Version
from applications.office import holds, personal_answers
from applications.submissions import lifecycle, receipts, records, uploading
from core import personal_data as personal
from mailing.models import Letter
from portal.backups.records import record_faults
from portal.privacy import erasure_requests, knowing
from tests import make, persons_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return persons_world.live_everywhere("alpha77")


def erase(person, **said):
    request = erasure_requests.ask_for_erasure(person, **said)
    by = make.staff("administrator")
    return erasure_requests.erase_as_asked(request, by=by)


def test_no_field_that_could_hold_a_person_is_unmarked():
    assert list(personal.unmarked_fields()) == []


def test_every_kind_of_a_persons_rows_says_what_it_is_for():
    for model, data in personal.models_with_data():
        if data.is_of_a_person or personal.finder_of(model):
            said = (data.what, data.why, data.seen_by, data.how_long)
            assert all(said), model._meta.label


def _fields_without_the_person(person):
    for model, data in personal.models_with_data():
        label = model._meta.label
        if data.is_of_a_person or personal.finder_of(model):
            rows = personal.rows_of_person(model, data, person)
            if not rows.exists():
                yield label
            for name in data.fields:
                if not persons_world.values_of(rows, name):
                    yield f"{label}.{name}"
        for name in data.mentions:
            words = personal.rows_that_mention(model, (name,), person.words)
            if not words.exists():
                yield f"{label}.{name} mentions"


def test_the_person_of_these_tests_stands_in_every_marked_field(world):
    """So that a new field cannot be forgotten here."""
    person = knowing.person_of_account(world[0])
    assert list(_fields_without_the_person(person)) == []


def test_nothing_of_an_erased_person_is_left_and_the_other_stays(
    world, django_capture_on_commit_callbacks
):
    person, planted, _draft = world
    _other, others_words, _draft = persons_world.live_everywhere("beta88")
    before = persons_world.places_of(others_words.words)
    assert len(persons_world.places_of(planted.words)) > 40
    with django_capture_on_commit_callbacks(execute=True):
        erase(person, words=planted.phone)
    assert persons_world.places_of(planted.words) == []
    assert persons_world.places_of(others_words.words) == before
    assert record_faults() == []


def test_the_stub_tells_one_from_another_and_nobody_signs_in(client, world):
    person, planted, _draft = world
    second = make.user("second@planted.example")
    person.groups.add(Group.objects.get(name="editor"))
    uid = person.uid
    erase(person)
    erase(second)
    person, second = User.objects.get(uid=uid), User.objects.get(pk=second.pk)
    assert (
        person.is_active,
        person.is_staff,
        person.has_usable_password(),
    ) == (
        False,
        False,
        False,
    )
    assert list(person.groups.all()) == []
    assert str(person) != str(second)
    assert uid.hex[:6] in str(person)
    assert not client.login(email=planted.email, password="pass")


def test_the_journal_names_the_stub(world):
    person, _planted, draft = world
    erase(person)
    names = {str(entry.by) for entry in draft.journal.select_related("by")}
    person.refresh_from_db()
    assert names == {str(person)}
    change = PersonChange.objects.get(verb="erased")
    assert (change.person, change.reason) == (person, "")


def test_personal_answers_are_gone_and_the_receipt_agrees(world):
    person, _planted, draft = world
    erase(person)
    version = Version.objects.get(application=draft)
    assert PersonalPart.objects.get(version=version).content is None
    assert receipts.hashes_agree(version)
    shown = {
        entry["key"]: str(entry["shown"])
        for section in receipts.version_for_reading(version)["sections"]
        for entry in section["answers"]
    }
    assert shown["title"] == "Այգի"
    assert shown["contact_name"] == shown["contact_phone"] == "(ջնջված է)"


def test_whom_another_named_is_shown_and_goes_only_when_chosen():
    """A person without an account, whom a community wrote into its form."""
    writer, planted, draft = persons_world.live_everywhere("gamma")
    by, second = make.staff("administrator"), make.staff("administrator")
    request = erasure_requests.write_down_request(
        "somebody@else.example", how="By letter", words=planted.name, by=by
    )
    hits = personal_answers.hits_of(erasure_requests.person_of(request))
    assert {hit.place[0] for hit in hits} == {draft.reference}
    assert not any(hit.is_certain for hit in hits)
    with pytest.raises(ValidationError) as refused:
        erasure_requests.erase_as_asked(request, by=by)
    assert refused.value.code == "alone"
    chosen = tuple(hit.place for hit in hits)
    erasure_requests.erase_as_asked(request, by=second, answers=chosen)
    said = dict(draft.answers.values_list("key", "value"))
    assert said["contact_name"] == said["contact_phone"] == ""
    assert said["title"] == "Այգի"
    writer.refresh_from_db()
    assert writer.erased_at is None


def test_a_namesake_of_another_community_keeps_what_is_theirs():
    _person, planted, draft = persons_world.live_everywhere("kappa")
    stranger = make.seat(make.community(), "submitter").user
    stranger.name = planted.name
    stranger.save()
    known = knowing.person_of_account(stranger)
    assert personal_answers.answers_naming(known) == []
    erase(stranger)
    said = dict(draft.answers.values_list("key", "value"))
    assert said["contact_phone"] == planted.phone


def test_an_address_that_was_not_shown_to_be_ones_own_is_nobodys():
    person, administrator = make.user(), make.staff("administrator")
    for email in (administrator.email, "not.mine@test.example"):
        EmailAddress.objects.create(user=person, email=email, verified=False)
    assert knowing.person_of_account(person).emails == (person.email,)


def test_who_follows_as_contact_keeps_their_answers(world):
    """The first version named the person, the draft names somebody else since."""
    person, _planted, draft = world
    colleague = make.seat(draft.community, "submitter").user
    revs = dict(draft.answers.values_list("key", "rev"))
    said = {
        "contact_name": ("Արամ Հակոբյան", revs["contact_name"]),
        "contact_phone": ("+374 77 123456", revs["contact_phone"]),
    }
    saving.save_answers(draft, said, by=colleague)
    file = draft.attachments.get()
    uploading.remove_attachment(file, by=colleague)
    draft.refresh_from_db()
    second = lifecycle.submit(draft, by=colleague)
    erase(person)
    assert (
        dict(draft.answers.values_list("key", "value"))["contact_phone"]
        == "+374 77 123456"
    )
    second.personal.refresh_from_db()
    assert second.personal.content["contact_phone"]["value"] == (
        "+374 77 123456"
    )
    first = draft.versions.get(number=1)
    assert first.personal.content is None
    assert record_faults() == []


def test_a_completion_after_an_erasure_keeps_what_it_brings(world):
    _person, _planted, _draft = world
    last = {"contact_name": None, "contact_phone": None}
    now = {"contact_name": {"salt": "s", "value": "Արամ"}, "title": {}}
    kept = records.personal_of_completion(last, now, ["contact_name"])
    assert kept == {**last, "contact_name": now["contact_name"]}
    assert records.personal_of_completion({}, now, ["contact_name"]) == {
        "contact_name": now["contact_name"]
    }


def test_an_erasure_by_the_page_leaves_nothing_in_the_log(
    world, client, django_capture_on_commit_callbacks
):
    """An administrator's click is itself written down: without the words that go."""
    person, planted, _draft = world
    request = erasure_requests.ask_for_erasure(person, words=planted.phone)
    client.force_login(make.staff("administrator"))
    path = f"/hy/people/requests/{request.uid}/"
    page = client.get(path).content.decode()
    ticked = re.findall(r'value="([^"]*\|[^"]*)"\s[^>]*checked', page)
    assert ticked
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"{path}erase/", {"answers": ticked})
    assert answer.status_code == 302
    assert persons_world.places_of(planted.words) == []


def test_a_name_of_one_word_is_not_left_in_the_log_by_the_click(client):
    """The seat that ends with the account is an act of the administrator, too."""
    person = make.seat(make.community(), "submitter").user
    person.name = "Zzanahit"
    person.save()
    request = erasure_requests.ask_for_erasure(person)
    client.force_login(make.staff("administrator"))
    client.post(f"/hy/people/requests/{request.uid}/erase/")
    person.refresh_from_db()
    assert person.erased_at is not None
    log = persons_world.raw_rows()["auditlog_logentry"]
    assert "zzanahit" not in log.lower()


def test_a_second_request_about_the_same_address_is_answered_too(world):
    person = world[0]
    request = erasure_requests.ask_for_erasure(person)
    by = make.staff("administrator")
    with pytest.raises(ValidationError):
        erasure_requests.write_down_request(person.email, how="x", by=by)
    ErasureRequest.objects.create(
        email=person.email, asked_by=by, due_on=request.due_on
    )
    other = make.community(contact_email="", contact_phone="+374 10 1")
    erasure_requests.erase_as_asked(request, by=make.staff("administrator"))
    assert not ErasureRequest.objects.filter(state="asked").exists()
    other.refresh_from_db()
    assert other.contact_phone == "+374 10 1"
    with pytest.raises(ValueError, match="address"):
        knowing.person_of_address("")


@pytest.mark.parametrize(
    ("word", "tells"),
    [
        ("Անահիտ", False),
        ("Ա Բ", False),
        ("Անահիտ Սարգսյան", True),
        ("+374 91", False),
        ("+374 91 55-66-77", True),
        ("2026-", False),
        ("UI26-", False),
        ("@planted", False),
        ("a@b.am", True),
    ],
)
def test_only_what_fits_one_person_finds_anybody(word, tells):
    assert knowing.telling_words(word) == ((word,) if tells else ())


@pytest.mark.parametrize(
    ("text", "word", "is_there"),
    [
        ("hripani@town.am", "ani@town.am", False),
        ("<ani@town.am>", "Ani@Town.am", True),
        ("ani@town.am.example", "ani@town.am", True),
        ("ԱՆԱՀԻՏ ՍԱՐԳՍՅԱՆ", "Անահիտ Սարգսյան", True),
        ("Անահիտ Սարգսյանի", "Անահիտ Սարգսյան", False),
        ("tel. 37491556677", "+374 91 55-66-77", True),
        ("tel. 091 55 66 78", "+374 91 55-66-77", False),
    ],
)
def test_words_are_found_whole_and_in_any_case(text, word, is_there):
    assert personal.mentions(text, word) is is_there


def test_what_is_held_stays_until_the_hold_ends(world):
    person, planted, draft = world
    by = make.staff("administrator")
    holds.begin_hold(draft, reason="A dispute", by=by)
    erasure = erase(person)
    said = dict(draft.answers.values_list("key", "value"))
    assert said["contact_phone"] == planted.phone
    assert {one[0] for one in erasure.done["applications"]["held"]} == {
        draft.reference
    }
    request = ErasureRequest.objects.get(state="done")
    assert draft.reference in request.outcome
    holds.end_hold(draft, by=by)
    said = dict(draft.answers.values_list("key", "value"))
    assert said["contact_phone"] == ""
    assert record_faults() == []


def test_rows_written_once_are_opened_by_an_erasure_alone(world):
    change = PersonChange.objects.filter(verb="deactivated").first()
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonChange.objects.filter(pk=change.pk).update(reason="—")
    OpenErasure.objects.create()
    PersonChange.objects.filter(pk=change.pk).update(reason="—")
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonChange.objects.filter(pk=change.pk).update(verb="activated")


def test_an_erasure_leaves_no_door_open(world):
    erase(world[0])
    assert OpenErasure.objects.count() == 0


def test_a_request_is_answered_once(world):
    person = world[0]
    request = erasure_requests.ask_for_erasure(person)
    with pytest.raises(ValidationError, match="արդեն"):
        erasure_requests.ask_for_erasure(person)
    first, second = make.staff("administrator"), make.staff("administrator")
    erasure_requests.erase_as_asked(request, by=first)
    with pytest.raises(ValidationError) as refused:
        erasure_requests.erase_as_asked(request, by=second)
    assert refused.value.code == "answered"
    with pytest.raises(ValidationError):
        erasure_requests.refuse_request(request, reason="No", by=second)
    assert Erasure.objects.count() == 1


def test_nobody_answers_their_own_and_only_administrators_answer():
    administrator, officer = make.staff("administrator"), make.staff("officer")
    request = erasure_requests.ask_for_erasure(administrator)
    with pytest.raises(ValidationError) as refused:
        erasure_requests.erase_as_asked(request, by=administrator)
    assert refused.value.code == "oneself"
    with pytest.raises(PermissionDenied):
        erasure_requests.erase_as_asked(request, by=officer)
    with pytest.raises(PermissionDenied):
        erasure_requests.write_down_request("a@b.am", how="x", by=officer)


def test_a_refusal_says_why_and_is_told(
    world, mailoutbox, django_capture_on_commit_callbacks
):
    person = world[0]
    request = erasure_requests.ask_for_erasure(person)
    by = make.staff("administrator")
    with pytest.raises(ValidationError):
        erasure_requests.refuse_request(request, reason=" ", by=by)
    with django_capture_on_commit_callbacks(execute=True):
        erasure_requests.refuse_request(
            request, reason="An audit goes on", by=by
        )
    last = mailoutbox[-1]
    assert last.to == [person.email]
    assert "An audit goes on" in last.body


def test_the_last_letter_leaves_and_is_not_kept(
    world, mailoutbox, django_capture_on_commit_callbacks
):
    person, planted, _draft = world
    with django_capture_on_commit_callbacks(execute=True):
        erase(person)
    last = [one for one in mailoutbox if one.to == [planted.email]][-1]
    assert last.subject == "Ձեր տվյալները ջնջված են"
    assert not Letter.objects.filter(kind="erasure_done").exists()


def test_the_only_submitter_hands_the_draft_on(world):
    person, _planted, draft = world
    colleague = make.seat(draft.community, "viewer").user
    request = erasure_requests.ask_for_erasure(person)
    erasure_requests.erase_as_asked(
        request, by=make.staff("administrator"), successor=colleague.email
    )
    roles = dict(draft.community.seats.values_list("user__email", "role"))
    assert roles == {colleague.email: "submitter"}
    visible = Application.objects.visible_to(colleague)
    assert draft in visible
