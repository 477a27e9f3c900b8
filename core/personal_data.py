"""What is known of people, said at each model, so that neither export nor erasure misses a field.

A model says in `personal_data` whose its rows are, which of its fields are about that person and
what becomes of them when the person is erased; models of libraries are marked by the room that
uses them (`mark`). `unmarked_fields` names every field that could hold a person and is marked
nowhere: a test wants none.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: what no account and no person stands in: the reason for a model's texts
PUBLISHED = "what the programme publishes"
MACHINE = "codes, hashes and names of the portal's own"
RECORD = "the record of what a community submitted or the programme did"
#: what stands where a person's words stood
TAKEN_OUT = "—"

SEEN_BY_YOU = _("you alone")
SEEN_BY_ADMINISTRATORS = _("you and the administrators of the portal")
SEEN_BY_COLLEAGUES = _("you, your colleagues and the programme")
SEEN_BY_OFFICE = _("the programme's office")
SEEN_BY_EVERYONE = _("everyone")
UNTIL_ERASED = _("until you ask for its erasure")
KEPT_AS_STUB = _(
    "for as long as the record; without your name after an erasure"
)
KEPT_WITH_APPLICATION = _("as long as the application, or until its erasure")
WHY_ANSWERS = _("to know whom an application names")

TEXTS = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.BinaryField,
    models.FileField,
)
ADDRESSES = (models.EmailField, models.GenericIPAddressField)


class OnErasure(StrEnum):
    """What becomes of a person's row."""

    DELETED = "deleted"
    EMPTIED = "emptied"
    KEPT = "kept"


@dataclass(frozen=True)
class Person:
    """Whose data: an account, or an e-mail address alone. `words` are found in texts that
    mention the person: name, addresses, what a request adds (a telephone).
    """

    user: Any | None
    emails: tuple[str, ...]
    words: tuple[str, ...] = ()
    #: personal answers that somebody looked at and chose: (application, unit, key); None: those
    #: that are found without a doubt
    answers: tuple[tuple[str, str, str], ...] | None = None


@dataclass(frozen=True)
class PersonalData:
    """What one model knows of people. Lookups of fields are Django's."""

    #: to the account whose data the row is, and to an e-mail address of that person
    user: str = ""
    email: str = ""
    #: about that person; exported, and gone after an erasure
    fields: tuple[str, ...] = ()
    #: of those, what opens something: erased, never exported
    secret: tuple[str, ...] = ()
    #: of one row, the columns that its copy does not give: column → what stands there
    left_out: Callable[[Any], Mapping[str, Promise | str]] | None = None
    on_erasure: OnErasure = OnErasure.DELETED
    #: written into `fields` of a row that is emptied
    emptied: Mapping[str, Any] = field(default_factory=dict)
    #: accounts that did something to the row: afterwards they name the person's stub
    did: tuple[str, ...] = ()
    #: texts that may name any person: words of who is erased are replaced
    mentions: tuple[str, ...] = ()
    #: why the other texts are about no person
    texts: str = ""
    #: addresses that are no person's: field → why
    not_personal: Mapping[str, str] = field(default_factory=dict)
    #: for the person: what it is, what for, who sees it, how long or why it stays
    what: Promise | str = ""
    why: Promise | str = ""
    seen_by: Promise | str = ""
    how_long: Promise | str = ""

    @property
    def is_of_a_person(self) -> bool:
        """Whether its rows are somebody's."""
        return bool(self.user or self.email)


@dataclass(frozen=True)
class Finder:
    """For rows that no lookup leads to: which are a person's, and what of one is theirs."""

    rows: Callable[[type[models.Model], Person], models.QuerySet]
    read: Callable[[Any, Person], dict[str, Any]]


_marks: dict[str, PersonalData] = {}
_finders: dict[str, Finder] = {}
Eraser = Callable[[Person], dict[str, Any]]
_erasers: dict[str, Eraser] = {}


def mark(label: str, data: PersonalData) -> None:
    """Mark a model of a library, by its label ("account.EmailAddress")."""
    _marks[label] = data


def register_finder(label: str, finder: Finder) -> None:
    _finders[label] = finder


def finder_of(model: type[models.Model]) -> Finder | None:
    return _finders.get(model._meta.label)


def register_eraser(room: str, eraser: Eraser) -> None:
    """What a room erases by its own rules, before the marked rows go. It says what it did, as
    JSON, so that it can be done again after an old backup was restored.
    """
    _erasers[room] = eraser


def erasers() -> dict[str, Eraser]:
    return dict(_erasers)


def data_of_model(model: type[models.Model]) -> PersonalData | None:
    """What a model says of itself; None where it says nothing."""
    return _marks.get(model._meta.label) or getattr(
        model, "personal_data", None
    )


def models_with_data() -> list[tuple[type[models.Model], PersonalData]]:
    """Every model that knows of people, in the order of the apps."""
    return [
        (model, data)
        for model in apps.get_models()
        if not model._meta.proxy and (data := data_of_model(model)) is not None
    ]


def _names_a_person(one: models.Field) -> bool:
    user = settings.AUTH_USER_MODEL
    return bool(
        one.is_relation
        and one.related_model is not None
        and one.related_model._meta.label == user
    )


def _is_said(one: models.Field, data: PersonalData) -> bool:
    named = {*data.fields, *data.mentions, *data.not_personal}
    if _names_a_person(one):
        return one.name in {data.user, *data.did}
    if one.name in named or one.name in data.secret:
        return True
    return bool(data.texts) and not isinstance(one, ADDRESSES)


def _may_hold_a_person(one: models.Field) -> bool:
    if _names_a_person(one) or isinstance(one, ADDRESSES):
        return True
    return isinstance(one, TEXTS) and not one.choices


def unmarked_fields() -> Iterator[str]:
    """The fields that could hold a person and are marked nowhere: "app.Model.field"."""
    for model in apps.get_models():
        data = data_of_model(model)
        for one in model._meta.concrete_fields:
            if model._meta.proxy or not _may_hold_a_person(one):
                continue
            if data is None or not _is_said(one, data):
                yield f"{model._meta.label}.{one.name}"


def _is_one_of(lookup: str, emails: tuple[str, ...]) -> models.Q:
    found = models.Q(pk__in=[])
    for email in filter(None, emails):
        found |= models.Q(**{f"{lookup}__iexact": email})
    return found


def rows_of_person(
    model: type[models.Model], data: PersonalData, person: Person
) -> models.QuerySet:
    """The rows that are this person's."""
    if finder := finder_of(model):
        return finder.rows(model, person)
    found = models.Q(pk__in=[])
    if data.user and person.user is not None:
        found |= models.Q(**{data.user: person.user.pk})
    if data.email:
        found |= _is_one_of(data.email, person.emails)
    return model._base_manager.filter(found).distinct()


def rows_done_by(
    model: type[models.Model], name: str, person: Person
) -> models.QuerySet:
    """The rows to which this person's account did something."""
    if person.user is None:
        return model._base_manager.none()
    return model._base_manager.filter(**{name: person.user.pk})


def written_forms(word: str) -> list[str]:
    """A word as it lies in a column: in small and capital letters, also as JSON writes it. SQLite
    ignores case in Latin letters alone.
    """
    cases = (word, word.lower(), word.upper(), word.title())
    forms = [form for one in cases for form in (one, json.dumps(one)[1:-1])]
    return list(dict.fromkeys(forms))


#: a telephone has so many digits; fewer stand in too many texts
FEWEST_DIGITS = 8


def digits_of(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _pattern(word: str) -> re.Pattern[str]:
    """The whole word: an address is not found inside a longer one, a name not inside another."""
    before, after = (r"[\w.+-]", r"[\w-]") if "@" in word else (r"\w", r"\w")
    return re.compile(
        f"(?<!{before}){re.escape(word)}(?!{after})", re.IGNORECASE
    )


def mentions(text: str, word: str) -> bool:
    """Whether a word that tells who somebody is stands in a text, whole and in any case; of a
    telephone the digits are compared.
    """
    if _pattern(word).search(text):
        return True
    digits = digits_of(word)
    is_telephone = len(digits) >= FEWEST_DIGITS and "@" not in word
    return is_telephone and digits[-FEWEST_DIGITS:] in digits_of(text)


def without_words(text: str, words: tuple[str, ...]) -> str:
    """A text without the words, the longest first; nothing where it was one of them alone."""
    for word in sorted(words, key=len, reverse=True):
        if text.strip().casefold() == word.casefold():
            return ""
        text = _pattern(word).sub(TAKEN_OUT, text)
    return text


def rows_that_mention(
    model: type[models.Model], names: tuple[str, ...], words: tuple[str, ...]
) -> models.QuerySet:
    """The rows in whose texts one of the words stands, in any case."""
    rows, found = model._base_manager.all(), models.Q(pk__in=[])
    for name in names:
        column = f"{name}_as_text"
        cast = Cast(name, models.TextField())
        rows = rows.annotate(**{column: cast})
        for word in words:
            for form in written_forms(word):
                found |= models.Q(**{f"{column}__icontains": form})
    return rows.filter(found)
