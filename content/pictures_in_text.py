"""Rich text with its pictures and films: keys become what they name, in the reader's language."""

import re
import uuid
from collections.abc import Iterable, Mapping

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from content import films_in_text
from content.models import Picture
from core.text import rich_text

PICTURE = re.compile(r'<figure data-picture="([0-9a-f-]{36})">\s*</figure>')
LEFT_OVER = re.compile(r'<figure(?:"[^"]*"|[^">])*></figure>')
GALLERY = re.compile(r'<figure data-gallery="here">\s*</figure>')


def picture_keys(*texts: str) -> list[uuid.UUID]:
    """The pictures that stand in texts, in order."""
    keys = (key for text in texts for key in PICTURE.findall(text or ""))
    return [uuid.UUID(key) for key in dict.fromkeys(keys) if is_key(key)]


def is_key(text: str) -> bool:
    try:
        return bool(uuid.UUID(text))
    except ValueError:
        return False


def pictures(*texts: str) -> dict[str, Picture]:
    """The pictures that stand in texts, by key; no query when none does."""
    wanted = picture_keys(*texts)
    return (
        {str(one.uid): one for one in Picture.objects.filter(uid__in=wanted)}
        if wanted
        else {}
    )


def has_gallery(text: str) -> bool:
    return bool(GALLERY.search(text or ""))


def render_with_pictures(
    html: str, by_key: Mapping[str, Picture], gallery: Iterable[Picture]
) -> SafeString:
    """Stored rich text for a page, passed through the allow-list once more, with its pictures."""

    def figure(match: re.Match) -> str:
        picture = by_key.get(match[1])
        return (
            render_to_string("components/figure.html", {"picture": picture})
            if picture
            else ""
        )

    text = PICTURE.sub(figure, rich_text.render_rich_text(html))
    text = films_in_text.put_in_films(text)
    if has_gallery(text):
        shown = render_to_string(
            "components/gallery.html", {"gallery": list(gallery)}
        )
        text = GALLERY.sub(lambda match: shown, text, count=1)
    # sanitised above; what was put in is our own template
    return mark_safe(LEFT_OVER.sub("", text))  # noqa: S308
