"""What keeps a form from being published, in words: a locked mistake would be everyone's."""

from collections import Counter
from typing import Any

from django.utils.translation import gettext as _

from calls.models import Call, FormSection, FormVersion, Question


def _words(version: FormVersion, questions: list[Question]) -> list[str]:
    parts: list[tuple[Any, str]] = [
        *((section, "title") for section in version.sections.all()),
        *((question, "label") for question in questions),
        *(
            (option, "label")
            for question in questions
            for option in question.options.all()
        ),
        *(
            (column, "label")
            for question in questions
            for column in question.columns.all()
        ),
    ]
    return [
        _("“%(name)s” (%(key)s) is not written in both languages.")
        % {"name": part, "key": part.key}
        for part, field in parts
        if not (getattr(part, f"{field}_hy") and getattr(part, f"{field}_en"))
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


def _each(questions: list[Question]) -> list[str]:
    faults: list[str] = []
    before: dict[str, Question] = {}
    for question in questions:
        sentences = (
            question.question_type.definition_fault(question),
            _condition(question, before),
        )
        faults += [
            sentence % {"name": question.label, "key": question.key}
            for sentence in sentences
            if sentence
        ]
        before[question.key] = question
    return faults


def _repeated(questions: list[Question]) -> list[str]:
    counted = Counter(question.key for question in questions)
    return [
        _("The key %(key)s is used twice.") % {"key": key}
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


def _priorities(version: FormVersion, questions: list[Question]) -> list[str]:
    calls = Call.objects.filter(
        lots__form=version.form, status=Call.PUBLISHED
    ).distinct()
    return [
        fault for call in calls for fault in missing_priorities(call, questions)
    ]


def form_faults(version: FormVersion) -> list[str]:
    """Everything to mend before publishing; empty when it may be published."""
    questions = version.questions()
    has_budget = version.sections.filter(kind=FormSection.BUDGET).exists()
    if not questions and not has_budget:
        return [_("The form asks nothing yet.")]
    return [
        *_words(version, questions),
        *_each(questions),
        *_repeated(questions),
        *_priorities(version, questions),
    ]


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
