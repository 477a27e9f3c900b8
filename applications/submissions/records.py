"""The record of a submission: everything that is submitted, as canonical text with its hash."""

import datetime as dt
import secrets
from typing import Any

from django.utils import translation
from django.utils.translation import get_language

from accounts.models import User
from applications.drafts import budgets, checking
from applications.models import (
    Application,
    Attachment,
    PersonalPart,
    Version,
)
from calls.models import FormSection, Question
from core.hashing import canonical, sha256
from core.language.bilingual import text

#: of the record: 2 adds the declarations as shown; a reader of old records asks for it
FORMAT = 2


def utc_instant(moment: dt.datetime) -> str:
    """UTC, ISO 8601, to the microsecond."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def _salted(value: Any, before: dict | None) -> dict:
    """Salt and value of a personal answer; an unchanged one keeps its salt, and so its hash."""
    if before and before["value"] == value:
        return before
    return {"salt": secrets.token_hex(16), "value": value}


def _last_personal(application: Application) -> dict:
    last = (
        PersonalPart.objects.filter(version__application=application)
        .order_by("-pk")
        .first()
    )
    return (last.content or {}) if last else {}


def personal_part(application: Application, questions: list[Question]) -> dict:
    """{key: {salt, value}} of the personal answers as they stand now."""
    values = application.values()
    before = _last_personal(application)
    questions_asked = [
        question
        for question in questions
        if checking.is_asked(question, values)
    ]
    keys = [
        question.key for question in questions_asked if question.is_personal
    ]
    return {key: _salted(values.get(key, ""), before.get(key)) for key in keys}


def _entry(
    question: Question, values: dict, personal: dict, language: str
) -> dict:
    """One answered question, with the words it was asked in."""
    entry: dict[str, Any] = {
        "key": question.key,
        "type": question.type,
        "label": getattr(question, f"label_{language}") or question.label,
    }
    if question.key in personal:
        entry["personal_sha256"] = sha256(canonical(personal[question.key]))
    else:
        entry["value"] = values.get(question.key, "")
    if options := {o.key: text(o, "label") for o in question.options.all()}:
        entry["options"] = options
    if columns := list(question.columns.all()):
        entry["columns"] = {c.key: text(c, "label") for c in columns}
        entry["column_types"] = {c.key: c.type for c in columns}
    return entry


def _budget(application: Application) -> list[dict]:
    fields = (
        "category",
        "title",
        "quantity",
        "unit_cost",
        "grant",
        "own",
        "partner",
    )
    lines = application.budget_lines.all()
    return [
        {field: str(getattr(line, field)) for field in fields} for line in lines
    ]


def _name_in_record(attachment: Attachment, personal: dict) -> str:
    """As it was given; of a file in a personal answer the question and the ending alone."""
    if attachment.question_key not in personal:
        return attachment.name
    _stem, dot, ending = attachment.name.rpartition(".")
    return f"{attachment.question_key}{dot}{ending if dot else ''}"


def _files(
    application: Application, asked_keys: set[str], personal: dict
) -> list[dict]:
    attachments = sorted(
        application.expected_files(),
        key=lambda attachment: (attachment.question_key, attachment.pk),
    )
    return [
        {
            "question": attachment.question_key,
            "uuid": str(attachment.uuid),
            "name": _name_in_record(attachment, personal),
            "size": attachment.size,
            "sha256": attachment.sha256,
        }
        for attachment in attachments
        if attachment.question_key in asked_keys
    ]


def content_of_completion(last: dict, now: dict, keys: list[str]) -> dict:
    """A completion: what was submitted last, with nothing but the named questions as they stand
    now.
    """
    fresh = {
        entry["key"]: entry
        for section in now["sections"]
        for entry in section["answers"]
    }
    sections = [
        {
            **section,
            "answers": [
                fresh.get(entry["key"], entry)
                if entry["key"] in keys
                else entry
                for entry in section["answers"]
            ],
        }
        for section in last["sections"]
    ]
    files = [file for file in last["files"] if file["question"] not in keys]
    files += [file for file in now["files"] if file["question"] in keys]
    files.sort(key=lambda file: file["question"])  # as in every other version
    budget = now["budget"] if budgets.KEY in keys else last["budget"]
    return {**last, "sections": sections, "files": files, "budget": budget}


def personal_of_completion(last: dict, now: dict, keys: list[str]) -> dict:
    """The same of the personal part; `last` may have been erased meanwhile."""
    return {**last, **{key: now[key] for key in keys if key in now}}


def declarations(
    application: Application, questions: list[Question]
) -> list[dict]:
    """The declarations that were confirmed, in the words and the language in which they were
    shown.
    """
    values = application.values()
    language = get_language() or application.language
    return [
        {
            "key": question.key,
            "language": language,
            "said": text(question, "label"),
        }
        for question in questions
        if question.question_type.is_declaration
        and values.get(question.key) == "yes"
    ]


def submitted_content(
    application: Application, sections: list[FormSection], personal: dict
) -> dict:
    """Everything that is submitted, readable without the database that made it."""
    lot, language = application.lot, application.language
    values = application.values()
    asked_keys = checking.asked_keys(sections, values)
    with translation.override(language):
        return {
            "reference": application.reference,
            "language": language,
            "call": {"code": lot.call.code, "title": text(lot.call, "title")},
            "lot": {"number": lot.number, "title": text(lot, "title")},
            "community": {
                "hd002": application.community.hd002_code,
                "name": text(application.community, "name"),
            },
            "form": {
                "name": application.form_version.form.name,
                "version": application.form_version.number,
            },
            "sections": [
                {
                    "key": section.key,
                    "kind": section.kind,
                    "title": text(section, "title"),
                    "answers": [
                        _entry(question, values, personal, language)
                        for question in section.questions.all()
                        if question.key in asked_keys
                    ],
                }
                for section in sections
            ],
            "currency": lot.call.currency,
            "budget": _budget(application),
            "files": _files(application, asked_keys, personal),
        }


def compose_version(
    application: Application,
    body: dict,
    previous: Version | None,
    declared: list[dict],
    *,
    by: User,
    requested_at: dt.datetime,
    accepted_at: dt.datetime,
    deadline_at: dt.datetime,
) -> Version:
    """An unsaved version whose record holds the content, who, when, and the hash before it."""
    number = previous.number + 1 if previous else 1
    record = canonical(
        {
            "format": FORMAT,
            "number": number,
            "content": body,
            "declarations": declared,
            "submitted_by": str(by.uid),
            "requested_at": utc_instant(requested_at),
            "accepted_at": utc_instant(accepted_at),
            "deadline_at": utc_instant(deadline_at),
            "previous_sha256": previous.sha256 if previous else "",
        }
    )
    return Version(
        application=application,
        number=number,
        record=record,
        sha256=sha256(record),
        previous_sha256=previous.sha256 if previous else "",
        submitted_by=by,
        requested_at=requested_at,
        accepted_at=accepted_at,
        deadline_at=deadline_at,
    )
