"""Values that are worked out once while the content stays as it is, in the memory of a process."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

from core.keeping.state import CURRENT

T = TypeVar("T")
M = TypeVar("M", bound=Model)

MOST = 2000

_values: OrderedDict[tuple, Any] = OrderedDict()
_lock = threading.Lock()


def _present_state() -> tuple | None:
    """What the names of values begin with; None where nothing may be remembered.

    A transaction may see what others never will.
    """
    if connection.in_atomic_block:
        return None
    state = CURRENT.read()
    return None if state is None else (state.key,)


def _look_up(key: tuple) -> Any | None:
    with _lock:
        if key not in _values:
            return None
        _values.move_to_end(key)
        return _values[key]


def _keep(values: dict[tuple, Any]) -> None:
    with _lock:
        _values.update(values)
        while len(_values) > MOST:
            _values.popitem(last=False)


def remembered(name: tuple, make: Callable[[], T]) -> T:
    """The value of that name in the present state of the content; it must not be changed."""
    state = _present_state()
    if state is None:
        return make()
    key = (*state, *name)
    kept = _look_up(key)
    if kept is not None:
        return kept[0]
    value = make()
    _keep({key: (value,)})
    return value


def remembered_rows(
    name: str, rows: QuerySet[M], keys: Iterable[Any]
) -> list[M]:
    """The rows with these primary keys in the order of the keys, less those that are not there.

    One statement for all that are not remembered, none when all are. `name` names the queryset.
    """
    wanted = list(keys)
    state = _present_state()
    if state is None:
        found = rows.in_bulk(wanted)
        return [found[key] for key in wanted if key in found]
    names = {key: (*state, "row", name, key) for key in wanted}
    known = {key: _look_up(names[key]) for key in wanted}
    missing = [key for key in wanted if known[key] is None]
    if missing:
        read = {key: (row,) for key, row in rows.in_bulk(missing).items()}
        _keep({names[key]: row for key, row in read.items()})
        known.update(read)
    return [row[0] for row in known.values() if row]
