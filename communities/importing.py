"""Reading files row by row into the database: what came, what changed, what was refused and why."""

import csv
import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError, models, transaction

Row = dict[str, str]
M = TypeVar("M", bound=models.Model)


@dataclass
class Report:
    """Counts per model and outcome, and each refused row with its line and reason."""

    counts: Counter = field(default_factory=Counter)
    refused: list[tuple[str, int, str]] = field(default_factory=list)

    def count(self, outcome: str) -> int:
        return sum(number for (_, key), number in self.counts.items() if key == outcome)

    def lines(self) -> Iterator[str]:
        for name in sorted({name for name, _ in self.counts}):
            per = {o: self.counts[name, o] for o in ("created", "changed", "unchanged")}
            yield f"{name}: " + ", ".join(f"{number} {outcome}" for outcome, number in per.items())
        for file, line, reason in self.refused:
            yield f"refused: {file}, line {line}: {reason}"


def whole(cell: str) -> int | None:
    """A whole number of zero or more, or None for an empty cell; raises ValueError."""
    number = int(cell) if cell else None
    if number is not None and number < 0:
        raise ValueError(f"'{cell}' is negative")
    return number


def decimal(cell: str) -> Decimal | None:
    """A decimal number, or None for an empty cell; raises ValueError."""
    try:
        return Decimal(cell) if cell else None
    except InvalidOperation:
        raise ValueError(f"'{cell}' is not a number") from None


def day(cell: str) -> dt.date | None:
    """A date written 2024-03-15, or None for an empty cell; raises ValueError."""
    return dt.date.fromisoformat(cell) if cell else None


def yes(cell: str) -> bool:
    """'true' or 'false'; raises ValueError on anything else."""
    if cell not in ("true", "false"):
        raise ValueError(f"'{cell}' is neither true nor false")
    return cell == "true"


def _not_given(model: type[models.Model], given: set[str]) -> set[str]:
    """Fields that need no cleaning: those not given, and relations, which the database checks."""
    return {field.name for field in model._meta.fields if field.name not in given or field.is_relation}


def put(report: Report, model: type[M], key: dict[str, Any], values: dict[str, Any]) -> M:
    """Create the row with this key, or change it where a value differs."""
    thing = model._default_manager.filter(**key).first()
    created = thing is None
    thing = thing or model(**key)
    changed = [name for name, value in values.items() if created or getattr(thing, name) != value]
    for name in changed:
        setattr(thing, name, values[name])
    if created or changed:
        thing.clean_fields(exclude=_not_given(model, {*key, *values}))
        thing.save(force_insert=created)
    outcome = "created" if created else "changed" if changed else "unchanged"
    report.counts[str(model._meta.model_name), outcome] += 1
    return thing


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return "; ".join(error.messages)
    if isinstance(error, KeyError):
        return f"no column {error}"
    return " ".join(str(error).split())


def read(path: Path, take: Callable[[Row, Report], None], report: Report) -> None:
    """Give every row to `take`; a row that fails is refused alone and leaves nothing behind."""
    with path.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            try:
                with transaction.atomic():
                    take(row, report)
            except (ValueError, KeyError, ValidationError, ObjectDoesNotExist, IntegrityError) as error:
                report.refused.append((path.name, line, _reason(error)))
