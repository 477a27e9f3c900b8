"""Work after the answer names the request that asked for it."""

import pytest
from django.core import mail

from core.background_work import background_task, enqueue_after_commit
from core.web.request_ids import current_request_id, named_request
from mailing import outbox
from tests import make

OURS = "0123456789abcdef" * 2
seen = []


@background_task
def remember(word):
    seen.append((word, current_request_id()))


@pytest.mark.django_db
def test_work_is_done_under_the_request_that_asked_for_it(
    django_capture_on_commit_callbacks,
):
    seen.clear()
    with django_capture_on_commit_callbacks(execute=True):
        with named_request(OURS):
            enqueue_after_commit(remember, "said")
        assert seen == []
    assert (seen, current_request_id()) == ([("said", OURS)], "-")


@pytest.mark.django_db
def test_a_letter_names_its_request_even_when_it_is_tried_again_later():
    with named_request(OURS):
        letter = outbox.queue_letter("mail_test", to=make.user())
    assert outbox.send_letter(letter.pk)
    assert (
        letter.request_id,
        mail.outbox[0].extra_headers["X-Request-ID"],
    ) == (
        OURS,
        OURS,
    )


@pytest.mark.django_db
def test_what_fails_is_logged_under_it(monkeypatch, caplog):
    with named_request(OURS):
        letter = outbox.queue_letter("mail_test", to=make.user())
    names = []
    monkeypatch.setattr(
        outbox.log,
        "warning",
        lambda *_words: names.append(current_request_id()),
    )
    monkeypatch.setattr(
        "django.core.mail.EmailMessage.send",
        lambda self: (_ for _ in ()).throw(OSError()),
    )
    assert outbox.send_letter(letter.pk) is False
    assert names == [OURS]
