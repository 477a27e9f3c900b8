"""All or nothing: killed between any two steps, a full disk, many at once."""

import hashlib
import itertools
import multiprocessing
import os
import resource
import signal

import pytest
from django.core.files.storage import storages
from django.db import connection, transaction

from applications.drafts import saving, starting
from applications.models import (
    Application,
    Attachment,
    PersonalPart,
    StatusChange,
    Version,
)
from applications.submissions import lifecycle, receipts, uploading
from calls.models import Question
from core.files import storage
from mailing.models import Letter
from tests import make
from tests.parallel import at_once

pytestmark = pytest.mark.django_db(transaction=True)
FORK = multiprocessing.get_context("fork")


def _killed_at(step: int, act) -> None:
    """In a process of its own: act, and die without a word just before the given statement."""
    connection.close()
    count = 0

    def dying(
        execute,
        sql,
        params,
        many,
        context,
    ):
        nonlocal count
        count += 1
        if count == step:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(dying):
        act()
    os._exit(0)


def run_until_killed(step, act):
    """Whether the process was killed; False once it came to its end."""
    connection.close()
    child = FORK.Process(target=_killed_at, args=(step, act))
    child.start()
    child.join(60)
    return child.exitcode == -signal.SIGKILL


def _count(act, count) -> None:
    """In a process of its own: act, keep nothing of it, and tell how many statements it took."""
    connection.close()

    def counting(
        execute,
        sql,
        params,
        many,
        context,
    ):
        count.value += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(counting), transaction.atomic():
        act()
        transaction.set_rollback(True)
    os._exit(0)


def steps(which, act):
    """The statements to be killed at: every one; or the first and the last few, where all is won or
    lost, and some between."""
    if which == "every":
        yield from itertools.count(1)
    connection.close()
    count = FORK.Value("i", 0)
    child = FORK.Process(target=_count, args=(act, count))
    child.start()
    child.join(60)
    assert child.exitcode == 0
    last = count.value
    yield from (
        n for n in itertools.count(1) if n <= 3 or n >= last - 3 or n % 6 == 0
    )


def counts():
    receipts_queued = Letter.objects.filter(kind="receipt").count()
    return (
        Version.objects.count(),
        PersonalPart.objects.count(),
        receipts_queued,
    )


@pytest.mark.parametrize(
    "which", ["some", pytest.param("every", marks=pytest.mark.every_statement)]
)
def test_a_submission_killed_between_any_two_steps_leaves_all_or_nothing(which):
    draft = make.application()
    by, seen = draft.created_by, set()
    submit = lambda: lifecycle.submit(draft, by=by)  # noqa: E731
    for step in steps(which, submit):
        if not run_until_killed(step, submit):
            break
        state = Application.objects.get().state
        seen.add((counts(), state, StatusChange.objects.count()))
    assert seen <= {((0, 0, 0), "draft", 1), ((1, 1, 1), "submitted", 2)}
    assert ((0, 0, 0), "draft", 1) in seen
    assert step > 20  # it came to its end by itself
    again = lifecycle.submit(Application.objects.get(), by=by)
    assert (counts(), again, receipts.hashes_agree(again)) == (
        (1, 1, 1),
        Version.objects.get(),
        True,
    )


def test_a_save_killed_between_any_two_steps_leaves_all_or_nothing():
    draft = make.application(filled=False)
    by, step = draft.created_by, 1
    given = {"title": ("Այգի", 0), "problem": ("Բակ", 0)}
    while run_until_killed(
        step, lambda: saving.save_answers(draft, given, by=by)
    ):
        kept = draft.answers.count(), draft.history.count()
        assert kept in ((0, 0), (2, 2))
        if kept == (2, 2):
            break
        step += 1
    assert step > 5


def test_twenty_starts_of_one_lot_make_one_row():
    lot, community = make.lot(), make.community()
    people = [make.seat(community, "submitter").user for _ in range(20)]
    acts = [
        lambda p=p: starting.start_application(
            lot, community, by=p, language="hy"
        )
        for p in people
    ]
    results = at_once(acts)
    draft = Application.objects.get()
    assert [one for one in results if isinstance(one, Application)] == [draft]
    told = {
        (one.code, one.params["reference"])
        for one in results
        if not isinstance(one, Application)
    }
    assert told == {("exists", draft.reference)}


def test_the_last_file_and_a_submission_at_once_make_one_version():
    draft = make.application(upload_grace=60)
    question = Question.objects.get(
        section__version=draft.form_version, key="letter"
    )
    content = make.PDF + b"two"
    sha = hashlib.sha256(content).hexdigest()
    one = uploading.announce_file(
        draft,
        question,
        name="b.pdf",
        size=len(content),
        sha256=sha,
        by=draft.created_by,
    )
    at_once(
        [
            lambda: lifecycle.submit(draft, by=draft.created_by),
            lambda: uploading.receive_file(
                one, question, make.pdf("b.pdf", content), by=draft.created_by
            ),
            lambda: lifecycle.submit(draft, by=draft.created_by),
        ]
    )
    version = Version.objects.get()
    assert sha in {file["sha256"] for file in version.content["files"]}


def test_two_answers_of_one_section_saved_at_once_are_both_kept():
    draft = make.application(filled=False)
    people = [draft.created_by, make.seat(draft.community, "editor").user]
    at_once(
        [
            lambda: saving.save_answers(
                draft, {"title": ("Ա", 0)}, by=people[0]
            ),
            lambda: saving.save_answers(
                draft, {"problem": ("Բ", 0)}, by=people[1]
            ),
        ]
    )
    assert dict(draft.answers.values_list("key", "value")) == {
        "title": "Ա",
        "problem": "Բ",
    }


def _with_a_full_disk(act) -> None:
    """In a process of its own that may write no file beyond a few kilobytes: the disk is full."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    connection.close()
    storages["private"]  # its folders are made
    real_save = storage.FileSystemStorage._save

    def limited(self, name, content):
        resource.setrlimit(
            resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY)
        )
        try:
            return real_save(self, name, content)
        finally:
            resource.setrlimit(
                resource.RLIMIT_FSIZE,
                (resource.RLIM_INFINITY, resource.RLIM_INFINITY),
            )

    storage.FileSystemStorage._save = limited
    try:
        act()
    except Exception as error:
        os._exit(7 if getattr(error, "code", "") == "disk" else 1)
    os._exit(0)


def test_a_full_disk_is_said_and_leaves_no_half_file(files_apart):
    draft = make.application()
    question = Question.objects.get(
        section__version=draft.form_version, key="letter"
    )
    before = {
        path for path in (files_apart / "private").rglob("*") if path.is_file()
    }
    head, end = make.PDF.split(b"trailer")
    comment = b"%" + b"x" * 50_000 + b"\n"
    large = make.pdf("large.pdf", head + comment + b"trailer" + end)
    connection.close()
    child = FORK.Process(
        target=_with_a_full_disk,
        args=(
            lambda: uploading.attach_file(
                draft, question, large, by=draft.created_by
            ),
        ),
    )
    child.start()
    child.join(60)
    after = {
        path for path in (files_apart / "private").rglob("*") if path.is_file()
    }
    assert (child.exitcode, after, Attachment.objects.count()) == (7, before, 1)
