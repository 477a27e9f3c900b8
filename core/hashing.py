"""Records that show when they were changed: canonical text, SHA-256, and the link to the one
before.
"""

import hashlib
import json
from decimal import Decimal
from typing import Any


def canonical(record: Any) -> str:
    """JSON with sorted keys, no spaces and real letters: the same facts give the same text."""
    return json.dumps(
        record, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def number_fact(number: Decimal | None) -> str | None:
    """A sum as records have it: its digits as text; None where there is none."""
    return None if number is None else str(number)


def sha256(text: str) -> str:
    """64 lower-case hex digits of the UTF-8 text."""
    return hashlib.sha256(text.encode()).hexdigest()


def is_sha256(text: str) -> bool:
    return len(text) == 64 and all(
        digit in "0123456789abcdef" for digit in text
    )
