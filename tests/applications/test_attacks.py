"""What somebody tried on us, each refused since."""

import datetime as dt
import hashlib

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from applications.drafts import form_versions, prefilling, saving
from applications.models import Application, Attachment, Version
from applications.office import extending, sealing
from applications.submissions import completing, lifecycle, uploading
from calls import copying
from calls.models import Call, EligibilityRule, Question
from communities.models import Seat
from content.differences import marked_difference
from core.clock import LONGEST_QUEUE
from tests import make

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def submitted():
    draft = make.application(upload_grace=60, closes=3)
    lifecycle.submit(draft, by=draft.created_by)
    return draft


def announce(draft, content, key="letter"):
    question = Question.objects.get(
        section__version=draft.form_version, key=key
    )
    sha256 = hashlib.sha256(content).hexdigest()
    values = {"name": "a.pdf", "size": len(content), "sha256": sha256}
    return question, uploading.announce_file(
        draft, question, by=draft.created_by, **values
    )


def receive(question, attachment, content):
    upload = SimpleUploadedFile(attachment.name, content)
    return uploading.receive_file(
        attachment, question, upload, by=attachment.uploaded_by
    )


def test_staff_have_no_seat_in_a_community(client, submitted):
    officer = make.staff("officer")
    with pytest.raises(ValidationError):
        Seat(
            user=officer, community=submitted.community, role="submitter"
        ).full_clean()
    client.force_login(officer)
    data = {
        "user": officer.pk,
        "community": submitted.community.pk,
        "role": "submitter",
    }
    client.post("/en/admin/communities/seat/add/", data)
    assert officer.seats.count() == 0


def test_letters_are_not_read_by_officers(client, submitted):
    client.force_login(make.staff("officer"))
    text = client.get("/en/admin/content/notification/").content.decode()
    assert (
        submitted.created_by.email in text,
        submitted.reference in text,
    ) == (False, False)


@pytest.mark.parametrize(
    "change", [{"is_sealed": False}, {"is_historic": True}, {"status": "draft"}]
)
def test_the_database_keeps_what_protects_a_published_call(change):
    call = make.call(is_sealed=True)
    with (
        pytest.raises(DatabaseError, match="cancelled, never hidden"),
        transaction.atomic(),
    ):
        Call.objects.filter(pk=call.pk).update(**change)


def complete(application, *keys):
    due = application.deadline_at + 5 * DAY
    completing.request_completion(
        application, list(keys), note="x", due_at=due, by=make.staff("officer")
    )


def test_a_completion_carries_nothing_but_the_named_questions(submitted):
    by = submitted.created_by
    saving.save_answers(
        submitted, {"title": ("Unsent", 1), "phone": ("1", 1)}, by=by
    )
    saving.save_budget(
        submitted,
        [make.line(grant="125", title="Twice", unit_cost="25")],
        rev=1,
        by=by,
    )
    with time_machine.travel(submitted.deadline_at + LONGEST_QUEUE, tick=False):
        complete(submitted, "phone")
        saving.save_answers(submitted, {"phone": ("+374 99", 2)}, by=by)
        second = lifecycle.submit(submitted, by=by)
    first = Version.objects.get(number=1)
    assert second.content["budget"] == first.content["budget"]
    values = [
        e.get("value") for s in second.content["sections"] for e in s["answers"]
    ]
    assert values == [
        e.get("value") for s in first.content["sections"] for e in s["answers"]
    ]
    assert second.personal.content["phone"]["value"] == "+374 99"
    assert first.personal.content["phone"]["value"] == "+374 10 000000"


def test_a_completion_is_not_filled_from_another_application(submitted):
    by = submitted.created_by
    other = make.application(
        by=by, of=make.lot(form=submitted.lot.form, closes=30)
    )
    saving.save_answers(other, {"people": ("900", 0)}, by=by)
    with time_machine.travel(submitted.deadline_at + LONGEST_QUEUE, tick=False):
        complete(submitted, "phone")
        assert (
            prefilling.prefill_from_application(submitted, other, by=by) == []
        )


def test_a_file_announced_for_a_closed_question_stays_out(submitted):
    content = make.PDF + b"2"
    with time_machine.travel(submitted.deadline_at - DAY, tick=False):
        question, attachment = announce(submitted, content)
    with time_machine.travel(submitted.deadline_at + LONGEST_QUEUE, tick=False):
        complete(submitted, "phone")
        with pytest.raises(ValidationError):
            receive(question, attachment, content)
        saving.save_answers(
            submitted, {"phone": ("2", 1)}, by=submitted.created_by
        )
        version = lifecycle.submit(submitted, by=submitted.created_by)
    assert isinstance(version, Version)  # the forgotten file holds nothing up
    assert attachment.sha256 not in {
        file["sha256"] for file in version.content["files"]
    }


def test_a_failing_second_transfer_does_not_spoil_the_file_that_arrived(
    submitted,
):
    content = make.PDF + b"3"
    question, attachment = announce(submitted, content)
    stale = Attachment.objects.get(pk=attachment.pk)
    receive(question, attachment, content)
    with pytest.raises(ValidationError):
        receive(question, stale, content[:10])
    uploading._refuse(stale, ValidationError("x"))
    assert Attachment.objects.get(pk=attachment.pk).state == "clean"


@pytest.mark.parametrize("part", [b"", make.PDF[:3], make.PDF])
def test_a_connection_that_broke_is_another_try(submitted, part):
    content = make.PDF + b"4"
    question, attachment = announce(submitted, content)
    with pytest.raises(ValidationError) as caught:
        receive(question, attachment, part)
    assert caught.value.code == "differs"
    assert (
        receive(
            question, Attachment.objects.get(pk=attachment.pk), content
        ).state
        == "clean"
    )


def test_an_opened_lot_gives_nobody_more_time():
    draft = make.application(of=make.lot(make.call(is_sealed=True), closes=3))
    lifecycle.submit(draft, by=draft.created_by)
    first, second = make.staff("officer"), make.staff("officer")
    with time_machine.travel(draft.deadline_at + LONGEST_QUEUE, tick=False):
        proposed = extending.propose_extension(
            draft, draft.deadline_at + DAY, reason="x", by=first
        )
        sealing.open_sealed_lot(draft.lot, by=first)
        for act in (
            lambda: extending.agree_to_extension(proposed, by=second),
            lambda: extending.propose_extension(
                draft, draft.deadline_at + DAY, reason="x", by=first
            ),
        ):
            with pytest.raises(ValidationError) as caught:
                act()
            assert caught.value.code == "opened"


def test_an_extension_is_not_agreed_during_a_completion(submitted):
    first, second = make.staff("officer"), make.staff("officer")
    with time_machine.travel(submitted.deadline_at + LONGEST_QUEUE, tick=False):
        proposed = extending.propose_extension(
            submitted, submitted.deadline_at + 30 * DAY, reason="x", by=first
        )
        complete(submitted, "phone")
        with pytest.raises(ValidationError) as caught:
            extending.agree_to_extension(proposed, by=second)
    assert caught.value.code == "state"


def test_a_declaration_that_reads_otherwise_is_confirmed_anew():
    draft = make.application()
    new = copying.next_version(draft.lot.form)
    Question.objects.filter(section__version=new, key="is_true").update(
        label_en="We pay everything"
    )
    form_versions.publish_form(new, by=make.staff("officer"))
    draft = Application.objects.get()
    assert draft.answers.get(key="is_true").value == ""
    assert [
        p.key
        for p in lifecycle.submission_problems(
            draft, lifecycle.checking.sections_of(draft)
        )
    ] == ["is_true"]


def test_a_late_submission_moves_no_draft():
    draft = make.application()
    new = copying.next_version(draft.lot.form)
    make.close(draft.lot)
    form_versions.publish_form(new, by=make.staff("officer"))
    draft = Application.objects.with_lot().get()
    before = draft.form_version
    with pytest.raises(ValidationError):
        lifecycle.submit(draft, by=draft.created_by)
    assert Application.objects.get().form_version == before


def test_a_condition_added_later_can_be_answered(client):
    draft = make.application(of=make.lot(make.call(slug="c")))
    rule = EligibilityRule.objects.create(
        call=draft.lot.call, kind="question", text_hy="Ա", text_en="A?"
    )
    with pytest.raises(ValidationError):
        lifecycle.submit(draft, by=draft.created_by)
    client.force_login(draft.created_by)
    data = {"community": draft.community.slug, rule.key: "yes"}
    assert client.post("/en/applications/start/c/1/", data)[
        "Location"
    ].endswith(f"/{draft.reference}/")
    assert (
        lifecycle.submit(Application.objects.get(), by=draft.created_by).number
        == 1
    )


def test_a_comparison_of_repetitive_texts_ends():
    shown = marked_difference("a b " * 3000, "b a " * 3000)
    assert (shown.startswith("<del>a b"), shown.count("<ins>")) == (True, 1)


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b"])
def test_signs_that_nothing_can_keep_are_left_out(text):
    draft = make.application(filled=False)
    saving.save_answers(draft, {"title": (text, 0)}, by=draft.created_by)
    assert draft.answers.get(key="title").value == "ab"


@pytest.mark.parametrize(
    "path, data",
    [
        ("may-we/c/1/", None),
        ("start/c/1/", {"community": "a\x00"}),
        ("ask/c/", {"text": "a\x00", "community": ""}),
    ],
)
def test_a_nul_is_no_error_anywhere(client, path, data):
    draft = make.application(of=make.lot(make.call(slug="c")))
    client.force_login(draft.created_by)
    address = f"/en/applications/{path}"
    answer = (
        client.get(address + "?community=%00")
        if data is None
        else client.post(address, data)
    )
    assert answer.status_code in (200, 302, 422)


def test_only_utf_8_is_read(client):
    kind = "application/x-www-form-urlencoded; charset=utf-7"
    assert (
        client.post(
            "/en/calls/follow/", "email=x", content_type=kind
        ).status_code
        == 415
    )


def test_words_come_back_when_another_person_signs_in_on_the_spot(client):
    draft = make.application()
    neighbour = make.seat(make.community(), "submitter").user
    data = {
        "relogin-login": neighbour.email,
        "relogin-password": "pass",
        "title": "Precious",
        "rev-title": 1,
    }
    answer = client.post(f"/en/applications/{draft.reference}/edit/idea/", data)
    text = answer.content.decode()
    assert (
        answer.status_code in (401, 403),
        "Precious" in text,
        'value="pass"' in text,
    ) == (
        True,
        True,
        False,
    )


def test_a_viewer_takes_nothing_over(client):
    draft = make.application()
    with pytest.raises(PermissionDenied):
        prefilling.prefill_from_application(
            draft, draft, by=make.seat(draft.community, "viewer").user
        )
