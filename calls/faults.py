"""What keeps a form from being published, in words: a locked mistake would be everyone's."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from calls.models import Call, FormSection, FormVersion, Question


@dataclass(frozen=True)
class FormFault:
    """A fault in words, and the section or question where it is mended; None: the form."""

    words: str
    part: FormSection | Question | None = None


def _texts(
    sections: Sequence[FormSection], questions: list[Question]
) -> Iterator[tuple[Any, str, FormSection | Question]]:
    """(thing, its field, the part on whose place it is written)"""
    for section in sections:
        yield section, "title", section
    for question in questions:
        yield question, "label", question
    for question in questions:
        for option in question.options.all():
            yield option, "label", question
    for question in questions:
        for column in question.columns.all():
            yield column, "label", question


def _words(
    sections: Sequence[FormSection], questions: list[Question]
) -> list[FormFault]:
    sentence = _("“%(name)s” (%(key)s) is not written in both languages.")
    return [
        FormFault(sentence % {"name": thing, "key": thing.key}, part)
        for thing, field, part in _texts(sections, questions)
        if not (getattr(thing, f"{field}_hy") and getattr(thing, f"{field}_en"))
    ]


def _condition(question: Question, before: dict[str, Question]) -> str:
    if not question.show_if_key:
        return ""
    other = before.get(question.show_if_key)
    answers = other.question_type.conditions(other) if other else {}
    if other is None or not answers:
        return _(
            "“%(name)s” (%(key)s) depends on a question that does not come before it."
        )
    if question.show_if_value not in answers:
        return _(
            "“%(name)s” (%(key)s) depends on an answer that cannot be given."
        )
    if other.show_if_key:
        return _(
            "“%(name)s” (%(key)s) depends on a question that is itself not always asked."
        )
    return ""


def _each(questions: list[Question]) -> list[FormFault]:
    faults: list[FormFault] = []
    before: dict[str, Question] = {}
    for question in questions:
        sentences = (
            question.question_type.definition_fault(question),
            _condition(question, before),
        )
        faults += [
            FormFault(
                sentence % {"name": question.label, "key": question.key},
                question,
            )
            for sentence in sentences
            if sentence
        ]
        before[question.key] = question
    return faults


def _repeated(questions: list[Question]) -> list[FormFault]:
    counted = Counter(question.key for question in questions)
    last = {question.key: question for question in questions}
    return [
        FormFault(_("The key %(key)s is used twice.") % {"key": key}, last[key])
        for key, n in counted.items()
        if n > 1
    ]


def missing_priorities(call: Call, questions: list[Question]) -> list[str]:
    """A call whose every priority must be answered needs a required question for each."""
    if not call.require_all_priorities:
        return []
    covered = {
        question.priority_id
        for question in questions
        if question.question_type.answers_priority and question.is_required
    }
    return [
        _(
            "No required question asks about the priority “%(name)s” of the call %(call)s."
        )
        % {"name": priority.title, "call": call.code}
        for priority in call.priorities.all()
        if priority.pk not in covered
    ]


def _priorities(
    version: FormVersion, questions: list[Question]
) -> list[FormFault]:
    calls = (
        Call.objects.filter(lots__form=version.form_id, status=Call.PUBLISHED)
        .prefetch_related("priorities")
        .distinct()
    )
    return [
        FormFault(words)
        for call in calls
        for words in missing_priorities(call, questions)
    ]


def placed_faults(
    version: FormVersion, sections: Sequence[FormSection]
) -> list[FormFault]:
    """Everything to mend before publishing, each with its place; the sections are read whole."""
    questions = [
        question for section in sections for question in section.questions.all()
    ]
    has_budget = any(section.kind == FormSection.BUDGET for section in sections)
    if not questions and not has_budget:
        return [FormFault(_("The form asks nothing yet."))]
    return [
        *_words(sections, questions),
        *_each(questions),
        *_repeated(questions),
        *_priorities(version, questions),
    ]


def form_faults(version: FormVersion) -> list[str]:
    """Everything to mend before publishing; empty when it may be published."""
    faults = placed_faults(version, version.whole_sections())
    return [fault.words for fault in faults]


def unpublished_forms(call: Call) -> list[str]:
    """Lots for which nobody can apply."""
    return [
        _("Lot %(number)s has no published form: nobody can apply.")
        % {"number": lot.number}
        for lot in call.lots.select_related("form")
        if lot.form is None or lot.form.current() is None
    ]


def call_faults(call: Call) -> list[str]:
    """What applicants of a published call would stumble over."""
    faults = unpublished_forms(call)
    for lot in call.lots.select_related("form"):
        version = lot.form.current() if lot.form else None
        if version is not None:
            faults += missing_priorities(call, version.questions())
    return list(dict.fromkeys(faults))
