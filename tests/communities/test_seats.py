import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from communities import seats
from communities.models import Seat
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat():
    return make.seat(make.community(slug="gavar"), "editor")


def test_an_officer_changes_a_role_and_the_journal_says_so(seat):
    officer = make.staff("officer")
    seats.change_seat_role(seat, "submitter", by=officer)
    seat.refresh_from_db()
    row = seat.user.changes.get()
    assert (seat.role, row.verb, row.former_role, row.role, row.place) == (
        "submitter",
        "seat_changed",
        "editor",
        "submitter",
        "gavar",
    )


@pytest.mark.parametrize("role", ["editor", "king"])
def test_the_same_and_an_unknown_role_are_refused(seat, role):
    with pytest.raises(ValidationError):
        seats.change_seat_role(seat, role, by=make.staff("officer"))


def test_a_seat_ends_and_what_was_written_stays(seat):
    draft = make.application(by=make.seat(seat.community, "submitter").user)
    officer = make.staff("officer")
    seats.remove_seat(seat, by=officer, reason="left")
    row = seat.user.changes.get()
    assert (row.verb, row.by, row.reason) == ("seat_removed", officer, "left")
    assert list(Seat.objects.values_list("user", flat=True)) == [
        draft.created_by_id
    ]


@pytest.mark.parametrize("role", ["editor", "head", "reviewer"])
def test_only_who_manages_seats_may(seat, role):
    by = make.staff(role)
    with pytest.raises(PermissionDenied):
        seats.remove_seat(seat, by=by)
    with pytest.raises(PermissionDenied):
        seats.change_seat_role(seat, "viewer", by=by)


def test_the_database_knows_the_roles(seat):
    with pytest.raises(IntegrityError):
        Seat.objects.filter(pk=seat.pk).update(role="king")
