"""Whom an old backup brings back is erased again, by the list beside the database."""

import pytest
from django.core.management import call_command

from accounts.models import Erasure
from mailing.models import Subscription
from portal.backups.records import record_faults
from portal.privacy import (
    erased_list,
    erasing,
    erasure_requests,
    knowing,
    subscribers,
)
from tests import make, persons_world

pytestmark = pytest.mark.django_db


def _erase(person):
    request = erasure_requests.ask_for_erasure(person)
    by = make.staff("administrator")
    return erasure_requests.erase_as_asked(request, by=by)


@pytest.fixture
def erased(django_capture_on_commit_callbacks):
    """A person who was erased, with the words that named them."""
    person, planted, _draft = persons_world.live_everywhere("alpha77")
    with django_capture_on_commit_callbacks(execute=True):
        _erase(person)
    return person, planted


def test_an_account_that_came_back_is_erased_again(
    django_capture_on_commit_callbacks,
):
    person, planted, _draft = persons_world.live_everywhere("delta55")
    row = Erasure(person_uid=person.uid)
    with django_capture_on_commit_callbacks(execute=True):
        erased_list.keep_after_commit(row)
    with django_capture_on_commit_callbacks(execute=True):
        assert erased_list.erase_again() == 1
    person.refresh_from_db()
    assert person.erased_at is not None
    assert persons_world.places_of(planted.words) == []
    assert Erasure.objects.get().person_uid == person.uid
    assert erased_list.erase_again() == 0
    assert record_faults() == []


def test_whoever_came_back_by_invitation_stays(
    django_capture_on_commit_callbacks,
):
    make.follower("reader@gone.example")
    with django_capture_on_commit_callbacks(execute=True):
        erasure = subscribers.forget_and_note("reader@gone.example")
        erased_list.keep_after_commit(erasure)
    make.follower("reader@gone.example")
    assert erased_list.erase_again() == 0
    assert Subscription.objects.count() == 1


def test_an_address_that_came_back_goes_whatever_key_is_in_use(
    settings, django_capture_on_commit_callbacks
):
    make.follower("reader@gone.example")
    person = knowing.person_of_address("reader@gone.example")
    with django_capture_on_commit_callbacks(execute=True):
        erased_list.keep_after_commit(erasing.erase_and_note(person, by=None))
    Erasure.objects.all().delete()
    make.follower("Reader@gone.example")
    make.follower("stays@gone.example")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another" * 9
    assert erased_list.erase_again() == 1
    assert [one.email for one in Subscription.objects.all()] == [
        "stays@gone.example"
    ]


def test_the_list_names_nobody(erased):
    person, planted = erased
    kept = [
        text
        for name, text in persons_world.raw_files().items()
        if name.startswith("erasures/")
    ]
    assert len(kept) == 1
    assert str(person.uid) in kept[0]
    assert [word for word in planted.words if word in kept[0]] == []


def test_the_command_says_how_many(capsys):
    call_command("erase_again")
    assert capsys.readouterr().out == "0 were erased again.\n"
