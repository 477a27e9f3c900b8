import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts import persons
from accounts.models import PersonChange, User
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return make.staff("administrator")


def journal(person):
    return list(person.changes.values_list("verb", "role", "by"))


def code_of(act):
    with pytest.raises(ValidationError) as caught:
        act()
    return caught.value.code


def test_a_role_given_is_a_group_and_opens_the_administration(administrator):
    person = make.user()
    persons.give_role(person, "officer", by=administrator)
    person = User.objects.get(pk=person.pk)
    assert (
        persons.roles_of(person),
        person.is_staff,
        person.is_superuser,
        journal(person),
    ) == (
        ["officer"],
        True,
        False,
        [("role_given", "officer", administrator.pk)],
    )


def test_a_reviewer_does_not_enter_the_administration(administrator):
    person = make.user()
    persons.give_role(person, "reviewer", by=administrator)
    person.refresh_from_db()
    assert (persons.roles_of(person), person.is_staff) == (["reviewer"], False)


def test_another_role_leaves_an_administrator_one(administrator):
    second = make.user(is_staff=True, is_superuser=True)  # by the command line
    persons.give_role(second, "officer", by=administrator)
    persons.take_role(second, "officer", by=administrator)
    second.refresh_from_db()
    assert (second.is_superuser, second.is_staff) == (True, True)


def test_a_role_taken_away_closes_the_administration(administrator):
    person = make.staff("editor")
    persons.take_role(person, "editor", by=administrator)
    person.refresh_from_db()
    assert (persons.roles_of(person), person.is_staff, journal(person)) == (
        [],
        False,
        [("role_taken", "editor", administrator.pk)],
    )


@pytest.mark.parametrize("role", ["editor", "officer", "head"])
def test_only_an_administrator_changes_roles(role):
    person, by = make.user(), make.staff(role)
    for act in (
        lambda: persons.give_role(person, "editor", by=by),
        lambda: persons.take_role(person, "editor", by=by),
        lambda: persons.deactivate(person, by=by, reason="Ա"),
        lambda: persons.activate(person, by=by),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_nobody_does_anything_to_himself(administrator):
    acts = (
        lambda: persons.give_role(administrator, "editor", by=administrator),
        lambda: persons.take_role(
            administrator, "administrator", by=administrator
        ),
        lambda: persons.deactivate(administrator, by=administrator, reason="Ա"),
    )
    assert [code_of(act) for act in acts] == ["oneself"] * 3


def test_the_last_administrator_stays(administrator):
    """Of two who act on each other only the first succeeds, and nobody acts on himself."""
    second = make.staff("administrator")
    request_under_way = User.objects.get(pk=second.pk)
    persons.deactivate(second, by=administrator, reason="left")
    for act in (
        lambda: persons.take_role(
            administrator, "administrator", by=request_under_way
        ),
        lambda: persons.deactivate(
            administrator, by=request_under_way, reason="Ա"
        ),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert list(User.objects.filter(is_superuser=True, is_active=True)) == [
        administrator
    ]


def test_who_has_a_seat_cannot_become_staff(administrator):
    person = make.seat(make.community(), "editor").user
    assert (
        code_of(lambda: persons.give_role(person, "officer", by=administrator))
        == "has_seat"
    )
    assert not PersonChange.objects.exists()


def test_unknown_and_known_roles_are_refused(administrator):
    person = make.staff("editor")
    acts = (
        lambda: persons.give_role(person, "king", by=administrator),
        lambda: persons.give_role(person, "editor", by=administrator),
        lambda: persons.take_role(person, "officer", by=administrator),
    )
    assert [code_of(act) for act in acts] == ["unknown", "has_role", "no_role"]


def test_deactivating_ends_the_sessions_for_good(client, administrator):
    person = make.seat(make.community(), "editor").user
    client.force_login(person)
    other = make.user()
    assert client.get("/en/workspace/").status_code == 200
    persons.deactivate(person, by=administrator, reason="left the office")
    assert client.get("/en/workspace/").status_code == 302
    persons.activate(person, by=administrator)
    assert client.get("/en/workspace/").status_code == 302
    client.force_login(other)
    assert client.get("/en/workspace/").status_code == 200
    assert [verb for verb, _role, _by in journal(person)] == [
        "activated",
        "deactivated",
        "seat_removed",
    ]


def test_an_account_is_closed_with_a_reason_and_once(administrator):
    person = make.user()
    assert (
        code_of(
            lambda: persons.deactivate(person, by=administrator, reason=" ")
        )
        == "no_reason"
    )
    assert (
        code_of(lambda: persons.activate(person, by=administrator)) == "active"
    )
    persons.deactivate(person, by=administrator, reason="left")
    assert (
        code_of(
            lambda: persons.deactivate(person, by=administrator, reason="x")
        )
        == "deactivated"
    )


IMPOSSIBLE = [
    {"verb": "crowned", "role": "editor"},
    {"verb": "role_given", "role": "editor", "own": True},
    {"verb": "deactivated", "reason": "", "role": ""},
    {"verb": "role_given", "role": ""},
]


@pytest.mark.parametrize("row", IMPOSSIBLE)
def test_the_database_refuses_impossible_rows(administrator, row):
    values = dict(row)
    person = administrator if values.pop("own", False) else make.user()
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonChange.objects.create(person=person, by=administrator, **values)


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("Պետրոսյան", True),
        ("պետրոսյանին", True),
        ("ԱՆՆԱ", True),
        ("Petrosyan", True),
        ("anna petrosyan", True),
        ("anna.p@gavar.am", True),
        ("gavar", True),
        ("Սարգսյան", False),
        ("anna sargsyan", False),
    ],
)
def test_people_are_found_by_name_and_address_in_any_script(typed, is_found):
    make.user()
    User.objects.create_user("anna.p@gavar.am", name="Աննա Պետրոսյան")
    found = persons.match_people(User.objects.all(), typed)
    assert [one.email for one in found] == ["anna.p@gavar.am"] * is_found


def test_a_new_name_is_found_at_once():
    person = make.user()
    person.name = "Գոհար"
    person.save(update_fields=["name"])
    assert list(persons.match_people(User.objects.all(), "Գոհար")) == [person]
