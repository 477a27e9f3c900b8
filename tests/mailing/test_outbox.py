import pytest
from django.core import mail
from django.core.management import call_command

from mailing import outbox
from mailing.models import Letter
from tests import make


def invite(**fields):
    to = make.user(**fields)
    return outbox.queue_letter(
        "invitation",
        to=to,
        community=make.community(),
        role="viewer",
        token="t",
        by=make.user(),
    )


@pytest.mark.django_db
def test_a_letter_is_sent_after_the_commit_and_once(
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks(execute=True):
        letter = invite()
        assert len(mail.outbox) == 0
    assert len(mail.outbox) == 1
    assert outbox.send_letter(letter.pk) is False
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_a_letter_speaks_the_language_of_its_reader():
    assert (
        "Հրավեր" in invite(language="hy").subject
        or "հրավեր" in invite(language="hy").subject
    )
    assert invite(language="en").subject.startswith("An invitation to work for")


@pytest.mark.django_db
def test_a_failing_mail_server_is_noted_and_tried_again(monkeypatch):
    letter = invite()
    monkeypatch.setattr(
        "django.core.mail.EmailMessage.send",
        lambda self: (_ for _ in ()).throw(OSError()),
    )
    assert outbox.send_letter(letter.pk) is False
    letter.refresh_from_db()
    assert (letter.sent_at, letter.tries, letter.error) == (None, 1, "OSError")
    monkeypatch.undo()
    call_command("send_letters")
    assert Letter.objects.get(pk=letter.pk).sent_at is not None
