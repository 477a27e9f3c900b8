"""Two officers, two submitters, two clicks at the same moment."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from communities import people
from communities.covenant import reminders
from communities.covenant.duties import Duty, Fact
from communities.models import Alias, Edition, ProfileChange, Reminder
from communities.proposals import proposing
from communities.register import import_runs
from mailing.models import Letter
from tests import make
from tests.parallel import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def codes(results):
    return sorted(
        result.code for result in results if isinstance(result, ValidationError)
    )


def test_a_proposal_accepted_by_four_at_once_is_published_once():
    change, officer = make.change(), make.staff("officer")
    results = at_once([lambda: proposing.accept(change, by=officer)] * 4)
    assert codes(results) == ["decided"] * 3
    assert (
        Edition.objects.count(),
        Letter.objects.filter(kind="change_decided").count(),
    ) == (1, 1)


def test_the_same_proposal_four_times_at_once_waits_once():
    seat = make.seat(make.community(), "submitter")
    results = at_once([lambda: make.change(seat.community, by=seat.user)] * 4)
    assert (ProfileChange.objects.count(), codes(results)) == (
        1,
        ["waiting"] * 3,
    )


def test_four_clicks_send_one_reminder():
    one, officer = (
        make.community(contact_email="a@one.example"),
        make.staff("officer"),
    )
    due = dt.date(2022, 1, 1)
    duty = Duty("plan", due, Fact(dt.date(2020, 1, 1), "joined"), 2)

    def send():
        return reminders.send_reminder(
            one, duty, stage=Reminder.BY_HAND, today=due, by=officer
        )

    assert codes(at_once([send] * 4)) == ["sent"] * 3
    assert (
        Reminder.objects.count(),
        Letter.objects.filter(kind="reminder").count(),
    ) == (1, 1)


def test_a_file_written_by_four_at_once_is_written_once():
    one, officer = make.community(), make.staff("officer")
    run = make.import_run(officer, f"hd002_code,name\n{one.hd002_code},Մյուս\n")
    results = at_once([lambda: import_runs.write(run, by=officer)] * 4)
    assert codes(results) == ["written"] * 3
    assert Alias.objects.count() == 1


def test_the_same_address_invited_by_four_at_once_gets_one_letter():
    community, officer = make.community(), make.staff("officer")
    results = at_once(
        [
            lambda: people.invite_colleague(
                community, "first@test.example", "submitter", by=officer
            )
        ]
        * 4
    )
    assert (
        codes(results),
        Letter.objects.filter(kind="invitation").count(),
    ) == (
        ["invited"] * 3,
        1,
    )
