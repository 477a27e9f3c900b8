"""Two at once, with real threads and connections of their own."""

import pytest
from django.core.exceptions import ValidationError

from applications.drafts import saving, starting
from applications.models import Application, Version
from applications.submissions import lifecycle
from mailing.models import Letter
from tests import make
from tests.parallel import at_once


@pytest.mark.django_db(transaction=True)
def test_parallel_starts_of_one_lot_make_one_draft():
    seat, lot = make.seat(make.community(), "submitter"), make.lot()

    def start():
        return starting.start_application(
            lot, seat.community, by=seat.user, language="hy"
        )

    results = at_once([start] * 8)
    assert Application.objects.count() == 1
    assert sum(isinstance(result, Application) for result in results) == 1
    codes = [
        result.code for result in results if isinstance(result, ValidationError)
    ]
    assert codes == ["exists"] * 7


@pytest.mark.django_db(transaction=True)
def test_parallel_starts_of_several_communities_never_share_a_reference():
    lot, seats = (
        make.lot(),
        [make.seat(make.community(), "submitter") for _ in range(6)],
    )
    acts = [
        lambda seat=seat: starting.start_application(
            lot, seat.community, by=seat.user, language="hy"
        )
        for seat in seats
    ]
    references = sorted(draft.reference for draft in at_once(acts))
    assert references == [f"{lot.call.code}-L1-{n:04}" for n in range(1, 7)]


@pytest.mark.django_db(transaction=True)
def test_two_submits_at_once_make_one_version():
    draft = make.application()
    results = at_once(
        [lambda: lifecycle.submit(draft, by=draft.created_by)] * 4
    )
    assert Version.objects.count() == 1
    assert results == [Version.objects.get()] * 4
    assert Letter.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_saves_at_once_lose_neither_text():
    draft = make.application(filled=False)
    people = [draft.created_by, make.seat(draft.community, "editor").user]
    acts = [
        lambda person=person: saving.save_answers(
            draft, {"title": (person.email, 0)}, by=person
        )
        for person in people
    ]
    at_once(acts)
    kept = draft.history.values_list("value", "kind")
    assert sorted(value for value, _kind in kept) == sorted(
        person.email for person in people
    )
    assert sorted(kind for _value, kind in kept) == ["conflict", "saved"]
