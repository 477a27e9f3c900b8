"""Whose names and addresses a reviewer without names must not read: of the community, of everyone
who has or had a seat in it or a hand in the application, and of whom its personal answers name.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q

from accounts.models import User
from accounts.person_changes import PersonChange
from applications.models import Application
from applications.office import personal_answers
from calls.models import Question
from communities.models import Community
from core.language import armenian
from core.language.search_words import read_question
from core.language.spelled_names import (
    LONG,
    joined_expression,
    name_words,
    word_expressions,
)
from core.personal_data import FEWEST_DIGITS, digits_of
from evaluation.reviewing.typed_names import (
    ADDRESS,
    may_name_somebody,
    typed_names,
)

#: types of questions whose answers are typed words
TYPED = ("short", "long", "table")
#: part of the name of more than one place: alone it names none
QUALIFIERS = frozenset(
    "նոր հին վերին ներքին մեծ փոքր nor hin verin nerkin mets pokr new old upper"
    " lower".split()
)
TELEPHONE = re.compile(r"\+?\d(?:[\s().\-/]{0,3}\d){5,}")


def _community_names(community: Community) -> list[str]:
    seats = [community.seat_hy, community.seat_en]
    return [*community.search_names(), *filter(None, seats)]


def _people_names(application: Application) -> set[str]:
    """Of accounts with a hand in it and of everyone invited to the community, joined or not."""
    community = application.community
    changes = PersonChange.objects.filter(place=community.slug)
    history = application.history
    people = User.objects.filter(
        Q(seats__community=community)
        | Q(pk=application.created_by_id)
        | Q(pk__in=changes.values("person"))
        | Q(pk__in=application.versions.values("submitted_by"))
        | Q(pk__in=application.answers.values("saved_by"))
        | Q(pk__in=history.values("by"))
        | Q(pk__in=application.attachments.values("uploaded_by"))
    )
    found = set(people.values_list("name", "email"))
    found |= set(community.invitations.values_list("name", "email"))
    return {text for one in found for text in one if text}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        parts = value.values() if isinstance(value, dict) else value
        for part in parts:
            yield from _texts(part)


def _personal_texts(application: Application) -> set[tuple[str, bool]]:
    """What was ever typed into its personal answers, and whether the question wants a line."""
    questions = Question.objects.filter(
        section__version__form=application.form_version.form_id,
        is_personal=True,
        type__in=TYPED,
    )
    types = dict(questions.values_list("key", "type"))
    if not types:
        return set()
    return {
        (text, types[key] == TYPED[0])
        for unit in personal_answers.units_of(application, set(types))
        for key, value in unit.said.items()
        for text in _texts(value)
    }


def _place_expressions(name: str) -> Iterator[str]:
    words = name_words(name)
    if len(words) > 1:
        yield joined_expression(words)
    for word in words:
        is_part = len(words) > 1 and word in QUALIFIERS
        if not is_part and read_question(word).names:
            yield from word_expressions(word, is_place=True)


def _person_expressions(name: str) -> Iterator[str]:
    """Also of the nominative, where a case form was typed: Ղազարյանը, Վարդանի."""
    for word in filter(may_name_somebody, name_words(name)):
        yield from word_expressions(word, is_place=False)
        stem = armenian.stem(word)
        if LONG <= len(stem) < len(word) and word.startswith(stem):
            yield from word_expressions(stem, is_place=False)


def _literal_expressions(text: str) -> Iterator[str]:
    """Addresses of mail and telephones, those without the code of the country too."""
    for address in ADDRESS.findall(text):
        yield rf"(?<!\w){re.escape(address.casefold())}(?!\w)"
    for telephone in TELEPHONE.findall(text):
        digits = digits_of(telephone)[-FEWEST_DIGITS:]
        between = r"[\s().\-/]{0,3}"
        yield rf"{between.join(digits)}(?!\d)"


def _all_expressions(application: Application) -> Iterable[str]:
    for name in _community_names(application.community):
        yield from _place_expressions(name)
    names = _people_names(application)
    for text, is_short in _personal_texts(application):
        yield from _literal_expressions(text)
        names |= typed_names(text, is_short=is_short)
    for name in names:
        yield from _literal_expressions(name)
        if "@" not in name:
            yield from _person_expressions(name)


def names_expression(application: Application) -> re.Pattern[str]:
    """Finds in a folded text everything that tells whose an application is."""
    found = sorted(dict.fromkeys(_all_expressions(application)))
    literal_first = sorted(found, key=lambda one: "@" not in one)
    return re.compile("|".join(literal_first) or "(?!)")
