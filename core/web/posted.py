"""What a refused form carried, to be given back: nothing typed is lost."""

import re

from django.http import HttpRequest

#: turn the direction of what follows, or cannot be seen
TURNING = re.compile(
    "[\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
)
HIDDEN = (
    "rev",
    "csrf",
    "relogin",
    "password",
    "form-TOTAL",
    "form-INITIAL",
    "form-MIN",
    "form-MAX",
    "next",
    "stay",
    "back",
    "_",  # the editor's own fields and buttons
)


def posted_words(request: HttpRequest) -> list[tuple[str, str]]:
    """(field, text) of everything a person wrote, never a password or a token."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if value and not name.startswith(HIDDEN)
    ]


def posted_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """(field, value) of all that a page carried, buttons too, to be sent again; no password, no
    token.
    """
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if not name.startswith(("csrf", "password", "relogin"))
    ]


def visible_text(text: str) -> str:
    """What a reader sees is what is there: no sign that turns or hides the text."""
    return TURNING.sub("", text).strip()


def posted_number(text: str) -> int:
    """A number of ours in what was asked or posted; 0 for anything else."""
    return (
        int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    )
