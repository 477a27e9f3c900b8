"""Sessions that know whose they are, so that one can be seen and really ended.

Django's own table holds a signed text; whose it is can only be found by reading every row. This one
copies the person and the sign-in out of that text into columns each time a session is written.
"""

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.personal_data import SEEN_BY_ADMINISTRATORS, PersonalData

#: the session's own record of how it began
SIGN_IN = "sign_in"
USER = "_auth_user_id"
#: the instant, in seconds, after which nothing prolongs it
ENDS_AT = "ends_at"


class BrowserSession(AbstractBaseSession):
    """What the portal remembers of one browser, and of whom it is signed in as."""

    personal_data = PersonalData(
        user="user",
        secret=("session_key", "session_data"),
        what=_("where you are signed in"),
        why=_("so that you need not sign in on every page"),
        seen_by=SEEN_BY_ADMINISTRATORS,
        how_long=_("until you sign out; see the table of periods"),
    )

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.CASCADE,
        related_name="browser_sessions",
        null=True,
    )
    sign_in = models.ForeignKey(
        "accounts.SignIn",
        verbose_name=_("sign-in"),
        on_delete=models.SET_NULL,
        related_name="browser_sessions",
        null=True,
    )

    class Meta(AbstractBaseSession.Meta):
        pass

    @classmethod
    def get_session_store_class(cls) -> type["SessionStore"]:
        return SessionStore


class SessionStore(DatabaseStore):
    """Django's store in the database, in our table."""

    @classmethod
    def get_model_class(cls) -> type[BrowserSession]:
        return BrowserSession

    def create_model_instance(self, data: dict[str, Any]) -> BrowserSession:
        session: Any = super().create_model_instance(data)
        session.user_id = data.get(USER)
        session.sign_in_id = data.get(SIGN_IN)
        if ENDS_AT in data:
            end = dt.datetime.fromtimestamp(data[ENDS_AT], dt.UTC)
            session.expire_date = min(session.expire_date, end)
        return session
