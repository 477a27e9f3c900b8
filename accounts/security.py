"""What the page of one's own security shows."""

from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator

from accounts import second_factor, sign_ins
from accounts.models import BrowserSession, SignIn, User
from core.retention import kept_for


@dataclass(frozen=True)
class OpenSession:
    """One browser in which the person is signed in, named so that it can be ended."""

    digest: str
    is_this: bool
    sign_in: SignIn | None


def _open_sessions(user: User, this: str | None) -> list[OpenSession]:
    """This browser first, then the latest sign-ins."""
    found = sign_ins.sessions_of(user).order_by("-sign_in__at", "-expire_date")
    sessions = [
        _open_session(session, this)
        for session in found[: sign_ins.MOST_LISTED]
    ]
    return sorted(sessions, key=lambda session: not session.is_this)


def _open_session(session: BrowserSession, this: str | None) -> OpenSession:
    return OpenSession(
        digest=sign_ins.session_digest(session.session_key),
        is_this=session.session_key == this,
        sign_in=session.sign_in,
    )


def own_security(user: User, session_key: str | None) -> dict[str, Any]:
    """A person's second factor, recovery codes left, sessions and last sign-ins."""
    by_type: dict[str, list[Authenticator]] = {}
    for one in Authenticator.objects.filter(user=user).order_by("created_at"):
        by_type.setdefault(one.type, []).append(one)
    apps = by_type.get(Authenticator.Type.TOTP, [])
    passkeys = by_type.get(Authenticator.Type.WEBAUTHN, [])
    codes = by_type.get(Authenticator.Type.RECOVERY_CODES, [])
    return {
        "app": apps[0] if apps else None,
        "passkeys": passkeys,
        "has_one": bool(apps or passkeys),
        "codes_left": len(codes[0].wrap().get_unused_codes()) if codes else 0,
        "is_needed": second_factor.is_required_of(user),
        "sessions": _open_sessions(user, session_key),
        "sign_ins": user.sign_ins.order_by("-at")[: sign_ins.MOST_LISTED],
        "kept_days": kept_for("sign_ins").days,
    }
