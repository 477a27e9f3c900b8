"""Withdrawing and taking up again, completing, files on their way, a clock that goes back."""

import datetime as dt
import hashlib

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from applications.drafts import saving
from applications.models import (
    Application,
    Attachment,
    LotOpening,
    ProvisionalSubmission,
    SeenClosing,
    StatusChange,
    Version,
)
from applications.office import deadline_watch, extending, sealing
from applications.office.office_forms import ExtendOneForm
from applications.submissions import completing, lifecycle, receipts, uploading
from calls.models import Question
from core.clock import LONGEST_QUEUE
from mailing.models import Letter
from tests import make

pytestmark = pytest.mark.django_db
SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def draft():
    return make.application(upload_grace=60, closes=3)


def at(moment):
    return time_machine.travel(moment, tick=False)


def code_of(act):
    with pytest.raises(ValidationError) as caught:
        act()
    return caught.value.code


def verbs(application):
    return list(application.journal.values_list("verb", "to_state"))


# --- withdraw and reinstate ------------------------------------------------------------


def test_withdrawing_keeps_everything_and_can_be_undone_until_the_deadline(
    draft,
):
    by = draft.created_by
    version = lifecycle.submit(draft, by=by)
    lifecycle.withdraw(draft, reason="Another plan", by=by)
    assert Application.objects.get().state == "withdrawn"
    assert draft.journal.last().note == "Another plan"
    lifecycle.reinstate(draft, by=by)
    assert (Application.objects.get().state, draft.versions.get()) == (
        "submitted",
        version,
    )
    assert verbs(draft) == [
        ("start", "draft"),
        ("submit", "submitted"),
        ("withdraw", "withdrawn"),
        ("reinstate", "submitted"),
    ]


def test_after_the_deadline_a_withdrawal_is_final(draft):
    by = draft.created_by
    lifecycle.submit(draft, by=by)
    with at(draft.deadline_at):
        lifecycle.withdraw(draft, reason="x", by=by)
        assert code_of(lambda: lifecycle.reinstate(draft, by=by)) == "closed"
    assert Application.objects.get().state == "withdrawn"


def test_a_draft_is_not_withdrawn_and_nothing_is_withdrawn_without_a_reason(
    draft,
):
    by = draft.created_by
    assert (
        code_of(lambda: lifecycle.withdraw(draft, reason="x", by=by)) == "state"
    )
    lifecycle.submit(draft, by=by)
    assert (
        code_of(lambda: lifecycle.withdraw(draft, reason=" \n", by=by))
        == "no_reason"
    )
    assert code_of(lambda: lifecycle.reinstate(draft, by=by)) == "state"


@pytest.mark.parametrize("role", ["viewer", "editor"])
def test_only_a_submitter_withdraws_and_takes_up_again(draft, role):
    lifecycle.submit(draft, by=draft.created_by)
    person = make.seat(draft.community, role).user
    for act in (
        lambda: lifecycle.withdraw(draft, reason="x", by=person),
        lambda: lifecycle.reinstate(draft, by=person),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_withdrawn_application_takes_no_answer_and_no_submission(draft):
    by = draft.created_by
    lifecycle.submit(draft, by=by)
    lifecycle.withdraw(draft, reason="x", by=by)
    assert (
        code_of(lambda: saving.save_answers(draft, {"title": ("x", 1)}, by=by))
        == "closed"
    )
    assert code_of(lambda: lifecycle.submit(draft, by=by)) == "closed"


# --- a clock set back, another zone ------------------------------------------------------------


def test_a_clock_set_back_does_not_reopen_what_was_seen_to_close(draft):
    by, deadline = draft.created_by, draft.deadline_at
    with at(deadline):
        assert code_of(lambda: lifecycle.submit(draft, by=by)) == "closed"
    assert SeenClosing.objects.get().closes_at == deadline
    with at(deadline - SECOND):
        assert code_of(lambda: lifecycle.submit(draft, by=by)) == "closed"
        assert (
            code_of(
                lambda: saving.save_answers(draft, {"title": ("x", 1)}, by=by)
            )
            == "closed"
        )
        assert code_of(lambda: make.application(of=draft.lot)) == "closed"
    assert Version.objects.count() == 0


def test_the_watch_sees_closings_by_itself(draft):
    with at(draft.deadline_at + SECOND):
        deadline_watch.watch_deadlines()
    with at(draft.deadline_at - SECOND):
        assert (
            code_of(lambda: lifecycle.submit(draft, by=draft.created_by))
            == "closed"
        )


def test_an_extension_opens_again_what_was_seen_to_close(draft):
    with at(draft.deadline_at):
        assert (
            code_of(lambda: lifecycle.submit(draft, by=draft.created_by))
            == "closed"
        )
        until = draft.deadline_at + dt.timedelta(days=1)
        proposal = extending.propose_reopening(
            draft.lot, until, reason_hy="Ա", by=make.staff("officer")
        )
        extending.agree_to_reopening(proposal, by=make.staff("officer"))
        assert lifecycle.submit(draft, by=draft.created_by).deadline_at == until


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo", "UTC"])
def test_the_servers_zone_does_not_move_a_deadline(settings, draft, zone):
    settings.TIME_ZONE = zone
    deadline = dt.datetime(2026, 12, 26, 14, tzinfo=dt.UTC)  # 18:00 in Yerevan
    lot = make.lot(
        opens_at=deadline - dt.timedelta(days=60), closes_at=deadline
    )
    with at(deadline - dt.timedelta(days=1)):
        drafts = [make.application(of=lot) for _ in range(2)]
    with at(deadline - dt.timedelta(microseconds=1)):
        assert lifecycle.submit(drafts[0], by=drafts[0].created_by).number == 1
    with at(deadline):
        assert (
            code_of(
                lambda: lifecycle.submit(drafts[1], by=drafts[1].created_by)
            )
            == "closed"
        )


def test_an_instant_typed_by_an_officer_is_yerevans(settings):
    settings.TIME_ZONE = "America/New_York"
    form = ExtendOneForm(
        {"closes_at_0": "2026-12-26", "closes_at_1": "18:00", "reason": "x"}
    )
    assert form.is_valid(), form.errors
    assert form.cleaned_data["closes_at"] == dt.datetime(
        2026, 12, 26, 14, tzinfo=dt.UTC
    )


# --- files on their way ------------------------------------------------------------

LATE = make.PDF + b"late"


def announce(
    draft,
    content=LATE,
    by=None,
    **changes,
):
    question = Question.objects.get(
        section__version=draft.form_version, key="letter"
    )
    values = {
        "name": "late.pdf",
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        **changes,
    }
    return question, uploading.announce_file(
        draft, question, by=by or draft.created_by, **values
    )


def receive(question, attachment, content=LATE):
    upload = SimpleUploadedFile(attachment.name, content)
    return uploading.receive_file(
        attachment, question, upload, by=attachment.uploaded_by
    )


def test_a_file_announced_in_time_arrives_within_the_grace(draft):
    deadline, by = draft.deadline_at, draft.created_by
    with at(deadline - SECOND):
        question, attachment = announce(draft)
        waiting = lifecycle.submit(draft, by=by)
    assert isinstance(waiting, ProvisionalSubmission)
    assert (Application.objects.get().state, Version.objects.count()) == (
        "draft",
        0,
    )
    with at(deadline + 60 * SECOND):
        receive(question, attachment)
    version = Version.objects.get()
    assert (
        version.requested_at,
        version.accepted_at,
        version.deadline_at,
        version.waited_for_files,
    ) == (
        deadline - SECOND,
        deadline + 60 * SECOND,
        deadline,
        True,
    )
    assert attachment.sha256 in {
        file["sha256"] for file in version.content["files"]
    }
    assert (
        receipts.hashes_agree(version),
        Application.objects.get().state,
    ) == (
        True,
        "submitted",
    )
    assert Letter.objects.filter(kind="receipt").count() == 1


@pytest.mark.parametrize("late", [61, 900])
def test_after_the_grace_it_is_too_late_and_the_version_before_stands(
    draft, late
):
    deadline, by = draft.deadline_at, draft.created_by
    first = lifecycle.submit(draft, by=by)
    with at(deadline - SECOND):
        question, attachment = announce(draft)
        lifecycle.submit(draft, by=by)
    with at(deadline + late * SECOND):
        assert code_of(lambda: receive(question, attachment)) == "closed"
        deadline_watch.watch_deadlines()
        assert ProvisionalSubmission.objects.get().ended_at is None
    with at(deadline + 60 * SECOND + LONGEST_QUEUE):
        deadline_watch.watch_deadlines()
        deadline_watch.watch_deadlines()
    assert (
        Version.objects.get(),
        ProvisionalSubmission.objects.get().version,
    ) == (first, None)
    (letter,) = Letter.objects.filter(kind="never_arrived")
    assert "1" in letter.body


def test_a_file_announced_after_the_deadline_is_refused(draft):
    with at(draft.deadline_at):
        assert code_of(lambda: announce(draft)) == "closed"
    assert Attachment.objects.count() == 1


def test_what_arrives_must_be_what_was_announced(draft):
    with at(draft.deadline_at - SECOND):
        question, attachment = announce(draft)
    with at(draft.deadline_at + SECOND):
        for other in (LATE + b"x", LATE[:-1] + b"x"):
            assert (
                code_of(
                    lambda other=other: receive(question, attachment, other)
                )
                == "differs"
            )
        receive(question, attachment)  # another try with the right bytes
    assert Attachment.objects.get(pk=attachment.pk).state == "clean"


def test_submitting_waits_for_files_before_the_deadline_too(draft):
    by = draft.created_by
    question, attachment = announce(draft)
    lifecycle.submit(draft, by=by)
    saving.save_answers(draft, {"title": ("Later", 1)}, by=by)
    receive(question, attachment)
    version = Version.objects.get()
    assert (
        version.content["sections"][0]["answers"][0]["value"] == "Այգի"
    )  # frozen at the request
    assert version.waited_for_files is False
    draft.refresh_from_db()
    assert lifecycle.has_unsent_changes(draft) is True


def test_a_newer_submission_takes_the_place_of_a_waiting_one(draft):
    by = draft.created_by
    question, attachment = announce(draft)
    lifecycle.submit(draft, by=by)
    uploading.remove_attachment(attachment, by=by)
    version = lifecycle.submit(draft, by=by)
    assert isinstance(version, Version)
    assert ProvisionalSubmission.objects.filter(ended_at=None).count() == 0
    assert code_of(lambda: receive(question, attachment)) == "gone"
    assert Version.objects.get() == version


def test_announcing_and_receiving_twice_doubles_nothing(draft):
    question, one = announce(draft)
    _question, two = announce(draft)
    receive(question, one)
    receive(question, Attachment.objects.get(pk=one.pk))
    assert (one.pk, Attachment.objects.filter(state="clean").count()) == (
        two.pk,
        2,
    )


@pytest.mark.parametrize(
    "changes, code",
    [
        ({"name": "a.exe"}, "kind"),
        ({"name": "page.html.pdf.js"}, "kind"),
        ({"size": 0}, "empty"),
        ({"size": 10**9}, "too_large"),
        ({"sha256": "x"}, "bad_hash"),
        ({"sha256": ""}, "bad_hash"),
    ],
)
def test_an_announcement_is_checked(draft, changes, code):
    assert code_of(lambda: announce(draft, **changes)) == code


def test_names_lose_paths_and_signs_that_turn(draft):
    for name, kept in (
        ("../../etc/x.pdf", "x.pdf"),
        ("a\u202efdp.pdf", "afdp.pdf"),
        ("C:\\a\\b.pdf", "b.pdf"),
    ):
        _question, attachment = announce(draft, name=name)
        assert attachment.name == kept
        uploading.remove_attachment(attachment, by=draft.created_by)


def test_a_file_that_is_not_what_it_says_frees_its_place(draft):
    content = b"MZ" + make.PDF
    question, attachment = announce(draft, content)
    assert (
        code_of(lambda: receive(question, attachment, content))
        == "not_what_it_says"
    )
    assert Attachment.objects.get(pk=attachment.pk).state == "refused"
    announce(draft)


def test_a_question_narrows_kinds_and_sizes(draft):
    fields = {"file_kinds": "png, jpg", "max_megabytes": 1}
    question = Question(key="letter", type="file", max_files=5, **fields)
    by = draft.created_by
    pdf = {"name": "a.pdf", "size": 5, "sha256": "a" * 64}
    assert (
        code_of(lambda: uploading.announce_file(draft, question, by=by, **pdf))
        == "kind"
    )
    big = {"name": "a.png", "size": 2 * 10**6, "sha256": "a" * 64}
    assert (
        code_of(lambda: uploading.announce_file(draft, question, by=by, **big))
        == "too_large"
    )


# --- completion ------------------------------------------------------------


@pytest.fixture
def submitted(draft):
    lifecycle.submit(draft, by=draft.created_by)
    return draft


def ask(
    application,
    keys=("problem",),
    by=None,
    days=5,
):
    due = application.deadline_at + dt.timedelta(days=days)
    completing.request_completion(
        application,
        list(keys),
        note="Say more",
        due_at=due,
        by=by or make.staff("officer"),
    )
    return due


def test_only_the_named_questions_open_until_their_own_deadline(submitted):
    by = submitted.created_by
    with at(submitted.deadline_at + LONGEST_QUEUE):
        due = ask(submitted)
        saving.save_answers(submitted, {"problem": ("More", 1)}, by=by)
        assert (
            code_of(
                lambda: saving.save_answers(
                    submitted, {"title": ("x", 1)}, by=by
                )
            )
            == "closed"
        )
        saving.save_answers(
            submitted, {"problem": ("More still", 2), "title": ("x", 1)}, by=by
        )
        letter = Question.objects.get(
            section__version=submitted.form_version, key="letter"
        )
        assert (
            code_of(
                lambda: uploading.attach_file(
                    submitted, letter, make.pdf(), by=by
                )
            )
            == "closed"
        )
        second = lifecycle.submit(submitted, by=by)
    answers = {
        e["key"]: e["value"]
        for e in second.content["sections"][0]["answers"]
        if "value" in e
    }
    assert (answers["problem"], answers["title"]) == ("More still", "Այգի")
    assert (
        second.number,
        second.deadline_at,
        Application.objects.get().state,
    ) == (2, due, "submitted")
    assert verbs(submitted)[-2:] == [
        ("ask_completion", "completion"),
        ("complete", "submitted"),
    ]


def test_a_completion_that_is_late_is_refused_and_the_version_before_stands(
    submitted,
):
    by, officer = submitted.created_by, make.staff("officer")
    with at(submitted.deadline_at + LONGEST_QUEUE):
        due = ask(submitted, by=officer)
        assert (
            code_of(lambda: completing.end_completion(submitted, by=officer))
            == "not_over"
        )
    with at(due + LONGEST_QUEUE):
        assert (
            code_of(
                lambda: saving.save_answers(
                    submitted, {"problem": ("x", 1)}, by=by
                )
            )
            == "closed"
        )
        assert code_of(lambda: lifecycle.submit(submitted, by=by)) == "closed"
        completing.end_completion(submitted, by=officer)
    assert (Application.objects.get().state, Version.objects.count()) == (
        "submitted",
        1,
    )


def test_a_completion_is_asked_once_after_the_deadline_for_known_questions(
    submitted,
):
    officer = make.staff("officer")
    assert code_of(lambda: ask(submitted)) == "early"
    with at(submitted.deadline_at + LONGEST_QUEUE):
        assert (
            code_of(lambda: ask(submitted, keys=("nothing",))) == "no_question"
        )
        assert code_of(lambda: ask(submitted, keys=())) == "no_question"
        assert code_of(lambda: ask(submitted, days=0)) == "past"
        ask(submitted, by=officer)
        assert code_of(lambda: ask(Application.objects.get())) == "once"
        for role in ("editor", "head"):
            with pytest.raises(PermissionDenied):
                ask(submitted, by=make.staff(role))


def test_the_request_for_completion_stands_as_it_was_made(submitted):
    with at(submitted.deadline_at + LONGEST_QUEUE):
        ask(submitted)
    request = Application.objects.get().completion
    for act in (
        lambda: type(request).objects.update(note="x"),
        lambda: request.delete(),
    ):
        with (
            pytest.raises(DatabaseError, match="not changed"),
            transaction.atomic(),
        ):
            act()


# --- sealed calls ------------------------------------------------------------


@pytest.fixture
def sealed():
    application = make.application(
        of=make.lot(make.call(is_sealed=True), closes=3)
    )
    lifecycle.submit(application, by=application.created_by)
    return application


def seen(user):
    return Application.objects.visible_to(user).count()


def test_sealed_applications_are_read_only_after_they_were_opened_on_record(
    sealed,
):
    officer, head = make.staff("officer"), make.staff("head")
    assert (seen(officer), seen(sealed.created_by)) == (0, 1)
    assert (
        code_of(lambda: sealing.open_sealed_lot(sealed.lot, by=officer))
        == "early"
    )
    with at(sealed.deadline_at + LONGEST_QUEUE):
        assert seen(officer) == 0
        with pytest.raises(PermissionDenied):
            sealing.open_sealed_lot(sealed.lot, by=head)
        opening = sealing.open_sealed_lot(sealed.lot, by=officer)
        assert (
            sealing.open_sealed_lot(sealed.lot, by=make.staff("officer"))
            == opening
        )
    assert (seen(officer), seen(head), opening.number, opening.by) == (
        1,
        1,
        1,
        officer,
    )
    with (
        pytest.raises(DatabaseError, match="insert-only"),
        transaction.atomic(),
    ):
        LotOpening.objects.update(number=2)


def test_an_application_with_a_later_deadline_keeps_the_lot_sealed(sealed):
    officer = make.staff("officer")
    until = sealed.deadline_at + dt.timedelta(days=2)
    proposed = extending.propose_extension(
        sealed, until, reason="x", by=officer
    )
    extending.agree_to_extension(proposed, by=make.staff("officer"))
    with at(until - SECOND):
        assert (
            code_of(lambda: sealing.open_sealed_lot(sealed.lot, by=officer))
            == "early"
        )
    with at(until + LONGEST_QUEUE):
        sealing.open_sealed_lot(sealed.lot, by=officer)


# --- reminders ------------------------------------------------------------


def test_drafts_are_reminded_once_at_each_stage_in_the_readers_language(draft):
    writer = make.seat(draft.community, "editor").user
    make.seat(draft.community, "viewer")
    writer.language = "en"
    writer.save()
    lot_closes = draft.lot.closes_at
    counted = []
    for hours in (200, 168, 100, 48, 47, 2, 1, 0, -1):
        with at(lot_closes - dt.timedelta(hours=hours)):
            counted.append(deadline_watch.remind_all_drafts())
            assert deadline_watch.remind_all_drafts() == 0
    assert counted == [0, 2, 0, 2, 0, 2, 0, 0, 0]
    letters = Letter.objects.filter(kind="draft_reminder", email=writer.email)
    assert all("NOT submitted" in one.subject for one in letters)


def test_a_late_draft_gets_only_the_nearest_reminder(draft):
    with at(draft.deadline_at - dt.timedelta(hours=1)):
        assert deadline_watch.remind_all_drafts() == 1
    assert list(draft.reminders.values_list("stage", flat=True)) == ["2h"]


def test_submitted_and_withdrawn_applications_are_not_reminded(draft):
    lifecycle.submit(draft, by=draft.created_by)
    with at(draft.deadline_at - dt.timedelta(hours=1)):
        assert deadline_watch.remind_all_drafts() == 0
    lifecycle.withdraw(draft, reason="x", by=draft.created_by)
    with at(draft.deadline_at - dt.timedelta(hours=1)):
        assert deadline_watch.remind_all_drafts() == 0


def test_a_new_deadline_is_reminded_anew(draft):
    with at(draft.deadline_at - dt.timedelta(hours=1)):
        assert deadline_watch.remind_all_drafts() == 1
        until = draft.deadline_at + dt.timedelta(days=1)
        extending.extend_lot(
            draft.lot, until, reason_hy="Ա", by=make.staff("officer")
        )
        assert deadline_watch.remind_all_drafts() == 1
    assert sorted(draft.reminders.values_list("stage", flat=True)) == [
        "2h",
        "48h",
    ]


def test_the_journal_has_exactly_one_entry_for_each_move(submitted):
    by = submitted.created_by
    lifecycle.submit(submitted, by=by)
    lifecycle.withdraw(submitted, reason="x", by=by)
    lifecycle.reinstate(submitted, by=by)
    assert [one.number for one in StatusChange.objects.order_by("number")] == [
        1,
        2,
        3,
        4,
    ]
