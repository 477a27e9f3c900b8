"""What the site says of itself: its name, who runs it, how to write to it.

The installation says it in its settings; administrators may say it in the administration, which
hands its reader down to this room.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.utils.translation import gettext as _

from core.language.bilingual import active_language


@dataclass(frozen=True)
class SiteFacts:
    """Texts by language code; empty where nothing was said."""

    names: dict[str, str] = field(default_factory=dict)
    senders: dict[str, str] = field(default_factory=dict)
    publishers: dict[str, str] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    phone: str = ""
    email: str = ""
    social: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """In the active language."""
        return self.names.get(active_language()) or _(
            "Covenant of Mayors and urban transformation"
        )

    @property
    def sender(self) -> str:
        """Whose name stands before the address of our letters; empty for the address alone."""
        return self.senders.get(active_language()) or ""

    @property
    def publisher(self) -> str:
        language = active_language()
        return (
            self.publishers.get(language) or settings.PUBLISHER[language] or ""
        )

    @property
    def address(self) -> str:
        language = active_language()
        return (
            self.addresses.get(language)
            or settings.CONTACT_ADDRESS[language]
            or ""
        )


_read: list[Callable[[], SiteFacts]] = []


def register_site_facts(read: Callable[[], SiteFacts]) -> None:
    """Where the facts are kept that the settings do not say."""
    _read[:] = [read]


def site_facts() -> SiteFacts:
    return _read[0]() if _read else SiteFacts()


def contact_email() -> str:
    return site_facts().email or settings.CONTACT_EMAIL


def contact_phone() -> str:
    return site_facts().phone or settings.CONTACT_PHONE


def site_sender() -> str:
    """From whom our letters come: the name that was chosen before the installation's address."""
    name = site_facts().sender
    _name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((name, address)) if name else settings.DEFAULT_FROM_EMAIL
