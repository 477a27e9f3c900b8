"""The applications of a call as the board lists them: found, sorted, with title and amount."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.models import Application, Version
from applications.submissions import receipts
from calls.models import Call
from core.language.armenian import collation_key
from core.language.bilingual import text
from core.language.search_words import Term, read_question, search_key

#: what the list can be sorted by → in words
ORDERS = {
    "reference": _("reference"),
    "community": _("community"),
    "amount": _("grant asked for, largest first"),
    "saved": _("last saved"),
}
#: the type of the answer that stands as a title: the first line of text that is no personal one
TITLE_TYPE = "short"


@dataclass(frozen=True)
class ListedApplication:
    """One line of the board; title and amount are those of its newest version."""

    application: Application
    versions_sent: int
    title: str
    grant: Decimal | None

    @property
    def community(self) -> str:
        return text(self.application.community, "name")

    @property
    def search_key(self) -> str:
        """Everything that it can be found by, as the site's search knows words."""
        own = search_key(self.application.reference, self.title)
        return self.application.community.search_key + own


def list_applications(
    call: Call,
    user: User,
    *,
    words: str = "",
    state: str = "",
    lot: int = 0,
    order: str = "reference",
) -> list[ListedApplication]:
    """What this user may see, narrowed and sorted. `words` must all be found."""
    applications = (
        Application.objects.visible_to(user)
        .filter(lot__call=call)
        .with_lot()
        .prefetch_related(
            Prefetch("versions", Version.objects.order_by("-number"))
        )
    )
    if state:
        applications = applications.filter(state=state)
    if lot:
        applications = applications.filter(lot__number=lot)
    listed = map(_listed, applications.order_by("reference"))
    return _sorted(_found(listed, words), order)


def _found(
    listed: Iterable[ListedApplication], words: str
) -> list[ListedApplication]:
    terms = read_question(words).names
    return [line for line in listed if _holds(line.search_key, terms)]


def _holds(key: str, terms: Iterable[Term]) -> bool:
    """Each word of the question begins a word of the key, in any case form or script."""
    return all(any(f" {token}" in key for token in term) for term in terms)


def _sorted(
    listed: list[ListedApplication], order: str
) -> list[ListedApplication]:
    keys: dict[str, Any] = {
        "community": lambda line: collation_key(line.community),
        "amount": lambda line: -(line.grant or 0),
        "saved": lambda line: -line.application.saved_at.timestamp(),
    }
    return sorted(listed, key=keys[order]) if order in keys else listed


def _listed(application: Application) -> ListedApplication:
    versions = list(application.versions.all())
    newest = versions[0] if versions else None
    if newest is None:
        return ListedApplication(application, 0, "", None)
    newest.application = application
    return ListedApplication(
        application,
        len(versions),
        version_title(newest),
        receipts.version_totals(newest).grant,
    )


def version_title(version: Version) -> str:
    """The first line of text of a submitted version that is no personal answer."""
    return next(
        (
            entry["value"]
            for section in version.content["sections"]
            for entry in section["answers"]
            if entry["type"] == TITLE_TYPE and entry.get("value")
        ),
        "",
    )
