"""A deadline moves by a public act and by nothing else."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone, translation

from applications.drafts import starting
from applications.models import Application, LotReopening
from applications.office import extending, sealing
from calls import copying
from calls import extending as of_calls
from calls.models import CallRevision, DeadlineExtension, Lot
from mailing.models import Letter
from tests import make

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def lot():
    return make.lot(make.call(slug="c"), closes=3)


def extend(
    lot,
    by=None,
    days=2,
    **said,
):
    values = {
        "reason_hy": "Համակարգը չէր աշխատում։",
        "reason_en": "The system was down.",
        **said,
    }
    return extending.extend_lot(
        lot,
        lot.closes_at + days * DAY,
        by=by or make.staff("officer"),
        **values,
    )


def test_an_extension_is_a_row_a_later_instant_and_a_public_update(lot, client):
    before = lot.closes_at
    made = extend(lot)
    lot.refresh_from_db()
    revision = CallRevision.objects.get()
    assert (made.previous, made.closes_at, lot.closes_at) == (
        before,
        before + 2 * DAY,
        before + 2 * DAY,
    )
    assert (revision.number, revision.is_urgent, revision.note_en) == (
        1,
        True,
        "The system was down.",
    )
    (change,) = revision.changes["en"]
    assert change["what"] == "Lot 1, closes at"
    text = client.get("/en/calls/c/").content.decode()
    assert (
        "The system was down." in text,
        change["from"] in text,
        change["to"] in text,
    ) == (True,) * 3


@pytest.mark.parametrize(
    "days, said, code",
    [
        (0, {}, "earlier"),
        (-1, {}, "earlier"),
        (1, {"reason_hy": "  "}, "no_reason"),
    ],
)
def test_a_deadline_is_never_shortened_and_never_moved_without_a_reason(
    lot, days, said, code
):
    with pytest.raises(ValidationError) as caught:
        extend(lot, days=days, **said)
    assert (caught.value.code, DeadlineExtension.objects.count()) == (code, 0)


def test_an_extension_into_the_past_is_refused():
    lot = make.lot(opens=-9, closes=-5)
    with pytest.raises(ValidationError) as caught:
        of_calls.extend_deadline(
            lot,
            lot.closes_at + DAY,
            reason_hy="Ա",
            by=make.staff("officer"),
        )
    assert caught.value.code == "past"


def propose(lot, by, days=30):
    return extending.propose_reopening(
        lot, timezone.now() + days * DAY, reason_hy="Հոսանք չկար։", by=by
    )


def test_a_closed_lot_is_reopened_by_two_officers():
    lot = make.lot(opens=-9, closes=-5)
    first, second = make.staff("officer"), make.staff("officer")
    with pytest.raises(ValidationError) as caught:
        extend(lot, days=30, by=first)
    assert caught.value.code == "second"
    proposal = propose(lot, first)
    lot.refresh_from_db()
    assert lot.closes_at < timezone.now()
    with pytest.raises(PermissionDenied):
        extending.agree_to_reopening(proposal, by=first)
    with pytest.raises(ValidationError) as caught:
        propose(lot, second)
    assert caught.value.code == "waits"
    extending.agree_to_reopening(proposal, by=second)
    lot.refresh_from_db()
    assert lot.closes_at == proposal.closes_at
    with pytest.raises(ValidationError) as caught:
        extending.agree_to_reopening(proposal, by=make.staff("officer"))
    assert caught.value.code == "agreed"


def test_the_database_wants_a_second_officer_too():
    lot = make.lot(opens=-9, closes=-5)
    officer = make.staff("officer")
    proposal = propose(lot, officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        LotReopening.objects.filter(pk=proposal.pk).update(
            approved_by=officer, approved_at=timezone.now()
        )
    extending.agree_to_reopening(proposal, by=make.staff("officer"))
    with pytest.raises(DatabaseError), transaction.atomic():
        LotReopening.objects.filter(pk=proposal.pk).delete()


def test_a_sealed_lot_that_nobody_could_read_needs_one_officer():
    lot = make.lot(make.call(is_sealed=True), opens=-9, closes=-5)
    assert extend(lot, days=30).closes_at > timezone.now()


def test_the_office_reopens_a_closed_lot_on_its_page(client):
    lot = make.lot(make.call(slug="c"), opens=-9, closes=-5)
    address = "/en/office/calls/c/lots/1/extend/"
    client.force_login(make.staff("officer"))
    until = timezone.localdate() + 30 * DAY
    data = {
        "closes_at_0": until.strftime("%d.%m.%Y"),
        "closes_at_1": "18:00",
        "reason_hy": "Հոսանք չկար։",
    }
    assert client.post(address, data).status_code == 302
    page = client.get(address).content.decode()
    assert "The proposal is waiting for a second officer." in page
    assert "Agree as the second officer" not in page
    client.force_login(make.staff("officer"))
    page = client.get(address).content.decode()
    assert "Agree as the second officer" in page
    client.post(f"{address}agree/")
    lot.refresh_from_db()
    assert timezone.localdate(lot.closes_at) == until
    assert client.get(f"{address}agree/")["Location"] == address


@pytest.mark.parametrize("role", ["editor", "head", "reviewer"])
def test_only_officers_extend(lot, role):
    with pytest.raises(PermissionDenied):
        extend(lot, by=make.staff(role))
    with pytest.raises(PermissionDenied):
        of_calls.extend_deadline(
            lot, lot.closes_at + DAY, reason_hy="Ա", by=make.staff(role)
        )


def test_a_draft_call_has_nothing_to_extend():
    lot = make.lot(make.call(status="draft"))
    with pytest.raises(ValidationError) as caught:
        extend(lot)
    assert caught.value.code == "unpublished"


def refused(act, match="only by an extension"):
    with (
        pytest.raises((IntegrityError, DatabaseError), match=match),
        transaction.atomic(),
    ):
        act()


def raw(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_database_moves_a_deadline_only_by_an_extension(lot):
    lot.closes_at += DAY
    refused(lot.save)
    refused(lambda: Lot.objects.update(closes_at=lot.closes_at))
    refused(
        lambda: raw(
            "UPDATE calls_lot SET closes_at = opens_at, opens_at = NULL"
        )
    )
    refused(lambda: raw("UPDATE calls_lot SET closes_at = NULL"))
    refused(lambda: raw("DELETE FROM calls_lot"), "published call stays")


def test_the_detour_over_a_draft_is_closed(lot):
    refused(
        lambda: type(lot.call).objects.update(status="draft"),
        "cancelled, never hidden",
    )
    type(lot.call).objects.update(status="cancelled")
    refused(lambda: Lot.objects.update(closes_at=lot.closes_at + DAY))


def test_an_extension_counts_once_and_only_from_where_it_began(lot):
    extend(lot, days=2)
    lot.refresh_from_db()
    refused(lambda: Lot.objects.update(closes_at=lot.closes_at + DAY))
    refused(lambda: Lot.objects.update(closes_at=lot.closes_at - 2 * DAY))


def test_a_draft_call_may_still_move_its_dates():
    lot = make.lot(make.call(status="draft"))
    lot.closes_at += DAY
    lot.save()


def test_everyone_concerned_hears_at_once_in_their_language(lot):
    person = make.seat(make.community(), "submitter").user
    starting.start_application(
        lot, person.seats.get().community, by=person, language="en"
    )
    for email, call, language, confirmed in (
        ("a@test.example", lot.call, "hy", True),
        ("b@test.example", None, "en", True),
        ("a@test.example", None, "hy", True),
        ("c@test.example", lot.call, "hy", False),
        ("d@test.example", make.call(), "hy", True),
    ):
        make.follower(email, of=call, language=language, confirmed=confirmed)
    extend(lot)
    told = Letter.objects.order_by("email").values_list(
        "email", "kind", "language"
    )
    assert list(told) == [
        ("a@test.example", "call_changed", "hy"),
        ("b@test.example", "call_changed", "en"),
        (person.email, "deadline_extended", person.language),
    ]
    for letter in Letter.objects.all():
        reason = {
            "hy": "Համակարգը չէր աշխատում։",
            "en": "The system was down.",
        }[letter.language]
        assert reason in letter.body


def test_the_calendar_counts_extensions_as_sequence(lot, client):
    calendar = client.get("/en/calls/c/deadlines.ics").content.decode()
    assert "SEQUENCE:0" in calendar
    extend(lot)
    assert (
        "SEQUENCE:1" in client.get("/en/calls/c/deadlines.ics").content.decode()
    )


# --- one application
# ----------------------------------------------------------------------------------


@pytest.fixture
def draft():
    return make.application(closes=3)


def test_one_application_gets_a_later_deadline_from_two_officers(draft):
    first, second = make.staff("officer"), make.staff("officer")
    until = draft.deadline_at + 5 * DAY
    proposed = extending.propose_extension(
        draft, until, reason="Power cut", by=first
    )
    assert Application.objects.get().deadline_at == draft.lot.closes_at
    with pytest.raises(PermissionDenied):
        extending.agree_to_extension(proposed, by=first)
    extending.agree_to_extension(proposed, by=second)
    assert Application.objects.get().deadline_at == until
    with (
        translation.override("en"),
        pytest.raises(ValidationError, match="already"),
    ):
        extending.agree_to_extension(proposed, by=second)


def test_an_officer_of_the_community_neither_proposes_nor_agrees(draft):
    insider = make.staff("officer")
    make.seat(draft.community, "viewer", insider)
    with pytest.raises(PermissionDenied):
        extending.propose_extension(
            draft, draft.deadline_at + DAY, reason="x", by=insider
        )
    proposed = extending.propose_extension(
        draft, draft.deadline_at + DAY, reason="x", by=make.staff("officer")
    )
    with pytest.raises(PermissionDenied):
        extending.agree_to_extension(proposed, by=insider)


def test_the_database_wants_two_officers_and_keeps_what_they_agreed(draft):
    first, second = make.staff("officer"), make.staff("officer")
    proposed = extending.propose_extension(
        draft, draft.deadline_at + DAY, reason="x", by=first
    )
    rows = type(proposed).objects.filter(pk=proposed.pk)
    refused(
        lambda: rows.update(approved_by=first, approved_at=draft.created_at),
        "second_officer",
    )
    refused(lambda: rows.update(approved_by=second), "second_officer")
    refused(
        lambda: rows.update(closes_at=draft.lot.opens_at), "extension_later"
    )
    extending.agree_to_extension(proposed, by=second)
    refused(
        lambda: rows.update(closes_at=draft.deadline_at + 9 * DAY), "agreed"
    )
    refused(lambda: rows._raw_delete("default"), "agreed")


def test_sealed_applications_that_were_opened_hold_the_deadline():
    lot = make.lot(make.call(is_sealed=True))
    make.close(lot)
    from_office = make.staff("officer")

    sealing.open_sealed_lot(lot, by=from_office)
    lot = Lot.objects.select_related("opening", "call").get()
    with pytest.raises(ValidationError) as caught:
        extend(lot, by=from_office, days=60)
    assert caught.value.code == "opened"


def test_a_copied_call_begins_from_the_deadline_that_was_planned(lot):
    planned = lot.closes_at
    extend(lot, days=9)
    new = copying.copy_call(
        lot.call, code="NEW", slug="new", title_hy="Նոր", months=0
    )
    assert new.lots.get().closes_at == planned
