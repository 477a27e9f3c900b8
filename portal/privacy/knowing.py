"""What the portal knows of one person, read from what the models say of themselves."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from allauth.account.models import EmailAddress
from django.db import models
from django.utils.functional import Promise

from accounts.models import User
from applications.office.erasing import held_references
from applications.office.personal_answers import answers_naming, hits_of
from communities import leaving
from communities.models import Community
from core import personal_data as personal
from core.personal_data import Person, PersonalData

#: letters of a full name, both parts together
SHORTEST_NAME = 6


def _tells(word: str) -> bool:
    """An address, a telephone with all its digits, or a name of two parts: what fits one person. A
    single given name does not.
    """
    if "@" in word:
        return "." in word.rpartition("@")[2]
    if not any(map(str.isalpha, word)):
        return len(personal.digits_of(word)) >= personal.FEWEST_DIGITS
    parts = [part for part in word.split() if len(part) > 1]
    return len(parts) > 1 and len("".join(parts)) >= SHORTEST_NAME


def telling_words(*words: str) -> tuple[str, ...]:
    """Those by which one person is told from others."""
    stripped = [word.strip() for word in words]
    return tuple(dict.fromkeys(filter(_tells, stripped)))


def _own_addresses(user: User) -> list[str]:
    """That one has shown to be one's own, and that no other account signs in with."""
    shown = EmailAddress.objects.filter(user=user, verified=True)
    others = User.objects.exclude(pk=user.pk)
    emails = {email.lower() for email in shown.values_list("email", flat=True)}
    taken = {
        email for email in emails if others.filter(email__iexact=email).exists()
    }
    return sorted({user.email.lower(), *emails} - taken)


def person_of_account(user: User, words: tuple[str, ...] = ()) -> Person:
    """A person with an account; `words`: by which they are also found."""
    emails = _own_addresses(user)
    telephones = Community.objects.filter(contact_email__in=emails).values_list(
        "contact_phone", flat=True
    )
    found = telling_words(user.name, *emails, *telephones, *words)
    return Person(user, tuple(emails), found)


def with_answers_found(person: Person) -> Person:
    """The same, whose personal answers are looked for once and not for every table."""
    return replace(person, answers=tuple(answers_naming(person)))


def person_of_address(email: str, words: tuple[str, ...] = ()) -> Person:
    """A person of whom only an e-mail address is known; raises ValueError without one."""
    if not email:
        raise ValueError("A person needs an address.")
    email = email.lower()
    return Person(None, (email,), telling_words(email, *words))


@dataclass(frozen=True)
class Known:
    """One line of the page: what is kept, what for, who sees it, how long, how many rows."""

    what: Promise | str
    why: Promise | str
    seen_by: Promise | str
    how_long: Promise | str
    count: int


def known_line(data: PersonalData, count: int) -> Known:
    return Known(data.what, data.why, data.seen_by, data.how_long, count)


def known_lines(person: Person) -> list[Known]:
    """What is kept of the person, kind by kind; personal answers are one line."""
    lines = [
        known_line(data, count)
        for model, data in personal.models_with_data()
        if data.is_of_a_person
        and (count := personal.rows_of_person(model, data, person).count())
    ]
    answers = len(answers_naming(person))
    if answers:
        found = next(
            data
            for model, data in personal.models_with_data()
            if personal.finder_of(model)
        )
        lines.append(known_line(found, answers))
    account = [line for line in lines if line.what == User.personal_data.what]
    return [*account, *(line for line in lines if line not in account)]


def deeds_count(person: Person) -> int:
    """At how many rows the person's name stands because of what they did."""
    return sum(
        personal.rows_done_by(model, name, person).count()
        for model, data in personal.models_with_data()
        for name in data.did
    )


def _plain(row: models.Model, data: PersonalData) -> dict[str, Any]:
    """The columns of a row that is somebody's, without what opens something and without others'
    accounts; where something else is left out, it says so.
    """
    skipped = {*data.secret, *data.did}
    columns = {
        one.name: one.value_from_object(row)
        for one in row._meta.concrete_fields
        if one.name not in skipped
    }
    left_out = data.left_out(row) if data.left_out else {}
    return columns | {name: str(said) for name, said in left_out.items()}


def known_rows(person: Person) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(model, what it is, its columns) of every row that is the person's."""
    for model, data in personal.models_with_data():
        finder = personal.finder_of(model)
        if not (data.is_of_a_person or finder):
            continue
        rows = personal.rows_of_person(model, data, person)
        for row in rows.order_by("pk").iterator(chunk_size=500):
            said = finder.read(row, person) if finder else _plain(row, data)
            yield model._meta.label, str(data.what), said


def known_deeds(person: Person) -> Iterator[tuple[str, str, list[str]]]:
    """(model, as what, numbers of the rows) of what the person did."""
    for model, data in personal.models_with_data():
        for name in data.did:
            rows = personal.rows_done_by(model, name, person).order_by("pk")
            numbers = [str(pk) for pk in rows.values_list("pk", flat=True)]
            if numbers:
                yield model._meta.label, name, numbers


def what_follows(person: Person) -> dict:
    """What a page says before somebody is erased."""
    hits = hits_of(person)
    places = [hit.place for hit in hits if hit.is_certain]
    return {
        "deeds": deeds_count(person),
        "hits": hits,
        "places": places,
        "held": sorted(held_references({one[0] for one in places})),
        "orphaned": leaving.communities_without_submitter(person.user)
        if person.user
        else [],
    }
