"""What belongs to content and is written one to a line."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

_is_address = URLValidator(schemes=["https", "http"])


def sources(text: str) -> list[tuple[str, str]]:
    """(address, title) of each line: an address, then a title when one is wanted."""
    lines = (
        line.split(maxsplit=1)
        for line in (text or "").splitlines()
        if line.strip()
    )
    return [
        (_whole(parts[0]), parts[1].strip() if len(parts) > 1 else parts[0])
        for parts in lines
    ]


def _whole(address: str) -> str:
    is_bare = address.lower().startswith("www.")
    return f"https://{address}" if is_bare else address


def validate_sources(text: str) -> None:
    """Raises ValidationError with a message for each line that begins with no address."""
    faults = []
    for address, _title in sources(text):
        try:
            _is_address(address)
        except ValidationError:
            fault = ValidationError(
                _(
                    "Each line must begin with a full address; “%(line)s” does not."
                ),
                params={"line": address[:80]},
            )
            faults.append(fault)
    if faults:
        raise ValidationError(faults)
