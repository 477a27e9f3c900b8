"""Two administrators and two clicks at the same moment."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Erasure, ErasureRequest, PersonExport
from portal.backups.records import record_faults
from portal.privacy import copying, erasure_requests
from tests import make, persons_world
from tests.parallel import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def _codes(results):
    return sorted(
        one.code for one in results if isinstance(one, ValidationError)
    )


def test_of_administrators_who_confirm_at_once_one_erases():
    person, planted, _draft = persons_world.live_everywhere("theta33")
    request = erasure_requests.ask_for_erasure(person)
    people = [make.staff("administrator") for _n in range(4)]

    def erase(by):
        return lambda: erasure_requests.erase_as_asked(request, by=by)

    results = at_once([erase(by) for by in people])
    assert _codes(results) == ["answered"] * 3
    assert Erasure.objects.count() == 1
    assert persons_world.places_of(planted.words) == []
    assert record_faults() == []


def test_one_of_several_clicks_asks():
    person = make.user()
    asks = [lambda: erasure_requests.ask_for_erasure(person)] * 4
    assert _codes(at_once(asks)) == ["asked"] * 3
    assert ErasureRequest.objects.count() == 1


def test_one_of_several_clicks_orders_a_copy():
    person = make.user()
    orders = [lambda: copying.ask_for_copy(person, by=person)] * 4
    at_once(orders)
    going_on = PersonExport.objects.filter(state__in=("waiting", "running"))
    assert going_on.count() <= 1
