"""Sign-ins and the sessions that they began: written down, told of, ended."""

from dataclasses import dataclass

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.browsers import browser_and_system
from accounts.letters import write_letter_to
from accounts.models import BrowserSession, SignIn, User
from accounts.sessions import SIGN_IN
from core.hashing import sha256

#: of either list on the page of one's security
MOST_LISTED = 20


@dataclass(frozen=True)
class Visit:
    """How a sign-in came about, as far as the request says."""

    address: str | None = None
    user_agent: str = ""
    method: str = ""
    second_factor: str = ""
    is_new_device: bool = False


@transaction.atomic
def record_sign_in(user: User, visit: Visit, *, is_first: bool) -> SignIn:
    """Write a sign-in down; where the device is new, tell the person, except at the very first."""
    browser, system = browser_and_system(visit.user_agent)
    sign_in = SignIn.objects.create(
        user=user,
        address=visit.address,
        browser=browser,
        system=system,
        method=visit.method,
        second_factor=visit.second_factor,
        is_new_device=visit.is_new_device,
    )
    if visit.is_new_device and not is_first:
        write_letter_to(user, "new_device", sign_in=sign_in)
    return sign_in


def sessions_of(user: User) -> QuerySet[BrowserSession]:
    """The sessions in which a person is signed in now."""
    return BrowserSession.objects.filter(
        user=user, expire_date__gt=timezone.now()
    ).select_related("sign_in")


def session_digest(session_key: str | None) -> str:
    """What a page says of a session instead of its key, which would open it."""
    return sha256(session_key or "")[:32]


def end_session(user: User, digest: str) -> bool:
    """End one of the person's sessions; False when there is none like that any more."""
    found = [
        session.session_key
        for session in sessions_of(user).order_by("session_key")
        if session_digest(session.session_key) == digest
    ]
    return bool(_end(sessions_of(user).filter(session_key__in=found)))


def end_other_sessions(user: User, but: str | None = None) -> int:
    """End all sessions of a person but one, named by its key; the number of those ended."""
    sessions = BrowserSession.objects.filter(user=user)
    return _end(sessions.exclude(session_key=but) if but else sessions)


@transaction.atomic
def _end(sessions: QuerySet[BrowserSession]) -> int:
    keys = list(
        sessions.order_by("session_key").values_list("session_key", flat=True)
    )
    SignIn.objects.filter(browser_sessions__in=keys).update(
        ended_at=timezone.now()
    )
    return BrowserSession.objects.filter(session_key__in=keys).delete()[0]


def note_sign_out(session: SessionBase) -> None:
    """That a session is being ended by the person, before it is."""
    if sign_in := session.get(SIGN_IN):
        SignIn.objects.filter(pk=sign_in).update(ended_at=timezone.now())
