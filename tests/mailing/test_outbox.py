import pytest
from django.core import mail
from django.core.management import call_command
from django.db import DatabaseError
from django.utils import timezone

from communities.models import Invitation
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
        invitation=Invitation(expires_at=timezone.now()),
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
    assert invite(language="hy").subject.startswith("Ձեզ հրավիրում են")
    assert invite(language="en").subject.startswith(
        "An invitation to join the team of"
    )


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


@pytest.mark.django_db
@pytest.mark.parametrize(
    "error", [OSError(), ValueError("a@b.am"), UnicodeError(), DatabaseError()]
)
def test_one_letter_that_cannot_be_sent_stops_no_other(
    monkeypatch, error, mailoutbox
):
    bad, good = invite(), invite()
    make_message = outbox._message

    def message(letter):
        if letter.pk == bad.pk:
            raise error
        return make_message(letter)

    monkeypatch.setattr(outbox, "_message", message)
    assert outbox.send_waiting() == (1, 1)
    assert [sent.to for sent in mailoutbox] == [[good.email]]
    bad.refresh_from_db()
    assert (bad.sent_at, bad.tries, bad.error) == (
        None,
        1,
        type(error).__name__,
    )


@pytest.mark.django_db
def test_a_letter_is_given_up_visibly_and_sent_again(
    client, monkeypatch, django_capture_on_commit_callbacks
):
    letter = invite()
    monkeypatch.setattr(outbox, "_message", lambda letter: [][0])
    for _try in range(12):
        outbox.send_waiting()
    letter.refresh_from_db()
    assert (letter.tries, letter.is_given_up) == (10, True)
    client.force_login(make.staff("officer"))
    page = client.get("/en/office/stuck/").content.decode()
    assert "Something went wrong: IndexError" in page
    assert letter.recipient.name in page
    assert letter.email not in page
    monkeypatch.undo()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/en/office/stuck/letters/", {"letter": letter.pk})
    assert answer["Location"] == "/en/office/stuck/"
    letter.refresh_from_db()
    assert (letter.sent_at is None, letter.tries, letter.error) == (
        False,
        1,
        "",
    )


@pytest.mark.django_db(transaction=True)
def test_sending_again_says_when_it_fails_again(client, monkeypatch):
    letter = invite()
    Letter.objects.update(tries=3, error="IndexError", sent_at=None)
    monkeypatch.setattr(outbox, "_message", lambda letter: [][0])
    client.force_login(make.staff("officer"))
    data = {"letter": letter.pk}
    answer = client.post("/en/office/stuck/letters/", data, follow=True)
    page = answer.content.decode()
    assert "It failed again." in page
    assert "The letters are being sent again." not in page


@pytest.mark.django_db
def test_a_letter_that_nobody_needs_is_laid_aside(client):
    letter, other = invite(), invite()
    Letter.objects.update(tries=10, error="SMTPRecipientsRefused")
    client.force_login(make.staff("officer"))
    address = "/en/office/stuck/letters/aside/"
    page = client.post(address, {"letter": letter.pk}, follow=True)
    assert "The letter will not be sent." in page.content.decode()
    letter.refresh_from_db()
    assert (letter.sent_at, letter.laid_aside_at is None) == (None, False)
    assert list(Letter.objects.given_up()) == [other]
    outbox.send_letter(letter.pk)
    letter.refresh_from_db()
    assert (letter.sent_at, letter.tries) == (None, 10)
    assert client.post(address, {"letter": letter.pk}).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    "role, sees", [("officer", False), ("administrator", True)]
)
def test_an_address_is_shown_to_who_may_see_it(client, role, sees):
    letter = invite()
    Letter.objects.update(tries=3, error="SMTPRecipientsRefused")
    client.force_login(make.staff(role))
    page = client.get("/en/office/stuck/").content.decode()
    assert "The mail server refuses the address." in page
    assert (letter.email in page) is sees


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["editor", "head", "reviewer"])
def test_who_runs_no_calls_sees_nothing_that_is_stuck(client, role):
    client.force_login(make.staff(role))
    assert client.get("/en/office/stuck/").status_code == 403
    assert client.post("/en/office/stuck/letters/").status_code == 403


@pytest.mark.django_db
def test_every_letter_says_that_a_machine_wrote_it(mailoutbox, client):
    outbox.send_letter(invite().pk)
    client.post("/en/accounts/password/reset/", {"email": make.user().email})
    assert [
        message.extra_headers["Auto-Submitted"] for message in mailoutbox
    ] == ["auto-generated"] * 2
    assert mailoutbox[1].subject.startswith(
        "Covenant of Mayors and urban transformation: "
    )


@pytest.mark.django_db
def test_a_letter_leaves_by_a_providers_interface(settings):
    settings.EMAIL_BACKEND = "anymail.backends.test.EmailBackend"
    letter = outbox.queue_letter("mail_test", to=make.user(language="hy"))
    assert outbox.send_letter(letter.pk)
    (message,) = mail.outbox
    sent = message.anymail_test_params
    assert [one.addr_spec for one in sent["to"]] == [letter.email]
    assert (sent["subject"], sent["text_body"]) == (letter.subject, letter.body)
    assert sent["extra_headers"]["Auto-Submitted"] == "auto-generated"


@pytest.mark.django_db
def test_a_provider_that_refuses_is_noted_and_tried_again(settings):
    settings.EMAIL_BACKEND = "anymail.backends.brevo.EmailBackend"
    settings.ANYMAIL = {
        "BREVO_API_KEY": "k",
        "BREVO_API_URL": "http://127.0.0.1:1/",
    }
    letter = outbox.queue_letter("mail_test", to=make.user())
    assert outbox.send_letter(letter.pk) is False
    letter.refresh_from_db()
    assert (letter.tries, letter.error.startswith("Anymail")) == (1, True)
