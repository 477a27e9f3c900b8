"""A form on paper: the questions as they are asked, with room to write."""

from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from calls.models import FormSection, FormVersion, Lot, Question
from core.files import uploads
from core.language.bilingual import text
from core.language.figures import yerevan
from core.papers import pdf as pdf_of

HERE = Path(__file__).parent
#: lines to write on, by type; the others are boxes, tables or a note
LINES = {
    Question.SHORT: 1,
    Question.LONG: 12,
    Question.PRIORITY: 10,
    Question.URL: 1,
    Question.DATE: 1,
    Question.NUMBER: 1,
    Question.MONEY: 1,
}


def parts(version: FormVersion) -> dict:
    """The version and its sections with all that they ask: five queries."""
    sections = version.sections.prefetch_related(
        "questions__options", "questions__columns"
    )
    labels = {q.key: q for section in sections for q in section.questions.all()}
    for question in labels.values():
        question.depends_on = labels.get(question.show_if_key)
        question.depends_on_answer = answer_named(
            question.depends_on, question.show_if_value
        )
    return {"version": version, "sections": sections}


def answer_named(question: Question | None, key: str) -> str:
    """The words of an answer that can be chosen."""
    if question is None:
        return ""
    if question.type == Question.YES_NO:
        return {"yes": _("Yes"), "no": _("No")}.get(key, key)
    return next(
        (
            text(option, "label")
            for option in question.options.all()
            if option.key == key
        ),
        key,
    )


def limits(question: Question) -> list[str]:
    """What an answer must keep to, in words."""
    said = []
    if question.word_limit:
        said.append(
            ngettext(
                "at most %(n)d word", "at most %(n)d words", question.word_limit
            )
            % {"n": question.word_limit}
        )
    if question.type == Question.FILE:
        said.append(
            ngettext(
                "at most %(n)d file", "at most %(n)d files", question.max_files
            )
            % {"n": question.max_files}
        )
        said.append(", ".join(sorted(uploads.kinds_in(question.file_kinds))))
    if getattr(question, "depends_on", None) is not None:
        words = {
            "question": text(question.depends_on, "label"),
            "answer": question.depends_on_answer,
        }
        said.append(
            _("only if «%(question)s» is answered «%(answer)s»") % words
        )
    return said


def _question(question: Question) -> dict:
    return {
        "label": text(question, "label"),
        "help": text(question, "help"),
        "optional": "" if question.is_required else _("optional"),
        "limits": "; ".join(limits(question)),
        "lines": LINES.get(question.type, 0),
        "options": [text(option, "label") for option in question.options.all()]
        or ([_("Yes"), _("No")] if question.type == Question.YES_NO else [])
        or ([_("Confirmed")] if question.type == Question.DECLARATION else []),
        "columns": [text(column, "label") for column in question.columns.all()],
        "file": _("Attach in the portal.")
        if question.type == Question.FILE
        else "",
    }


def _budget() -> dict:
    heads = [
        _("Category"),
        _("What for"),
        _("Quantity"),
        _("Unit cost"),
        _("From the grant"),
        _("Own money"),
        _("From partners"),
    ]
    return {
        "label": _("Budget"),
        "help": "",
        "optional": "",
        "limits": "",
        "lines": 0,
        "options": [],
        "columns": heads,
        "file": "",
    }


def _section(section: FormSection) -> dict:
    asked = [_question(question) for question in section.questions.all()]
    if section.kind == FormSection.BUDGET:
        asked = [_budget()]
    return {
        "title": text(section, "title"),
        "intro": text(section, "intro"),
        "questions": asked,
    }


def data(lot: Lot, version: FormVersion, language: str) -> dict:
    with translation.override(language):
        name = {
            "call": text(lot.call, "title") or lot.call.code,
            "number": lot.number,
        }
        return {
            "language": language,
            "title": _("Blank form"),
            "lead": _("%(call)s. Lot %(number)d.") % name,
            "deadline": _("Deadline: %(when)s")
            % {"when": yerevan(lot.closes_at)},
            "note": _(
                "To prepare your answers on paper. Applications are submitted only in the portal."
            ),
            "version": _("Form version %(number)d")
            % {"number": version.number},
            "sections": [
                _section(section) for section in parts(version)["sections"]
            ],
        }


def pdf(lot: Lot, version: FormVersion, language: str) -> bytes:
    return pdf_of.make(HERE / "blank.typ", data(lot, version, language))
