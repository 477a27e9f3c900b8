"""How often a stranger may use a public form: a counter in the cache."""

import hashlib

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest


def is_within(
    name: str,
    whose: str,
    *,
    most: int,
    seconds: int,
) -> bool:
    """Count one more use; False once it is more than `most` within the span."""
    # hashed: no address lies in the cache
    key = f"limit:{name}:{hashlib.sha256(whose.encode()).hexdigest()}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) <= most
    except ValueError:  # it ran out between the two lines
        return True


def address_of(request: HttpRequest) -> str:
    """The visitor's address, seen through the proxies we trust."""
    return get_adapter(request).get_client_ip(request)
