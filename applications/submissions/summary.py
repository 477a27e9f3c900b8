"""What lists say of an application: the title and the grant of its newest submitted version."""

from collections.abc import Collection
from decimal import Decimal

from applications.drafts import budgets
from applications.models import Application, Version
from core.language.search_words import search_key

#: the type of the answer that stands as a title: the first line of text that is no personal one
TITLE_TYPE = "short"
LONGEST_TITLE = 300
#: what `summarise` sets; the move that follows saves it
FIELDS = ("title", "grant", "search_key")


def version_title(version: Version, keys: Collection[str] | None = None) -> str:
    """The first line of text of a submitted version that is no personal answer; of some questions
    alone.
    """
    return next(
        (
            entry["value"]
            for section in version.content["sections"]
            for entry in section["answers"]
            if entry["type"] == TITLE_TYPE
            and entry.get("value")
            and (keys is None or entry["key"] in keys)
        ),
        "",
    )


def _grant(version: Version) -> Decimal:
    lines = budgets.lines_from_record(version.content["budget"])
    return budgets.budget_totals(lines).grant


def summarise(application: Application, version: Version) -> None:
    """Set title, grant and the words that lists find it by, as the version has them."""
    application.title = version_title(version)[:LONGEST_TITLE]
    application.grant = _grant(version)
    application.search_key = search_key(
        application.reference, application.title
    )
