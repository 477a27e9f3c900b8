"""Values that are worked out once while the content stays as it is, in the memory of a process."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import connection

from core.keeping.state import CURRENT

T = TypeVar("T")

MOST = 2000

_values: OrderedDict[tuple, Any] = OrderedDict()
_lock = threading.Lock()


def remembered(name: tuple, make: Callable[[], T]) -> T:
    """The value of that name in the present state of the content; it must not be changed.

    Inside a transaction nothing is remembered: it may see what others never will.
    """
    if connection.in_atomic_block:
        return make()
    state = CURRENT.read()
    if state is None:
        return make()
    key = (state.key, *name)
    with _lock:
        if key in _values:
            _values.move_to_end(key)
            return _values[key]
    value = make()
    with _lock:
        _values[key] = value
        while len(_values) > MOST:
            _values.popitem(last=False)
    return value
