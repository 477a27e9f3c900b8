"""Taking a file of the register: what came, what changed, what was refused and why.

A file is taken whole or not at all. Every fault of it is named with its line first, so that it is
mended once.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DatabaseError, IntegrityError, models, transaction
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from communities.register.reading import (
    Refused,
    Row,
    csv_rows,
    has_lost_letters,
    lost_reason,
)
from core.language.bilingual import DEFAULT_LANGUAGE

M = TypeVar("M", bound=models.Model)
OUTCOMES = ("created", "changed", "unchanged")
MAX_SHOWN = 2_000


@dataclass(frozen=True)
class Change:
    """One row that is new or differs: its model, its name, and (field, old, new) of each
    difference.
    """

    model: str
    outcome: str
    label: str
    values: tuple[tuple[str, str, str], ...]


@dataclass
class Report:
    """Counts per model and outcome, the changes themselves, each refused row with line and
    reason.
    """

    counts: Counter = field(default_factory=Counter)
    changes: list[Change] = field(default_factory=list)
    refused: list[tuple[str, int, str]] = field(default_factory=list)
    fingerprint: str = ""  # of every change, also of those that are not listed

    def note(self, change: Change, description: str) -> None:
        """Remember a change: the first ones whole, all of them in the fingerprint.

        `description`: the change in words that do not depend on the reader's language, nor on
        row numbers.
        """
        self.fingerprint = hashlib.sha256(
            f"{self.fingerprint}{description}".encode()
        ).hexdigest()
        if len(self.changes) < MAX_SHOWN:
            self.changes.append(change)

    def count(self, outcome: str) -> int:
        return sum(
            number
            for (_name, key), number in self.counts.items()
            if key == outcome
        )

    def add(self, other: "Report") -> None:
        self.counts.update(other.counts)
        self.changes += other.changes
        self.refused += other.refused

    def table(self) -> list[tuple[str, list[int]]]:
        names = sorted({name for name, _outcome in self.counts})
        return [
            (name, [self.counts[name, outcome] for outcome in OUTCOMES])
            for name in names
        ]

    def lines(self) -> Iterator[str]:
        for name, numbers in self.table():
            yield f"{name}: " + ", ".join(
                f"{n} {o}" for n, o in zip(numbers, OUTCOMES, strict=True)
            )
        for file, line, reason in self.refused:
            yield f"refused: {file}, line {line}: {reason}"


class Store:
    """The rows the database has, read once per model, and what a file makes of them."""

    def __init__(self) -> None:
        self.report = Report()
        self.last: Row = {}
        self._known: dict[
            tuple[type[models.Model], tuple[str, ...]], dict[tuple, Any]
        ] = {}
        self._later: dict[type[models.Model], list[Any]] = {}
        self._again: dict[Any, models.Model] = {}

    def find(self, model: type[M], **key: Any) -> M | None:
        """The row with these values, or None; one query per model and set of fields."""
        names = tuple(sorted(key))
        if (model, names) not in self._known:
            everything = model._default_manager.all()
            self._known[model, names] = {
                _key(thing, names): thing for thing in everything
            }
        return self._known[model, names].get(
            tuple(_plain(key[name]) for name in names)
        )

    def get(self, model: type[M], **key: Any) -> M:
        """The row with these values; raises ValueError that names the unknown code."""
        instance = self.find(model, **key)
        if instance is None:
            labels = {
                name: str(
                    getattr(model._meta.get_field(name), "verbose_name", name)
                )
                for name in key
            }
            code = ", ".join(
                f"{labels[name]} «{value}»" for name, value in key.items()
            )
            thing = str(model._meta.verbose_name)
            raise ValueError(
                _("no %(thing)s with %(code)s") % {"thing": thing, "code": code}
            )
        return instance

    def put(
        self,
        model: type[M],
        key: dict[str, Any],
        values: dict[str, Any],
        *,
        later: bool = False,
        once: dict[str, Any] | None = None,
    ) -> M:
        """Create the row with this key, or change it where a value differs.

        `later`: a new row that no other row points to is written with the others at the end.
        `once`: values of a new row alone, as an address, which stays when a name is corrected.
        """
        thing = self.find(model, **key)
        is_new = thing is None
        values = {**values, **(once or {})} if is_new else values
        thing = thing or model(**key)
        changed = {
            name: value
            for name, value in values.items()
            if is_new or _differs(thing, name, value)
        }
        outcome = "created" if is_new else "changed" if changed else "unchanged"
        self.report.counts[_name(model), outcome] += 1
        if outcome == "unchanged":
            return thing
        _refuse_lost_letters(thing, changed)
        self._note(thing, outcome, key, changed)
        for name, value in changed.items():
            setattr(thing, name, value)
        thing.clean_fields(exclude=_not_given(model, {*key, *values}))
        self._write(thing, is_new, later)
        return thing

    def _note(
        self, thing: models.Model, outcome: str, key: dict, changed: dict
    ) -> None:
        """What the report and the edition's log say of a row, before it is changed."""
        name = _name(type(thing))
        differences = _differences(thing, changed)
        with translation.override(DEFAULT_LANGUAGE):
            description = (
                f"{name} {outcome} {key} {_differences(thing, changed)}"
            )
        label = ", ".join(
            _as_text(value) for value in key.values() if value is not None
        )
        self.report.note(Change(name, outcome, label, differences), description)

    def _write(self, thing: models.Model, is_new: bool, later: bool) -> None:
        model = type(thing)
        if is_new and later:
            self._later.setdefault(model, []).append(thing)
        else:
            thing.save(force_insert=is_new)
        for (known, names), index in self._known.items():
            if known is model:
                index[_key(thing, names)] = thing

    def save_again(self, thing: models.Model) -> None:
        """Save a row once more at the end: something computed in it depends on rows that wait."""
        self._again[thing.pk] = thing

    def finish(self) -> None:
        """Write the rows that waited, then what depends on them."""
        for model, things in self._later.items():
            model._default_manager.bulk_create(things, batch_size=500)
        for thing in self._again.values():
            thing.save()


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value


def _key(thing: models.Model, names: tuple[str, ...]) -> tuple:
    fields = (thing._meta.get_field(name) for name in names)
    return tuple(getattr(thing, field.attname) for field in fields)  # type: ignore[union-attr]


def _differences(
    thing: models.Model, changed: dict[str, Any]
) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (name, _as_text(getattr(thing, name, None)), _as_text(new))
        for name, new in changed.items()
    )


def _differs(thing: models.Model, name: str, value: Any) -> bool:
    field = thing._meta.get_field(name)
    return getattr(thing, field.attname) != _plain(value)  # type: ignore[union-attr]


def _refuse_lost_letters(thing: models.Model, changed: dict[str, Any]) -> None:
    """Raises ValueError where a change would only put question marks in the place of letters.

    Whole words of them are seen as soon as the file is read; this knows what stood there.
    """
    for name, new in changed.items():
        old = _as_text(getattr(thing, name, None))
        if isinstance(new, str) and has_lost_letters(old, new):
            raise ValueError(lost_reason(name, new))


def _as_text(value: Any) -> str:
    return "" if value is None else str(value)


def _name(model: type[models.Model]) -> str:
    return str(model._meta.model_name)


def _not_given(model: type[models.Model], given: set[str]) -> set[str]:
    """Fields that need no cleaning: those not given, and relations, which the database checks."""
    return {
        field.name
        for field in model._meta.fields
        if field.name not in given or field.is_relation
    }


Take = Callable[[Row, Store], None]
Rows = Callable[
    [bytes, tuple[str, ...], list[Refused]], Iterator[tuple[int, Row]]
]


@dataclass(frozen=True)
class Source:
    """One kind of file: its usual name, what staff call it, its columns, what makes a row unique,
    who takes a row.

    `order`: what a row points to is read before it. `is_abroad`: of the partner countries.
    """

    file: str
    label: str | Promise
    order: int
    columns: tuple[str, ...]
    key: tuple[str, ...]
    take: Take
    rows: Rows = csv_rows
    is_abroad: bool = False

    @property
    def code(self) -> str:
        """A kind of file is known by its usual name."""
        return self.file


def _broken(error: IntegrityError) -> str:
    """The words of the constraint that refused, as both engines name it."""
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name and re.search(
                rf"\b{constraint.name}\b", str(error)
            ):
                return str(constraint.violation_error_message)
    return _("another row of the register already has this name or code")


def _reason(error: Exception) -> str:
    if isinstance(error, IntegrityError):
        return _broken(error)
    if isinstance(error, ValidationError):
        messages_by_field = (
            error.message_dict
            if hasattr(error, "error_dict")
            else {"": error.messages}
        )
        return "; ".join(
            f"{name}: {' '.join(texts)}".strip(": ")
            for name, texts in messages_by_field.items()
        )
    return " ".join(str(error).split())


FAULTS = (ValueError, ValidationError, ObjectDoesNotExist, DatabaseError)


def _take_rows(
    source: Source, content: bytes, name: str, store: Store, steps: Callable
) -> None:
    refused = store.report.refused
    seen: dict[tuple[str, ...], int] = {}
    rows: list[tuple[int, Row]] = []
    faults: list[Refused] = []
    try:
        rows.extend(source.rows(content, source.columns, faults))
    except Refused as fault:
        faults.append(fault)
    refused += [(name, fault.line, fault.reason) for fault in faults]
    for line, row in steps(rows):
        key = tuple(row[column] for column in source.key)
        if key in seen:
            reason = _("the same row as line %(line)s: %(key)s") % {
                "line": seen[key],
                "key": ", ".join(key),
            }
            refused.append((name, line, reason))
            continue
        seen[key] = line
        try:
            with transaction.atomic():
                source.take(row, store)
        except FAULTS as error:
            refused.append((name, line, _reason(error)))
    refused.sort(key=lambda fault: fault[1])


def read_source(
    source: Source,
    content: bytes,
    *,
    name: str = "",
    write: bool = True,
    steps: Callable[[list], Iterable] = iter,
) -> Report:
    """Take a file whole, or refuse it whole; with `write=False` say what it would do.

    `steps` wraps the rows, for a progress bar.
    """
    store = Store()
    with transaction.atomic():
        _take_rows(source, content, name or source.file, store, steps)
        if not store.report.refused:
            _finish(store, name or source.file)
        if store.report.refused or not write:
            transaction.set_rollback(True)
    if store.report.refused:
        return Report(refused=store.report.refused)
    return store.report


def _finish(store: Store, name: str) -> None:
    try:
        with transaction.atomic():
            store.finish()
    except DatabaseError as error:
        store.report.refused.append((name, 0, _reason(error)))
