import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone

from core.models import CommandRun
from mailing.models import Letter
from portal.desks import site_health
from tests import make

pytestmark = pytest.mark.django_db
PAGE = "/hy/desk/health/"


def timer(command):
    return next(one for one in site_health.timers() if one.command == command)


def test_a_command_notes_its_run():
    assert (timer("tidy").run, timer("tidy").is_late) == (None, True)
    call_command("tidy", verbosity=0)
    assert (timer("tidy").run.error, timer("tidy").is_late) == ("", False)


def test_a_command_that_fails_says_of_what_kind(monkeypatch):
    monkeypatch.setattr("accounts.form_keys.forget_form_keys", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        call_command("tidy")
    assert timer("tidy").run.error == "ZeroDivisionError"
    assert timer("tidy").is_late is True


def test_a_command_that_is_silent_too_long_is_late():
    call_command("tidy", verbosity=0)
    CommandRun.objects.update(began_at=timezone.now() - dt.timedelta(days=3))
    assert timer("tidy").is_late is True


def test_an_administrator_sends_a_letter_to_himself(client):
    administrator = make.staff("administrator")
    client.force_login(administrator)
    client.post(f"{PAGE}mail/")
    assert list(Letter.objects.values_list("kind", "email")) == [
        ("mail_test", administrator.email)
    ]


def test_without_a_scanner_its_test_says_so(client, settings):
    settings.CLAMD = ""
    client.force_login(make.staff("administrator"))
    page = client.post(f"{PAGE}scanner/", follow=True).content.decode()
    assert "Ստուգող ծրագիր կարգավորված չէ" in page


@pytest.mark.parametrize("language", ["hy", "en"])
def test_the_page_names_disk_and_versions(client, language):
    client.force_login(make.staff("administrator"))
    page = client.get(f"/{language}/desk/health/").content.decode()
    assert all(name in page for name, _version in site_health.versions())
