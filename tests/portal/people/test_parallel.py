"""Two administrators, two clicks at the same moment."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts import persons
from accounts.models import User
from mailing.models import Letter
from portal.people import staff_invitations
from tests import make
from tests.parallel import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_administrators_who_deactivate_each_other_leave_one():
    one, other = make.staff("administrator"), make.staff("administrator")
    results = at_once(
        [
            lambda: persons.deactivate(one, by=other, reason="x"),
            lambda: persons.deactivate(other, by=one, reason="x"),
        ]
    )
    assert [isinstance(result, PermissionDenied) for result in results].count(
        True
    ) == 1
    assert User.objects.filter(is_superuser=True, is_active=True).count() == 1


def test_the_same_colleague_invited_by_two_at_once_gets_one_letter():
    administrators = [make.staff("administrator") for _n in range(2)]
    results = at_once(
        [
            lambda by=by: staff_invitations.invite_staff(
                "new@test.example", ["editor"], by=by
            )
            for by in administrators
        ]
    )
    refused = [one for one in results if isinstance(one, ValidationError)]
    assert ([one.code for one in refused], Letter.objects.count()) == (
        ["invited"],
        1,
    )
