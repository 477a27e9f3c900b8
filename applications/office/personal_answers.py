"""The personal answers that name a person: in drafts, their history, waiting submissions, versions.

Each is looked at for itself: who was the contact in the first version need not be it in the second.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from applications.models import (
    Answer,
    AnswerHistory,
    Application,
    Attachment,
    PersonalPart,
    ProvisionalSubmission,
)
from calls.models import Question
from core.personal_data import TAKEN_OUT, Person, mentions

#: (application's reference, unit, key of a question)
Place = tuple[str, str, str]
#: units: the draft as it stands, files taken out of it, "earlier 9" (an entry of its history),
#: "version 2", "waiting 7"
DRAFT, REMOVED = "draft", "removed"
#: an answer of these is a person's only by what it says itself: nothing stands beside it
ALONE = ("earlier", REMOVED)


@dataclass(frozen=True)
class Hit:
    """A personal answer that names somebody: where, which word told, and whether it is theirs
    without a doubt.
    """

    place: Place
    community: str
    word: str
    is_certain: bool


@dataclass
class Unit:
    """Personal answers that stand together: key → value, and the row that holds them."""

    name: str
    said: dict[str, Any] = field(default_factory=dict)
    row: models.Model | None = None
    #: key → files
    files: dict[str, list[Attachment]] = field(default_factory=dict)

    def add(self, key: str, value: Any) -> None:
        if value not in ("", None, []):
            self.said[key] = value

    def texts(self, key: str) -> list[str]:
        names = [file.name for file in self.files.get(key, ())]
        return [str(self.said.get(key, "")), *names]

    @property
    def keys(self) -> set[str]:
        return set(self.said) | set(self.files)

    def is_table(self, key: str) -> bool:
        """Rows of several people: one named in it does not claim the rest of its section."""
        return isinstance(self.said.get(key), list)


def personal_sections(application: Application) -> dict[str, str]:
    """Key of each personal question, of any version of the form → key of its section."""
    form = application.form_version.form_id
    questions = Question.objects.filter(
        section__version__form=form, is_personal=True
    )
    return dict(questions.values_list("key", "section__key"))


def _unit(
    name: str, row: models.Model | None, files: Iterable[Attachment] = ()
) -> Unit:
    unit = Unit(name, row=row)
    for file in files:
        unit.files.setdefault(file.question_key, []).append(file)
    return unit


def _of_parts(
    name: str,
    row: models.Model,
    content: dict | None,
    files: list[Attachment],
) -> Unit:
    unit = _unit(name, row, files)
    for key, part in (content or {}).items():
        if part:
            unit.add(key, part["value"])
    return unit


def units_of(application: Application, keys: set[str]) -> Iterator[Unit]:
    kept = application.attachments.filter(question_key__in=keys)
    files = {str(file.uuid): file for file in kept.exclude(name=TAKEN_OUT)}

    def listed(content: dict) -> list[Attachment]:
        uuids = [file["uuid"] for file in content["files"]]
        return [files[uuid] for uuid in uuids if uuid in files]

    here = [file for file in files.values() if file.is_expected]
    draft = _unit(DRAFT, None, here)
    for answer in application.answers.filter(key__in=keys):
        draft.add(answer.key, answer.value)
    yield draft
    yield _unit(
        REMOVED,
        None,
        [file for file in files.values() if not file.is_expected],
    )
    for entry in application.history.filter(key__in=keys):
        unit = _unit(f"earlier {entry.pk}", entry)
        unit.add(entry.key, entry.value)
        yield unit
    for version in application.versions.select_related("personal"):
        part, name = version.personal, f"version {version.number}"
        yield _of_parts(name, part, part.content, listed(version.content))
    for one in application.provisional.all():
        name = f"waiting {one.pk}"
        yield _of_parts(name, one, one.personal, listed(one.content))


def _word_in(texts: Iterable[str], words: tuple[str, ...]) -> str:
    """The first of the words that stands in one of the texts, or nothing."""
    found = (word for text in texts for word in words if mentions(text, word))
    return next(found, "")


def _claimed(
    unit: Unit, sections: dict[str, str], words: tuple[str, ...]
) -> dict[str, str]:
    """key → the word that told: answers in which one stands, and the others of their section."""
    told = {
        key: word
        for key in sorted(unit.keys)
        if (word := _word_in(unit.texts(key), words))
    }
    if unit.name.partition(" ")[0] in ALONE:
        return told
    of_sections = {
        sections[key]: word
        for key, word in told.items()
        if not unit.is_table(key)
    }
    others = {
        key: of_sections[sections[key]]
        for key in unit.keys
        if sections[key] in of_sections and not unit.is_table(key)
    }
    return {**others, **told}


def _naming_applications(words: tuple[str, ...]) -> models.QuerySet:
    """Those in whose personal answers one of the words stands: read, not asked of the database,
    which knows neither whole words nor telephones.
    """
    personal = Question.objects.filter(is_personal=True).values("key")
    found: set[int] = set()
    for model in (Answer, AnswerHistory):
        rows = model.objects.filter(key__in=personal).exclude(value="")
        for application, value in rows.values_list(
            "application", "value"
        ).iterator(chunk_size=2000):
            if application not in found and _word_in([str(value)], words):
                found.add(application)
    parts = PersonalPart.objects.exclude(content=None)
    waiting = ProvisionalSubmission.objects.all()
    contents = [
        *parts.values_list("version__application", "content"),
        *waiting.values_list("application", "personal"),
    ]
    for application, content in contents:
        texts = [str(one["value"]) for one in (content or {}).values() if one]
        if _word_in(texts, words):
            found.add(application)
    files = Attachment.objects.filter(question_key__in=personal)
    for application, name in files.values_list("application", "name"):
        if _word_in([name], words):
            found.add(application)
    return Application.objects.filter(pk__in=found)


def _own_communities(person: Person) -> set[int]:
    """Where this account works or has worked: there its name is no stranger's."""
    if person.user is None:
        return set()
    places = person.user.changes.exclude(place="").values("place")
    applications = Application.objects.filter(created_by=person.user)
    saved = Answer.objects.filter(saved_by=person.user)
    seats = person.user.seats.values_list("community", flat=True)
    return {
        *seats,
        *applications.values_list("community", flat=True),
        *saved.values_list("application__community", flat=True),
        *Application.objects.filter(community__slug__in=places).values_list(
            "community", flat=True
        ),
    }


def hits_of(person: Person) -> list[Hit]:
    """Every personal answer that names the person. It is theirs without a doubt where they work, or
    where one of their own addresses stands: the same name may be somebody else's.
    """
    if not person.words:
        return []
    own, hits = _own_communities(person), []
    found = _naming_applications(person.words).select_related(
        "community", "form_version"
    )
    for application in found.order_by("reference"):
        sections = personal_sections(application)
        for unit in units_of(application, set(sections)):
            for key, word in _claimed(unit, sections, person.words).items():
                hits.append(
                    Hit(
                        (application.reference, unit.name, key),
                        str(application.community),
                        word,
                        is_certain=application.community_id in own
                        or word.lower() in person.emails,
                    )
                )
    return hits


def answers_naming(person: Person) -> list[Place]:
    """Those that are this person's: those that were chosen, else the certain ones."""
    if person.answers is not None:
        return list(person.answers)
    return [hit.place for hit in hits_of(person) if hit.is_certain]


def _own_units(person: Person) -> Iterator[tuple[Application, Unit, set[str]]]:
    """The units in which something is the person's, with the keys of it."""
    wanted: dict[str, dict[str, set[str]]] = {}
    for reference, name, key in answers_naming(person):
        units = wanted.setdefault(reference, {})
        units.setdefault(name, set()).add(key)
    for application in Application.objects.filter(reference__in=wanted):
        keys = set(personal_sections(application))
        for unit in units_of(application, keys):
            mine = wanted[application.reference].get(unit.name, set())
            if mine:
                yield application, unit, mine


def own_rows(model: type[models.Model], person: Person) -> models.QuerySet:
    """Of a place where personal answers lie, the rows with one that is the person's."""
    found: set[int] = set()
    for application, unit, keys in _own_units(person):
        if model is Attachment:
            files = [file for key in keys for file in unit.files.get(key, ())]
            found |= {file.pk for file in files}
        elif model is Answer and unit.name == DRAFT:
            rows = application.answers.filter(key__in=keys)
            found |= set(rows.values_list("pk", flat=True))
        elif unit.row is not None and isinstance(unit.row, model):
            found.add(unit.row.pk)
    return model._base_manager.filter(pk__in=found)


def read_answer(row: Any, person: Person) -> dict[str, Any]:
    """An answer, an earlier one or a file, as a copy of one's data says it."""
    is_file = isinstance(row, Attachment)
    key = row.question_key if is_file else row.key
    said = row.name if is_file else row.value
    return {"application": row.application.reference, key: said}


def read_part(row: Any, person: Person) -> dict[str, Any]:
    """Of the personal part of a submission, what names the person."""
    for application, unit, keys in _own_units(person):
        if unit.row == row:
            said = {key: unit.said.get(key, "") for key in sorted(keys)}
            return {"application": application.reference, **said}
    return {}
