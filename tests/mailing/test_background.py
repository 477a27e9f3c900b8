import pytest
from django.core.exceptions import PermissionDenied

from mailing import background
from mailing.models import Failure, Subscription
from tests import make

pytestmark = pytest.mark.django_db
WORK = "calls_digest"


def half_done(key):
    Subscription.objects.create(email=f"{key}@b.am", subject="calls")
    if key == "bad":
        raise ValueError("who it was about")
    return key


def test_a_piece_that_fails_is_noted_and_the_rest_go_on(caplog):
    assert background.do_each(WORK, ["a", "bad", "c"], half_done) == ["a", "c"]
    emails = Subscription.objects.values_list("email", flat=True)
    assert sorted(emails) == ["a@b.am", "c@b.am"]
    failure = Failure.objects.get()
    assert (failure.work, failure.piece, failure.reason, failure.tries) == (
        WORK,
        "bad",
        "ValueError",
        1,
    )
    assert "who it was about" not in caplog.text


def test_a_failure_is_counted_and_goes_when_the_piece_succeeds():
    for _time in range(3):
        background.do_one(WORK, "bad", half_done)
    assert Failure.objects.get().tries == 3
    assert background.do_one(WORK, "bad", lambda key: True) is True
    assert Failure.objects.count() == 0


def test_staff_do_again_what_failed(client):
    follower = make.follower()
    background.do_one(WORK, follower.pk, lambda key: [][0])
    failure = Failure.objects.get()
    with pytest.raises(PermissionDenied):
        background.try_again(failure, by=make.staff("editor"))
    client.force_login(make.staff("officer"))
    page = client.get("/en/office/stuck/").content.decode()
    assert "the day&#x27;s letters about calls" in page
    answer = client.post("/en/office/stuck/work/", {"failure": failure.pk})
    assert (answer.status_code, Failure.objects.count()) == (302, 0)


@pytest.mark.parametrize("work", [work.code for work in background.WORKS.all()])
def test_a_piece_of_any_work_that_is_gone_breaks_nothing(work):
    background.do_one(work, "0")
    background.do_one(work, "0")
    failures = Failure.objects.filter(work=work, piece="0")
    assert list(failures.values_list("tries", flat=True)) in ([], [2])
