"""Taking a person out of applications: the personal answers that name them, in drafts, history,
waiting submissions and versions. The records and their hashes stay (records.py keeps those answers
apart, by salted hashes alone).
"""

from collections.abc import Iterable
from typing import Any

from django.core.files.storage import storages
from django.db import models, transaction
from django.db.models import F

from applications.models import (
    Answer,
    AnswerHistory,
    Application,
    Attachment,
    Export,
    LegalHold,
    PersonalPart,
    ProvisionalSubmission,
)
from applications.office import exporting
from calls.models import Question
from core.personal_data import TAKEN_OUT, Person, rows_that_mention

#: where personal answers lie: model, its column, the way to the application
PLACES: tuple[tuple[type[models.Model], str, str], ...] = (
    (Answer, "value", "application"),
    (AnswerHistory, "value", "application"),
    (Attachment, "name", "application"),
    (PersonalPart, "content", "version__application"),
    (ProvisionalSubmission, "personal", "application"),
)
#: (application's reference, key of a question)
Place = tuple[str, str]


def personal_sections(application: Application) -> dict[str, str]:
    """Key of each personal question, of any version of the form → key of its section."""
    form = application.form_version.form_id
    questions = Question.objects.filter(
        section__version__form=form, is_personal=True
    )
    return dict(questions.values_list("key", "section__key"))


def _said(application: Application, keys: set[str]) -> dict[str, list[str]]:
    """key → every personal answer that lies anywhere for it, as text."""
    said: dict[str, list[str]] = {key: [] for key in keys}
    for model in (Answer, AnswerHistory):
        rows = model.objects.filter(application=application, key__in=keys)
        for key, value in rows.values_list("key", "value"):
            said[key].append(str(value))
    files = application.attachments.filter(question_key__in=keys)
    for key, name in files.values_list("question_key", "name"):
        said[key].append(name)
    parts = PersonalPart.objects.filter(version__application=application)
    kept = [*parts.values_list("content", flat=True)]
    kept += application.provisional.values_list("personal", flat=True)
    for content in kept:
        for key, part in (content or {}).items():
            if part and key in said:
                said[key].append(str(part["value"]))
    return said


def _names(text: str, words: Iterable[str]) -> bool:
    folded = text.casefold()
    return any(word.casefold() in folded for word in words)


def answers_naming(person: Person) -> list[Place]:
    """The personal answers that are this person's: those in which a word stands that tells who it
    is, and all others of their section, which are about the same person.
    """
    if not person.words:
        return []
    applications: set[int] = set()
    for model, column, way in PLACES:
        rows = rows_that_mention(model, (column,), person.words)
        applications |= set(rows.values_list(way, flat=True))
    found = []
    for application in Application.objects.filter(pk__in=applications).order_by(
        "reference"
    ):
        sections = personal_sections(application)
        said = _said(application, set(sections))
        named = {
            sections[key]
            for key, texts in said.items()
            if any(_names(text, person.words) for text in texts)
        }
        found += [
            (application.reference, key)
            for key, section in sorted(sections.items())
            if section in named
        ]
    return found


def held_references(references: Iterable[str]) -> set[str]:
    """Those applications of which nothing may be erased for now."""
    holds = LegalHold.objects.filter(
        ended_at=None, application__reference__in=references
    )
    return set(holds.values_list("application__reference", flat=True))


def _without(content: dict | None, keys: set[str]) -> dict | None:
    """None once nothing is left."""
    left = {
        key: None if key in keys else part
        for key, part in (content or {}).items()
    }
    return left if any(left.values()) else None


def _delete_later(storage_key: str) -> None:
    storage = storages["private"]
    transaction.on_commit(lambda: storage.delete(storage_key))


def delete_file(attachment: Attachment) -> None:
    """Its bytes, once the transaction stands."""
    if attachment.storage_key:
        _delete_later(attachment.storage_key)


def _erase_files(application: Application, keys: set[str]) -> None:
    for attachment in application.attachments.filter(question_key__in=keys):
        delete_file(attachment)
        attachment.name, attachment.storage_key = TAKEN_OUT, ""
        attachment.state = Attachment.REMOVED
        attachment.save(update_fields=["name", "storage_key", "state"])


@transaction.atomic
def erase_answers(reference: str, keys: set[str]) -> bool:
    """Take these personal answers out of an application, wherever they lie; done again, it changes
    nothing. False where it is not there.
    """
    application = (
        Application.objects.select_for_update(of=("self",))
        .filter(reference=reference)
        .first()
    )
    if application is None:
        return False
    keys &= set(personal_sections(application))
    mine = {"application": application, "key__in": keys}
    Answer.objects.filter(**mine).exclude(value="").update(
        value="", rev=F("rev") + 1
    )
    AnswerHistory.objects.filter(**mine).update(value="")
    _erase_files(application, keys)
    for part in PersonalPart.objects.filter(version__application=application):
        part.content = _without(part.content, keys)
        part.save(update_fields=["content"])
    for waiting in application.provisional.all():
        waiting.personal = _without(waiting.personal, keys) or {}
        waiting.save(update_fields=["personal"])
    return True


def _grouped(places: Iterable[Place]) -> dict[str, set[str]]:
    grouped: dict[str, set[str]] = {}
    for reference, key in places:
        grouped.setdefault(reference, set()).add(key)
    return grouped


def erase_places(places: Iterable[Place]) -> dict[str, Any]:
    """Erase these answers but those of applications on hold; {"answers": all of them, "held": what
    stays until its hold ends}.
    """
    grouped = _grouped(places)
    held = held_references(grouped)
    for reference, keys in grouped.items():
        if reference not in held:
            erase_answers(reference, set(keys))
    every = [list(place) for place in places]
    return {
        "answers": every,
        "held": [place for place in every if place[0] in held],
    }


def erase_in_applications(person: Person) -> dict[str, Any]:
    """What this room erases of a person, as it is kept in the list of the erased."""
    if person.user is not None:
        exporting.delete_exports(Export.objects.filter(asked_by=person.user))
    return erase_places(answers_naming(person))


#: of the models whose rows are one answer: the column with its key
KEYS = {Answer: "key", AnswerHistory: "key", Attachment: "question_key"}


def own_rows(model: type[models.Model], person: Person) -> models.QuerySet:
    """Of a place where personal answers lie, the rows with one that names the person."""
    way = next(way for place, _column, way in PLACES if place is model)
    found = models.Q(pk__in=[])
    for reference, keys in _grouped(answers_naming(person)).items():
        wanted: dict[str, Any] = {f"{way}__reference": reference}
        if model in KEYS:
            wanted[f"{KEYS[model]}__in"] = keys
        found |= models.Q(**wanted)
    return model._base_manager.filter(found)


def read_answer(row: Any, person: Person) -> dict[str, Any]:
    """An answer, an earlier one or a file, as a copy of one's data says it."""
    key = getattr(row, KEYS[type(row)])
    said = row.name if isinstance(row, Attachment) else row.value
    return {"application": row.application.reference, key: said}


def read_part(row: Any, person: Person) -> dict[str, Any]:
    """Of the personal part of a submission, what names the person."""
    is_version = isinstance(row, PersonalPart)
    application = row.version.application if is_version else row.application
    content = row.content if is_version else row.personal
    keys = _grouped(answers_naming(person)).get(application.reference, set())
    said = {
        key: part["value"]
        for key, part in (content or {}).items()
        if part and key in keys
    }
    return {"application": application.reference, **said}
