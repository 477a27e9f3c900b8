"""What a refused form carried, to be given back: nothing typed is lost."""

from django.http import HttpRequest

HIDDEN = (
    "rev",
    "csrf",
    "form_key",
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


def posted_number(text: str) -> int:
    """A number of ours in what was asked or posted; 0 for anything else."""
    return (
        int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    )
