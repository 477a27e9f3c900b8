"""Films of other services in rich text: a picture of ours and a link, until somebody plays one."""

import html
import re
import uuid
from collections.abc import Mapping

from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from content.models import Picture
from core.text.films import FRAME_MARK, find_film

FIGURE = re.compile(r'<figure((?: data-[a-z]+="[^"]*")+)>\s*</figure>')
ATTRIBUTE = re.compile(r'data-([a-z]+)="([^"]*)"')
SCRIPT = '<script type="module" src="{}"></script>'


def render_film(
    address: str,
    *,
    title: str = "",
    about: str = "",
    poster: Picture | None = None,
) -> SafeString:
    """The film as it stands in a page; nothing for what is no address of a film."""
    film = find_film(address)
    if film is None:
        return SafeString()
    context = {"film": film, "title": title, "about": about, "poster": poster}
    return render_to_string("components/film.html", context)


def put_in_films(text: str) -> str:
    """Sanitised rich text with its films in the place of the figures that name them."""
    if "data-film=" not in text:
        return text
    posters = _posters(text)
    return FIGURE.sub(lambda figure: _render(figure, posters), text)


def with_player(rendered: SafeString) -> SafeString:
    """The same part of a page with the script that plays its films, where it has one."""
    if FRAME_MARK not in rendered:
        return rendered
    return rendered + format_html(
        SCRIPT, staticfiles_storage.url("js/films.js")
    )


def _parts(figure: re.Match) -> dict[str, str]:
    found = ATTRIBUTE.findall(figure[1])
    return {name: html.unescape(value) for name, value in found}


def _render(figure: re.Match, posters: Mapping[str, Picture]) -> str:
    parts = _parts(figure)
    if "film" not in parts:
        return figure[0]
    return render_film(
        parts["film"],
        title=parts.get("title", ""),
        about=parts.get("about", ""),
        poster=posters.get(parts.get("poster", "")),
    )


def _posters(text: str) -> dict[str, Picture]:
    """The pictures that stand for films, by key; no query when none does."""
    named = [
        _parts(figure).get("poster", "") for figure in FIGURE.finditer(text)
    ]
    keys = [key for key in map(_key, named) if key]
    if not keys:
        return {}
    found = Picture.objects.filter(uid__in=keys)
    return {str(picture.uid): picture for picture in found}


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
