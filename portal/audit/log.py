"""Reading the log of changes: narrowed, in words, and as a table to take along."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from auditlog.models import LogEntry
from django import forms
from django.apps import apps
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.language.figures import YEREVAN
from portal.audit.tracking import tracked_models

ACTIONS = {
    LogEntry.Action.CREATE: _("made"),
    LogEntry.Action.UPDATE: _("changed"),
    LogEntry.Action.DELETE: _("deleted"),
}
SHORT = 120


def _kinds() -> list[tuple[str, object]]:
    named = [
        (model._meta.label_lower, model._meta.verbose_name)
        for model in tracked_models()
    ]
    return [("", _("everything")), *sorted(named, key=lambda one: str(one[1]))]


class LogFilter(forms.Form):
    """By whom, of what kind, what was done, from which day to which."""

    who = forms.CharField(label=_("Who"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("What"), required=False, choices=_kinds)
    action = forms.TypedChoiceField(
        label=_("What was done"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("everything")), *ACTIONS.items()],
    )
    since = forms.DateField(
        label=_("From day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    until = forms.DateField(
        label=_("Until day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), YEREVAN)


def narrowed_log(criteria: dict) -> QuerySet[LogEntry]:
    """The newest first. `criteria` are the cleaned values of a LogFilter."""
    log = LogEntry.objects.select_related("actor", "content_type").order_by(
        "-timestamp", "-pk"
    )
    if who := criteria.get("who"):
        people = User.objects.filter(
            email__icontains=who
        ) | User.objects.filter(name__icontains=who)
        log = log.filter(actor__in=people)
    if kind := criteria.get("kind"):
        label, model = kind.split(".")
        log = log.filter(
            content_type__app_label=label, content_type__model=model
        )
    if (action := criteria.get("action")) is not None:
        log = log.filter(action=action)
    if since := criteria.get("since"):
        log = log.filter(timestamp__gte=_midnight(since))
    if until := criteria.get("until"):
        log = log.filter(timestamp__lt=_midnight(until + dt.timedelta(days=1)))
    return log


def kind_in_words(entry: LogEntry) -> str:
    model = apps.get_model(
        entry.content_type.app_label, entry.content_type.model
    )
    return str(model._meta.verbose_name)


@dataclass(frozen=True)
class LogRow:
    """An entry as a page shows it."""

    entry: LogEntry
    kind: str
    action: str
    lines: list[tuple[str, str, str]]


def log_row(entry: LogEntry) -> LogRow:
    return LogRow(
        entry,
        kind_in_words(entry),
        str(ACTIONS.get(entry.action, "")),
        changes_in_words(entry),
    )


def _label(model, name: str) -> str:
    try:
        return str(model._meta.get_field(name).verbose_name)
    except (LookupError, AttributeError):
        return name


def _short(value: object) -> str:
    text = "" if value in (None, "None") else str(value)
    return text if len(text) <= SHORT else f"{text[:SHORT]}…"


def changes_in_words(entry: LogEntry) -> list[tuple[str, str, str]]:
    """(field, before, after) of what an entry says, long texts cut, what stayed empty left out."""
    model = apps.get_model(
        entry.content_type.app_label, entry.content_type.model
    )
    lines = []
    for name, change in (entry.changes_dict or {}).items():
        if isinstance(change, dict):  # several were added or taken away
            named = ", ".join(map(str, change.get("objects", ())))
            taken = change.get("operation") == "delete"
            before, after = (named, "") if taken else ("", named)
        else:
            before, after = map(_short, change)
        if (before or after) and name != model._meta.pk.name:
            lines.append((_label(model, name), _short(before), _short(after)))
    return lines


def log_rows(log: QuerySet[LogEntry]) -> Iterator[list[str]]:
    """Rows of a table: when, who, what was done, kind, what, and each field before and after."""
    for entry in log.iterator(chunk_size=500):
        row = log_row(entry)
        said = "; ".join(
            f"{field}: {before} → {after}" for field, before, after in row.lines
        )
        yield [
            timezone.localtime(entry.timestamp).isoformat(timespec="seconds"),
            str(entry.actor or ""),
            row.action,
            row.kind,
            entry.object_repr,
            said,
        ]
