"""A person leaves: sessions, seats, letters and marks of presence end; the drafts go on."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts import persons
from accounts.models import PersonChange
from applications.models import Application, Presence
from communities.leaving import communities_without_submitter
from communities.models import Invitation
from mailing import outbox
from mailing.models import Letter, Subscription
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return make.staff("administrator")


@pytest.fixture
def draft():
    return make.application()


def leave(person, by, successor=""):
    persons.deactivate(person, by=by, reason="Left", successor=successor)


def roles_in(community):
    return dict(community.seats.values_list("user__email", "role"))


def test_a_colleague_takes_over_what_the_leaver_might_do(draft, administrator):
    colleague = make.seat(draft.community, "viewer").user
    leave(draft.created_by, administrator, colleague.email.upper())
    assert roles_in(draft.community) == {colleague.email: "submitter"}
    verbs = list(
        PersonChange.objects.order_by("pk").values_list("person", "verb")
    )
    assert verbs == [
        (draft.created_by_id, "seat_removed"),
        (colleague.pk, "seat_changed"),
        (draft.created_by_id, "deactivated"),
    ]


def test_nobody_loses_a_role_by_taking_over(administrator):
    community = make.community()
    viewer = make.seat(community, "viewer").user
    colleague = make.seat(community, "submitter").user
    leave(viewer, administrator, colleague.email)
    assert roles_in(community) == {colleague.email: "submitter"}


def test_whoever_has_no_seat_is_invited(draft, administrator):
    leave(draft.created_by, administrator, "new@test.example")
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role, invitation.community) == (
        "new@test.example",
        "submitter",
        draft.community,
    )


def test_staff_take_no_seat_over_and_then_nothing_is_done(draft, administrator):
    officer = make.staff("officer")
    with pytest.raises(ValidationError):
        leave(draft.created_by, administrator, officer.email)
    draft.created_by.refresh_from_db()
    assert draft.created_by.is_active
    assert draft.community.seats.count() == 1


@pytest.mark.parametrize("language", ["hy", "en"])
def test_staff_are_told_where_nobody_may_submit(draft, administrator, language):
    administrator.language = language
    administrator.save()
    keeper = make.staff("administrator")
    assert communities_without_submitter(draft.created_by) == [draft.community]
    leave(draft.created_by, administrator)
    told = Letter.objects.filter(kind="colleague_left")
    assert [one.recipient for one in told] == [keeper]
    assert Application.objects.get() == draft


def test_colleagues_are_told_and_the_leaver_is_named_nowhere(
    draft, administrator
):
    colleague = make.seat(draft.community, "submitter").user
    leave(draft.created_by, administrator)
    letter = Letter.objects.get(kind="colleague_left")
    assert letter.recipient == colleague
    for word in (draft.created_by.name, draft.created_by.email):
        assert word not in letter.subject + letter.body


def test_letters_stop_at_once_and_for_good(draft, administrator, mailoutbox):
    person = draft.created_by
    Letter.objects.all().delete()
    waiting = Letter.objects.create(
        kind="receipt", recipient=person, email=person.email, language="hy"
    )
    make.follower(person.email)
    Presence.objects.create(
        application=draft, user=person, section="s", seen_at=timezone.now()
    )
    leave(person, administrator)
    waiting.refresh_from_db()
    assert waiting.laid_aside_by == administrator
    assert Subscription.objects.count() == Presence.objects.count() == 0
    late = outbox.queue_letter("mail_test", to=person)
    assert outbox.send_letter(late.pk) is False
    assert [one for one in mailoutbox if person.email in one.to] == []
    late.refresh_from_db()
    assert late.laid_aside_at is not None
