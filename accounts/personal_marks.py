"""What the tables of signing in know of people: they are libraries' own."""

from django.utils.translation import gettext_lazy as _

from core import personal_data as personal


def mark_tables_of_libraries() -> None:
    """Called once, when every app is ready."""
    _mark_addresses()
    _mark_second_factors()
    for label in (
        "auth.Permission",
        "auth.Group",
        "contenttypes.ContentType",
        "sessions.Session",  # its table is empty: accounts.BrowserSession
    ):
        personal.mark(label, personal.PersonalData(texts=personal.MACHINE))


def _mark_addresses() -> None:
    personal.mark(
        "account.EmailAddress",
        personal.PersonalData(
            user="user",
            fields=("email",),
            what=_("your address for signing in"),
            why=_("to be sure that it is yours"),
            seen_by=personal.SEEN_BY_ADMINISTRATORS,
            how_long=personal.UNTIL_ERASED,
        ),
    )
    personal.mark(
        "account.EmailConfirmation",
        personal.PersonalData(
            user="email_address__user",
            secret=("key",),
            what=_("confirmations of your address"),
            why=_("to be sure that it is yours"),
            seen_by=personal.SEEN_BY_YOU,
            how_long=_("until it is confirmed"),
        ),
    )


def _mark_second_factors() -> None:
    personal.mark(
        "mfa.Authenticator",
        personal.PersonalData(
            user="user",
            secret=("data",),
            texts=personal.MACHINE,
            what=_("your passkeys, authenticator app and recovery codes"),
            why=_("so that nobody else signs in as you"),
            seen_by=personal.SEEN_BY_YOU,
            how_long=personal.UNTIL_ERASED,
        ),
    )
