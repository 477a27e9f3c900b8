"""Several people invited at once: every row is judged first, then all letters leave or none."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from communities import people
from communities.choosing import find_community
from communities.models import Community, Invitation, Seat
from communities.models.seat import ROLES
from core.text.reading import read_email, read_name
from portal.people.spreadsheet import Line, words_for

SALT = "people whom an officer has looked at"
#: how long a list may lie on the page before it is sent, in seconds
AN_HOUR = 60 * 60


@dataclass(frozen=True)
class Guest:
    """A row of the list as it would be sent, and what stands against it."""

    line: int
    typed_community: str
    email: str
    name: str
    role: str
    language: str
    community: Community | None = None
    has_account: bool = False
    faults: list[str] = field(default_factory=list)

    @property
    def role_label(self) -> str:
        return str(dict(ROLES).get(self.role, self.role))


def judge_list(lines: list[Line]) -> list[Guest]:
    """Each line as a guest with its faults in words. A handful of statements, and one or two for
    each community that is named.
    """
    finder = _CommunityFinder()
    guests = [_read_guest(number, cells, finder) for number, cells in lines]
    known = _Known({guest.email for guest in guests})
    for guest in guests:
        guest.faults.extend(known.faults(guest))
    _mark_twins(guests)
    return [
        replace(guest, has_account=guest.email in known.accounts)
        for guest in guests
    ]


def may_be_sent(guests: list[Guest]) -> bool:
    """Whether nothing stands against any of them."""
    return bool(guests) and not any(guest.faults for guest in guests)


def sign_list(
    guests: list[Guest],
    *,
    by: User,
    days: int,
) -> str:
    """The list as a value that the page carries and nobody but us can have made."""
    rows = [
        [
            guest.line,
            guest.community.slug if guest.community else "",
            guest.email,
            guest.name,
            guest.role,
            guest.language,
        ]
        for guest in guests
    ]
    said = {"by": by.pk, "days": days, "rows": rows}
    return signing.dumps(said, salt=SALT, compress=True)


@transaction.atomic
def invite_several(
    signed: str,
    *,
    by: User,
) -> int:
    """Send the letters of a list that was looked at: all or none; how many.

    Raises PermissionDenied, ValidationError 'stale' for a list that is not the reader's own or has
    lain too long, or, naming the line, what stands against it meanwhile.
    """
    rows, days = _read_list(signed, by)
    slugs = {slug for _line, slug, *_rest in rows}
    communities = Community.objects.current().in_bulk(slugs, field_name="slug")
    for line, slug, email, name, role, language in rows:
        try:
            people.invite_colleague(
                communities[slug],
                email,
                role,
                by=by,
                language=language,
                name=name,
                days=days,
            )
        except ValidationError as error:
            why = _("Line %(line)s: %(why)s Nothing was sent.")
            raise ValidationError(
                why % {"line": line, "why": error.messages[0]},
                code=error.code,
            ) from None
    return len(rows)


def _read_list(
    signed: str,
    by: User,
) -> tuple[list[Any], int]:
    try:
        said = signing.loads(signed, salt=SALT, max_age=AN_HOUR)
    except signing.BadSignature:
        said = {}
    if said.get("by") != by.pk:
        raise ValidationError(
            _("The list has lain too long. Choose the file again."),
            code="stale",
        )
    return said["rows"], said["days"]


class _CommunityFinder:
    """Finds a community by its code, address or name, each spelling once."""

    def __init__(self) -> None:
        communities = list(Community.objects.current().alphabetical())
        self._by_code = {one.hd002_code: one for one in communities}
        self._names = {
            name: one for one in communities for name in one.names if name
        }
        self._found: dict[str, Community | ValidationError] = {}

    def find(self, typed: str) -> Community:
        """Raises ValidationError 'unknown' or 'several'."""
        if typed not in self._found:
            self._found[typed] = self._look_for(typed)
        found = self._found[typed]
        if isinstance(found, ValidationError):
            raise found
        return found

    def _look_for(self, typed: str) -> Community | ValidationError:
        if at_code := self._by_code.get(typed.zfill(8)):
            return at_code
        try:
            return find_community(Community.objects.current(), typed)
        except ValidationError as error:
            close = difflib.get_close_matches(typed, self._names, 2, 0.6)
            if error.code != "unknown" or not close:
                return error
            return ValidationError(
                _("No community is called “%(typed)s”. Perhaps: %(names)s?")
                % {"typed": typed, "names": ", ".join(close)},
                code="unknown",
            )


def _read_guest(
    line: int, cells: dict[str, str], finder: _CommunityFinder
) -> Guest:
    faults: list[str] = []
    community = None
    try:
        community = finder.find(cells["community"])
    except ValidationError as error:
        faults.append(error.messages[0])
    email = read_email(cells["email"])
    if not _is_address(email):
        faults.append(_("This is not an e-mail address."))
    role = _code(cells["role"], ROLES)
    if role not in dict(ROLES):
        labels = ", ".join(str(label) for _code, label in ROLES)
        faults.append(
            _("The role must be one of: %(roles)s.") % {"roles": labels}
        )
    usual = community.letters_in if community else settings.LANGUAGE_CODE
    language = _code(cells.get("language", "") or usual, settings.LANGUAGES)
    if language not in dict(settings.LANGUAGES):
        faults.append(_("The language must be hy or en."))
    return Guest(
        line,
        cells["community"],
        email,
        read_name(cells.get("name", ""))[:150],
        role,
        language,
        community,
        faults=faults,
    )


def _is_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return email.isascii() and len(email) <= 254


def _code(
    typed: str,
    choices: Any,
) -> str:
    """The code that a word in either language stands for; else the word."""
    for code, label in choices:
        if typed.casefold() in words_for(code, label):
            return code
    return typed


def _mark_twins(guests: list[Guest]) -> None:
    """The same address twice for one community: the later line is a fault."""
    first: dict[tuple, int] = {}
    for guest in guests:
        key = (guest.community, guest.email)
        if key in first:
            guest.faults.append(
                _("The same person stands in line %(line)s.")
                % {"line": first[key]}
            )
        first.setdefault(key, guest.line)


class _Known:
    """What the portal knows of some addresses. Three statements."""

    def __init__(self, emails: set[str]) -> None:
        accounts = User.objects.filter(email__in=emails)
        self.accounts = {user.email.lower(): user for user in accounts}
        seats = Seat.objects.filter(user__email__in=emails)
        self._seats = set(seats.values_list("community_id", "user_id"))
        waiting = Invitation.objects.waiting().filter(email__in=emails)
        self._waiting = {(one.community_id, one.email): one for one in waiting}

    def faults(self, guest: Guest) -> list[str]:
        account = self.accounts.get(guest.email)
        place = guest.community.pk if guest.community else 0
        invited = self._waiting.get((place, guest.email))
        found = _refusal(people.refuse_guest, account)
        if account and (place, account.pk) in self._seats:
            found.append(_("This person already has a seat in the community."))
        return found + (_refusal(invited.refuse_second) if invited else [])


def _refusal(
    rule: Callable,
    *arguments: Any,
) -> list[str]:
    """What a rule says against something; nothing where it lets it pass."""
    try:
        rule(*arguments)
    except ValidationError as error:
        return list(error.messages)
    return []
