"""The deadline desk and its reminders."""

import datetime as dt
import io

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.utils import timezone

from communities.covenant import desk, duties, reminders, standings
from communities.models import Community, Organisation, Reminder, StatusOverride
from mailing.models import Letter
from tests import make

pytestmark = pytest.mark.django_db
TODAY = dt.date(2024, 6, 1)


def joined(due, **fields):
    """A community whose plan is due on that day."""
    one = make.community(**fields)
    make.adhesion(
        one, duties.years_after(dt.date.fromisoformat(due), -2), for_2030=True
    )
    return one


def owed(**asked):
    return [
        (one.community.slug, one.duty.due.isoformat(), one.is_overdue)
        for one in desk.owed_duties(TODAY, **asked)
    ]


def duty_of(community):
    found = standings.with_rows(Community.objects.filter(pk=community.pk)).get()
    return standings.community_standing(found, TODAY).standing.next


def test_overdue_duties_stand_first_the_longest_on_top():
    joined("2024-07-01", slug="soon")
    joined("2023-01-01", slug="long")
    joined("2024-05-31", slug="yesterday")
    joined("2024-06-01", slug="today")
    assert owed() == [
        ("long", "2023-01-01", True),
        ("yesterday", "2024-05-31", True),
        ("today", "2024-06-01", False),
        ("soon", "2024-07-01", False),
    ]
    assert [slug for slug, *_rest in owed(when="overdue")] == [
        "long",
        "yesterday",
    ]


def test_filters_by_region_and_supporter():
    supporter = Organisation.objects.create(
        slug="union", name_hy="Միություն", is_supporter=True
    )
    one = joined("2023-01-01", slug="one", region=make.region(slug="lori"))
    one.adhesions.update(supporter=supporter)
    joined("2023-02-01", slug="two", region=make.region(slug="shirak"))
    assert [slug for slug, *_rest in owed(region="lori")] == ["one"]
    assert [slug for slug, *_rest in owed(supporter="union")] == ["one"]
    assert owed(region="nowhere") == []


def test_a_former_community_owes_nothing():
    joined("2023-01-01", is_former=True, absorbed_in="2022")
    assert owed() == []


@pytest.mark.parametrize(
    "due, stage",
    [
        ("2024-09-01", ""),
        ("2024-08-31", "ahead"),
        ("2024-07-02", "ahead"),
        ("2024-07-01", "soon"),
        ("2024-06-01", "soon"),
        ("2024-05-31", "overdue"),
    ],
)
def test_the_stage_of_a_reminder_follows_the_days_left(due, stage):
    assert reminders.stage_of(duty_of(joined(due)), TODAY) == stage


@pytest.mark.parametrize(
    "language, words",
    [("hy", "Քաղաքապետերի դաշնագ"), ("en", "Covenant of Mayors")],
)
def test_a_reminder_is_written_in_the_language_of_the_community_and_logged(
    language, words
):
    one = joined("2023-01-01", slug="one", letters_in=language)
    make.seat(
        one, "submitter", make.user(language="hy" if language == "en" else "en")
    )
    officer = make.staff("officer")
    sent = reminders.send_reminder(
        one, duty_of(one), stage=Reminder.BY_HAND, today=TODAY, by=officer
    )
    letter = Letter.objects.get(kind="reminder")
    assert (
        words in letter.body,
        letter.language,
        f"/{language}/workspace/one/profile/" in letter.body,
    ) == (
        True,
        language,
        True,
    )
    assert (sent.letters, sent.by, sent.due_on) == (
        1,
        officer,
        dt.date(2023, 1, 1),
    )


def test_without_people_the_public_address_receives_it_and_without_both_nobody():
    one = joined("2023-01-01", contact_email="office@one.example")
    reminders.send_reminder(
        one, duty_of(one), stage=Reminder.OVERDUE, today=TODAY, by=None
    )
    assert Letter.objects.get(kind="reminder").email == "office@one.example"
    other = joined("2023-01-01")
    with pytest.raises(ValidationError) as caught:
        reminders.send_reminder(
            other, duty_of(other), stage=Reminder.OVERDUE, today=TODAY, by=None
        )
    assert (caught.value.code, Reminder.objects.count()) == ("nobody", 1)


def test_a_stage_is_sent_once_and_by_hand_once_a_day():
    one = joined("2023-01-01", contact_email="office@one.example")
    duty, officer = duty_of(one), make.staff("officer")
    reminders.send_reminder(
        one, duty, stage=Reminder.OVERDUE, today=TODAY, by=None
    )
    with pytest.raises(ValidationError) as caught:
        reminders.send_reminder(
            one, duty, stage=Reminder.OVERDUE, today=TODAY, by=None
        )
    assert caught.value.code == "sent"
    reminders.send_reminder(
        one, duty, stage=Reminder.BY_HAND, today=TODAY, by=officer
    )
    with pytest.raises(ValidationError) as caught:
        reminders.send_reminder(
            one, duty, stage=Reminder.BY_HAND, today=TODAY, by=officer
        )
    assert caught.value.code == "sent"
    with time_machine.travel(timezone.now() + dt.timedelta(days=1, seconds=1)):
        reminders.send_reminder(
            one, duty, stage=Reminder.BY_HAND, today=TODAY, by=officer
        )
    assert Reminder.objects.count() == 3


def test_a_letter_by_hand_holds_the_weekly_one_back_for_a_week():
    one = joined("2023-01-01", contact_email="office@one.example")
    with time_machine.travel(dt.datetime(2024, 5, 30, 12), tick=False):
        reminders.send_reminder(
            one,
            duty_of(one),
            stage=Reminder.BY_HAND,
            today=TODAY,
            by=make.staff("officer"),
        )
    assert run() == "0 reminders, 0 letters\n"


def test_those_who_submit_receive_it_first():
    one = joined("2023-01-01", slug="one")
    submitter = make.seat(one, "submitter").user
    make.seat(one, "viewer")
    assert reminders.recipients(one) == [submitter]


def test_only_those_who_may_send():
    one = joined("2023-01-01", contact_email="office@one.example")
    with pytest.raises(PermissionDenied):
        reminders.send_reminder(
            one,
            duty_of(one),
            stage=Reminder.BY_HAND,
            today=TODAY,
            by=make.staff("head"),
        )
    assert Letter.objects.count() == 0


def run(*options):
    out = io.StringIO()
    with time_machine.travel(dt.datetime(2024, 6, 1, 12), tick=False):
        call_command("send_reminders", *options, stdout=out)
    return out.getvalue()


def test_the_weekly_command_sends_the_due_ones_once():
    joined(
        "2023-01-01", slug="over", contact_email="a@one.example", name_en="Over"
    )
    joined(
        "2024-06-20", slug="soon", contact_email="b@one.example", name_en="Soon"
    )
    joined("2025-06-20", slug="far", contact_email="c@one.example")
    joined("2023-01-01", slug="mute")
    assert run("--dry-run").splitlines() == [
        "Over: plan due 2023-01-01, overdue, 1 letters",
        "Soon: plan due 2024-06-20, soon, 1 letters",
    ]
    assert Letter.objects.count() == 0
    assert run() == "2 reminders, 2 letters\n"
    assert run() == "0 reminders, 0 letters\n"
    assert sorted(Reminder.objects.values_list("stage", flat=True)) == [
        "overdue",
        "soon",
    ]


def test_who_is_excused_by_staff_is_not_told_that_something_is_overdue():
    one = joined("2023-01-01", contact_email="a@one.example")
    fields = {
        "community": one,
        "status": "active",
        "reason": "the plan is being uploaded",
    }
    word = StatusOverride.objects.create(
        **fields, begins_on=dt.date(2024, 5, 1), ends_on=dt.date(2024, 6, 1)
    )
    [found] = desk.owed_duties(TODAY)
    assert (found.placed.state, found.is_to_send) == ("active", False)
    [found] = desk.owed_duties(
        TODAY + dt.timedelta(days=1)
    )  # the word has ended
    assert (found.placed.state, found.is_to_send) == (duties.ON_HOLD, True)
    word.delete()


def test_the_office_walks_from_the_desk_to_the_letter_and_sends_it(client):
    one = joined("2023-01-01", slug="one", name_en="One")
    make.seat(one, "submitter")
    client.force_login(make.staff("officer"))
    text = client.get("/en/office/deadlines/").content.decode()
    path = "/en/office/deadlines/one/plan/2023-01-01/"
    assert path in text
    letter = client.get(path)
    assert letter.context["subject"].startswith(one.name_hy)
    assert client.post(f"{path}send/").status_code == 302
    assert (Reminder.objects.get().stage, Letter.objects.count()) == (
        "by_hand",
        1,
    )
    assert (
        "sent by staff" in client.get("/en/office/deadlines/").content.decode()
    )


@pytest.mark.parametrize(
    "path",
    [
        "one/plan/2023-01-02/",
        "one/report/2023-01-01/",
        "two/plan/2023-01-01/",
        "one/x/y/",
    ],
)
def test_a_duty_that_is_not_open_has_no_letter(client, path):
    joined("2023-01-01", slug="one")
    client.force_login(make.staff("officer"))
    assert client.get(f"/en/office/deadlines/{path}").status_code == 404


@pytest.mark.parametrize(
    "query", ["?when=x", "?region=x", "?page=999", "?supporter=%00"]
)
def test_a_nonsense_filter_of_the_desk_is_no_error(client, query):
    client.force_login(make.staff("officer"))
    assert client.get(f"/en/office/deadlines/{query}").status_code == 200


def test_a_day_that_has_passed_has_no_days_left(client, register):
    client.force_login(make.staff("officer"))
    with time_machine.travel(dt.datetime(2026, 11, 27, tzinfo=dt.UTC)):
        page = client.get("/en/office/deadlines/").content.decode()
    assert page.count("has passed; not known here whether it was met") == 5
    assert "699 days left" not in " ".join(page.split())


@pytest.mark.parametrize("rows", [1, 3])
def test_the_desk_takes_as_many_queries_for_three_as_for_one(
    client, django_assert_num_queries, rows
):
    for n in range(rows):
        make.seat(joined("2023-01-01", slug=f"c{n}"), "submitter")
    client.force_login(make.staff("officer"))
    client.get("/en/office/deadlines/")
    with django_assert_num_queries(15):
        client.get("/en/office/deadlines/")


def test_the_workspace_shows_the_same_duties(client):
    one = joined("2023-01-01", slug="one")
    client.force_login(make.seat(one, "viewer").user)
    text = client.get("/en/workspace/").content.decode()
    assert "was due on 1 January 2023" in text
    assert "two years after the adhesion of 1 January 2021" in text


def test_the_override_has_an_end_and_a_reason(client):
    one = joined("2023-01-01", slug="one")
    today = dt.date.today()
    StatusOverride.objects.create(
        community=one,
        status="active",
        reason="uploaded on paper",
        begins_on=today,
        ends_on=today,
    )
    text = client.get("/en/communities/one/").content.decode()
    assert ("uploaded on paper" in text, "On hold under" in text) == (
        True,
        False,
    )
    assert (
        "overdue"
        not in client.get("/en/communities/compare/?c=one").content.decode()
    )
