import datetime as dt

import pytest
from django.utils import timezone

from calls import past_calls
from calls.models import Call
from tests import make
from tests.reading import flat

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


def test_the_results_of_one_lot_close_no_other():
    call = make.call()
    decided, closed = (make.lot(call, opens=-9, closes=-5) for _n in range(2))
    decided.results_published_at = timezone.now() - HOUR
    decided.save()
    call = Call.objects.get(pk=call.pk)
    assert [lot.state for lot in call.lots.all()] == ["decided", "closed"]
    assert call.state == "closed"
    closed.results_published_at = timezone.now() - HOUR
    closed.save()
    assert Call.objects.get(pk=call.pk).state == "decided"


@pytest.mark.parametrize(
    "closes, state", [(-1, "decided"), (3, "closing"), (30, "open")]
)
def test_results_of_the_call_leave_an_open_lot_open(closes, state):
    call = make.call(results_published_at=timezone.now() - HOUR)
    make.lot(call, opens=-9, closes=-5)
    make.lot(call, opens=-9, closes=closes)
    assert call.state == state


def test_results_to_come_decide_nothing():
    call = make.call(results_published_at=timezone.now() + HOUR)
    make.lot(call, opens=-9, closes=-5)
    assert call.state == "closed"


@pytest.mark.parametrize(
    "language, words",
    [
        ("hy", "հայտնի չէ՝ բաց է, թե փակ"),
        ("en", "not known whether it is open"),
    ],
)
def test_a_past_call_of_unknown_status_is_not_called_closed(
    client, language, words
):
    past_calls.load_past_calls()
    call = Call.objects.get(slug="m4eg-mission-2025")
    assert call.state == "unknown"
    page = flat(client.get(f"/{language}/calls/{call.slug}/"))
    assert words in page
    others = Call.objects.exclude(pk=call.pk)
    assert {other.state for other in others} == {"closed"}
