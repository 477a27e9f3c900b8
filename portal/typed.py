"""What a refused form carried, to be given back: nothing typed is lost."""

from django.http import HttpRequest

HIDDEN = (
    "rev",
    "csrf",
    "password",
    "form-TOTAL",
    "form-INITIAL",
    "form-MIN",
    "form-MAX",
    "next",
    "stay",
    "back",
)


def words(request: HttpRequest) -> list[tuple[str, str]]:
    """(field, text) of everything a person wrote, never a password or a token."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if value and not name.startswith(HIDDEN)
    ]
