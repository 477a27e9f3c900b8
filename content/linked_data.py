"""What a page says to machines, shared by all: schema.org as JSON-LD. Only what the page shows."""

import datetime as dt

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

CONTEXT = "https://schema.org"


def whole_address(path: str) -> str:
    return settings.SITE_URL + path


def to_the_second(moment: dt.datetime) -> str:
    """Nobody means the microseconds."""
    return timezone.localtime(moment).isoformat(timespec="seconds")


def organisation_data() -> dict:
    return {
        "@type": "Organization",
        "name": _("Covenant of Mayors and urban transformation in Armenia"),
        "url": whole_address(str(settings.HOME_URL)),
    }


def breadcrumbs(*steps: tuple[str, str]) -> dict:
    """Steps of (name, path), from the home page down."""
    items = [
        {
            "@type": "ListItem",
            "position": n,
            "name": name,
            "item": whole_address(path),
        }
        for n, (name, path) in enumerate(
            [(_("Home"), str(settings.HOME_URL)), *steps], start=1
        )
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def without_empty(data: dict) -> dict:
    return {
        name: value
        for name, value in data.items()
        if value not in (None, "", [])
    }


def graph(*parts: dict) -> dict:
    """Several things that a page tells of, less what they leave empty."""
    return {"@context": CONTEXT, "@graph": [without_empty(p) for p in parts]}
