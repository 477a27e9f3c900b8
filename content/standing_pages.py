"""The standing pages a new installation begins with."""

import tomllib
from pathlib import Path

from django.utils import timezone

from content.models import Page

FILE = Path(__file__).parent / "data" / "pages.toml"


def load_pages() -> list[str]:
    """Create the pages that are not there yet and return their addresses; edited ones are left
    alone.
    """
    created = []
    for entry in tomllib.loads(FILE.read_text(encoding="utf-8"))["page"]:
        values = {**entry, "published_at": timezone.now()}
        _page, is_new = Page.objects.get_or_create(
            slug=values.pop("slug"), defaults=values
        )
        created += [entry["slug"]] if is_new else []
    return created
