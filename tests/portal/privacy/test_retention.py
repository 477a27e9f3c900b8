"""What is no longer needed goes, each kind at its boundary; the page says the same periods."""

import datetime as dt
import io

import pytest
from django.core.files.storage import storages
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from accounts.models import (
    BrowserSession,
    PersonExport,
    SignIn,
    StaffInvitation,
)
from applications.models import (
    Answer,
    AnswerHistory,
    Application,
    Attachment,
    Export,
    Inquiry,
    LegalHold,
    PersonalPart,
    StatusChange,
)
from applications.office import retention as of_applications
from applications.submissions import lifecycle
from communities.models import Invitation
from content.models import BinnedContent, WorkingCopy
from core import retention
from core.files.storage import PrivateStorage
from mailing.models import Address, Letter, Subscription
from portal.backups.records import record_faults
from portal.trust.retention import retention_periods
from tests import make, persons_world

pytestmark = pytest.mark.django_db
A_MINUTE = dt.timedelta(minutes=1)


def _invitation(model, at, **fields):
    row = model.objects.create(
        email="a@b.am",
        token_sha256="x",
        expires_at=timezone.now() + A_MINUTE,
        **fields,
    )
    model.objects.filter(pk=row.pk).update(
        created_at=at - dt.timedelta(days=9), expires_at=at
    )


def _letter(at, **fields):
    values = {"email": "a@b.am", "language": "hy", "subject": "s", "body": "b"}
    Letter.objects.create(**{"sent_at": at, **values, **fields})


def _export(model, at, **fields):
    storage = storages["private"]
    assert isinstance(storage, PrivateStorage)
    row = model.objects.create(storage_key=storage.keep(b"zip"), **fields)
    model.objects.filter(pk=row.pk).update(asked_at=at)


def _dead(at):
    make.follower("dead@b.am")
    Address.objects.create(email="dead@b.am", disabled_at=at)


def _unconfirmed(at):
    row = make.follower("new@b.am", confirmed=False)
    Subscription.objects.filter(pk=row.pk).update(asked_at=at)


def _working_copy(at):
    row = WorkingCopy.objects.create(user=make.user(), model="news.article")
    WorkingCopy.objects.filter(pk=row.pk).update(seen_at=at)


def _sign_in(at):
    row = SignIn.objects.create(user=make.user())
    SignIn.objects.filter(pk=row.pk).update(at=at)


def _session(at):
    BrowserSession.objects.create(
        session_key="k", session_data="d", expire_date=at
    )


def _binned(at):
    BinnedContent.objects.create(
        model="news.article",
        object_id=1,
        title="t",
        slug="s",
        kept={"fields": {}},
        binned_at=at,
    )


def _answered_guest(at):
    make.guest_question(
        make.call(),
        answer="Yes",
        answered_at=at,
        answered_by=make.staff("officer"),
    )


MADE = {
    "sessions": _session,
    "sign_ins": _sign_in,
    "staff_invitations": lambda at: _invitation(StaffInvitation, at),
    "invitations": lambda at: _invitation(
        Invitation, at, community=make.community(), role="viewer"
    ),
    "unconfirmed_subscriptions": _unconfirmed,
    "subscriber_letters": lambda at: _letter(at, kind="newsletter"),
    "dead_addresses": _dead,
    "letters": lambda at: _letter(at, kind="receipt"),
    "unconfirmed_questions": lambda at: make.guest_question(
        make.call(), confirmed=False, asked_at=at
    ),
    "guest_addresses": _answered_guest,
    "working_copies": _working_copy,
    "bin": _binned,
    "exports": lambda at: _export(
        Export, at, lot=make.lot(), kind="csv", asked_by=make.user()
    ),
    "copies": lambda at: _export(
        PersonExport, at, person=(one := make.user()), asked_by=one
    ),
}
#: these have tests of their own, below
OF_APPLICATIONS = {"drafts", "unsuccessful"}


def test_every_rule_has_its_boundary_tried():
    codes = {rule.code for rule in retention.RULES.all()}
    assert codes == set(MADE) | OF_APPLICATIONS


@pytest.mark.parametrize("code", sorted(MADE))
def test_a_rule_takes_what_is_a_minute_over_and_nothing_younger(code):
    rule, now = retention.RULES.get(code), timezone.now()
    MADE[code](now - rule.period + A_MINUTE)
    assert retention.count_over(rule, now) == 0
    assert retention.apply_rule(rule, now) == 0
    later = now + 2 * A_MINUTE
    assert retention.count_over(rule, later) == 1
    assert retention.apply_rule(rule, later) == 1
    assert retention.count_over(rule, later) == 0


def test_files_of_exports_go_with_them(django_capture_on_commit_callbacks):
    now = timezone.now()
    before = set(persons_world.raw_files())
    MADE["exports"](now - dt.timedelta(days=8))
    MADE["copies"](now - dt.timedelta(days=8))
    with django_capture_on_commit_callbacks(execute=True):
        for code in ("exports", "copies"):
            retention.apply_rule(retention.RULES.get(code), now)
    assert set(persons_world.raw_files()) <= before


def test_the_reason_of_an_export_stays_when_its_file_goes():
    now = timezone.now()
    MADE["exports"](now - dt.timedelta(days=8))
    Export.objects.update(personal_reason="For the auditor")
    rule = retention.RULES.get("exports")
    assert retention.apply_rule(rule, now) == 1
    kept = Export.objects.get()
    assert (kept.storage_key, kept.personal_reason) == ("", "For the auditor")
    assert retention.apply_rule(rule, now) == 0


def test_a_dry_run_says_how_many_and_takes_nothing():
    MADE["letters"](timezone.now() - dt.timedelta(days=366))
    said = io.StringIO()
    call_command("apply_retention", dry_run=True, stdout=said)
    assert "letters (365 days): 1\n" in said.getvalue()
    assert Letter.objects.count() == 1
    call_command("apply_retention", stdout=io.StringIO())
    assert Letter.objects.count() == 0


def test_a_rule_that_fails_stops_no_other(monkeypatch):
    MADE["letters"](timezone.now() - dt.timedelta(days=366))
    MADE["dead_addresses"](timezone.now() - dt.timedelta(days=91))
    monkeypatch.setattr(
        "mailing.subscribing.end_all_subscriptions", lambda email: 1 / 0
    )
    with pytest.raises(CommandError, match="dead_addresses"):
        call_command("apply_retention", stdout=io.StringIO())
    assert Letter.objects.count() == 0


def test_a_run_that_is_killed_half_way_is_finished_by_the_next(monkeypatch):
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    now, rule = timezone.now(), retention.RULES.get("letters")
    for _n in range(5):
        MADE["letters"](now - dt.timedelta(days=366))
    done = []

    def killed(rows):
        if done:
            raise KeyboardInterrupt
        done.append(rows.delete())

    half = retention.RetentionRule(
        rule.code, rule.order, rule.what, rule.over, killed
    )
    with pytest.raises(KeyboardInterrupt):
        retention.apply_rule(half, now)
    assert Letter.objects.count() == 3
    assert retention.apply_rule(rule, now) == 3


# --- applications -------------------------------------------------------------------------------


@pytest.fixture
def abandoned():
    draft = make.application()
    make.close(draft.lot)
    draft.refresh_from_db()
    return draft


def _kept_of(draft):
    return (
        Answer.objects.filter(application=draft).count() > 0,
        AnswerHistory.objects.filter(application=draft).count() > 0,
        Attachment.objects.filter(application=draft).count() > 0,
    )


def test_a_draft_goes_a_year_after_its_deadline_and_a_month_after_a_letter(
    abandoned, django_capture_on_commit_callbacks
):
    rule = retention.RULES.get("drafts")
    files = set(persons_world.raw_files())
    told_at = abandoned.deadline_at + dt.timedelta(days=335, minutes=1)
    Letter.objects.all().delete()
    assert of_applications.tell_of_drafts_to_go(told_at - 2 * A_MINUTE) == 0
    assert retention.apply_rule(rule, told_at) == 0
    assert Letter.objects.filter(kind="draft_goes").count() == 1
    abandoned.reminders.update(at=told_at)
    goes_at = told_at + dt.timedelta(days=30)
    assert retention.apply_rule(rule, goes_at - 2 * A_MINUTE) == 0
    assert _kept_of(abandoned) == (True, True, True)
    with django_capture_on_commit_callbacks(execute=True):
        assert retention.apply_rule(rule, goes_at + 2 * A_MINUTE) == 1
    assert _kept_of(abandoned) == (False, False, False)
    assert len(files - set(persons_world.raw_files())) == 1
    assert Letter.objects.filter(kind="draft_goes").count() == 1
    assert StatusChange.objects.filter(application=abandoned).exists()
    assert retention.apply_rule(rule, goes_at + 2 * A_MINUTE) == 0
    assert record_faults() == []


def test_a_draft_on_hold_or_not_told_of_stays(abandoned):
    late = abandoned.deadline_at + dt.timedelta(days=800)
    rule = retention.RULES.get("drafts")
    assert rule.over(late - rule.period).count() == 0
    of_applications.tell_of_drafts_to_go(late)
    abandoned.reminders.update(at=late - dt.timedelta(days=31))
    assert rule.over(late - rule.period).count() == 1
    LegalHold.objects.create(
        application=abandoned, reason="r", by=make.staff("administrator")
    )
    assert rule.over(late - rule.period).count() == 0


def test_personal_answers_of_what_was_withdrawn_go_after_five_years():
    draft = make.application()
    version = lifecycle.submit(draft, by=draft.created_by)
    lifecycle.withdraw(draft, reason="r", by=draft.created_by)
    rule, at = retention.RULES.get("unsuccessful"), timezone.now()
    assert retention.apply_rule(rule, at + dt.timedelta(days=1824)) == 0
    assert retention.apply_rule(rule, at + dt.timedelta(days=1826)) == 1
    assert PersonalPart.objects.get(version=version).content is None
    assert draft.answers.get(key="phone").value == ""
    assert draft.answers.get(key="title").value == "Այգի"
    assert retention.apply_rule(rule, at + dt.timedelta(days=1826)) == 0
    assert record_faults() == []


def test_what_stands_is_never_taken():
    draft = make.application()
    lifecycle.submit(draft, by=draft.created_by)
    far = timezone.now() + dt.timedelta(days=9999)
    for rule in (retention.RULES.get(code) for code in OF_APPLICATIONS):
        assert rule.over(far).count() == 0
    assert Application.objects.count() == 1
    assert Inquiry.objects.count() == 0


# --- the page -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "word"), [("hy", "օր"), ("en", "days")])
def test_privacy_states_the_periods_of_the_settings(
    client, settings, language, word
):
    periods = {
        code: 100 + number
        for number, code in enumerate(settings.RETENTION_DAYS)
    }
    settings.RETENTION_DAYS = periods
    page = client.get(f"/{language}/privacy/").content.decode()
    for code, days in periods.items():
        assert f"{days} {word}" in page, code
    stated = {period.days for period in retention_periods()}
    assert set(periods.values()) <= stated
