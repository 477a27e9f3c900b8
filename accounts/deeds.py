"""What a person did lately: each app lists the records that name who made them."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from core.registry import Registry

MOST = 50


@dataclass(frozen=True)
class Deed:
    """One act: when, what in words, about what, and the page where it can be looked at."""

    at: dt.datetime
    what: Any
    about: str = ""
    address: str = ""


@dataclass(frozen=True)
class DeedSource:
    """A kind of records; `find(person, seen_by, most)` gives the newest of one person, as far as
    the reader may see them. One statement.
    """

    code: str
    order: int
    find: Callable[[User, User, int], Iterable[Deed]]


DEED_SOURCES: Registry[DeedSource] = Registry()


def newest_deeds(person: User, *, seen_by: User) -> list[Deed]:
    """Of all kinds, the newest first."""
    found = [
        deed
        for source in DEED_SOURCES.all()
        for deed in source.find(person, seen_by, MOST)
    ]
    return sorted(found, key=lambda deed: deed.at, reverse=True)[:MOST]
