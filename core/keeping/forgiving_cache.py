"""A cache that helps and is no condition: while Redis does not answer, processes remember alone.

Limits are then counted by process and a used code is known to its process alone; pages are made
anew. Nobody is shown an error for it, and administrators are told (portal/desks/site_alerts.py).
"""

import functools
import time
from collections.abc import Callable

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import TimeoutError as NoAnswer

#: seconds during which nobody asks again after Redis did not answer
PAUSE = 5
#: seconds until an answer is given up
PATIENCE = 2


def _or_alone(name: str) -> Callable:
    """The method of Redis; while that does not answer, the same of this process's memory."""

    @functools.wraps(getattr(RedisCache, name))
    def method(self: "ForgivingRedisCache", *args, **kwargs):
        if time.monotonic() >= self.asks_again_at:
            try:
                return getattr(RedisCache, name)(self, *args, **kwargs)
            except (NoConnection, NoAnswer):
                self.asks_again_at = time.monotonic() + PAUSE
        return getattr(self.alone, name)(*args, **kwargs)

    return method


class ForgivingRedisCache(RedisCache):
    """Django's cache in Redis."""

    asks_again_at = 0.0

    def __init__(self, server, params) -> None:
        options = params.setdefault("OPTIONS", {})
        options.setdefault("socket_timeout", PATIENCE)
        options.setdefault("socket_connect_timeout", PATIENCE)
        super().__init__(server, params)
        self.alone = LocMemCache(f"instead of {server}", params)

    def answers(self) -> bool:
        """Whether Redis itself does."""
        try:
            return RedisCache.get(self, "is-anybody-there") is None
        except (NoConnection, NoAnswer):
            return False

    add = _or_alone("add")
    get = _or_alone("get")
    set = _or_alone("set")
    touch = _or_alone("touch")
    delete = _or_alone("delete")
    get_many = _or_alone("get_many")
    has_key = _or_alone("has_key")
    incr = _or_alone("incr")
    set_many = _or_alone("set_many")
    delete_many = _or_alone("delete_many")
    clear = _or_alone("clear")
