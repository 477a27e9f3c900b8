"""A form on paper: the questions as they are asked, with room to write."""

from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from calls import scoring_rules
from calls.models import Criterion, FormSection, FormVersion, Lot, Question
from core.language.bilingual import text
from core.language.figures import grouped, yerevan
from core.papers import pdf as pdf_of

HERE = Path(__file__).parent


def form_parts(version: FormVersion) -> dict:
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
    return question.question_type.conditions(question).get(key, key)


def answer_limits(question: Question) -> list[str]:
    """What an answer must keep to, in words."""
    limits = []
    if question.word_limit:
        limits.append(
            ngettext(
                "at most %(n)d word", "at most %(n)d words", question.word_limit
            )
            % {"n": question.word_limit}
        )
    limits += question.question_type.limits(question)
    if getattr(question, "depends_on", None) is not None:
        condition = {
            "question": text(question.depends_on, "label"),
            "answer": question.depends_on_answer,
        }
        limits.append(
            _("only if “%(question)s” is answered “%(answer)s”") % condition
        )
    return limits


def _question(question: Question) -> dict:
    question_type = question.question_type
    return {
        "label": text(question, "label"),
        "help": text(question, "help"),
        "optional": "" if question.is_required else _("optional"),
        "limits": "; ".join(answer_limits(question)),
        "lines": question_type.paper_lines,
        "options": question_type.paper_options(question),
        "columns": [text(column, "label") for column in question.columns.all()],
        "file": question_type.paper_note(),
    }


def _budget() -> dict:
    heads = [
        _("Category"),
        _("Purpose"),
        _("Quantity"),
        _("Unit cost"),
        _("From the grant"),
        _("Own funds"),
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
    questions = [_question(question) for question in section.questions.all()]
    if section.kind == FormSection.BUDGET:
        questions = [_budget()]
    return {
        "title": text(section, "title"),
        "intro": text(section, "intro"),
        "questions": questions,
    }


def _criterion(criterion: Criterion) -> dict:
    meanings = criterion.anchor_texts.items()
    return {
        "section": text(criterion, "section"),
        "title": text(criterion, "title"),
        "meanings": [f"{score} – {meaning}" for score, meaning in meanings],
        "scores": f"{criterion.scale_min}–{criterion.scale_max}",
        "weight": grouped(criterion.weight),
        "points": grouped(criterion.highest_points),
        "threshold": grouped(criterion.threshold),
    }


def _grid(lot: Lot) -> dict:
    """How what is answered will be scored: as on the page of the call."""
    criteria = scoring_rules.lot_criteria(lot, lot.call.criteria.all())
    return {
        "title": _("How applications are evaluated"),
        "heads": [
            _("Criterion"),
            _("Scores"),
            _("Weight"),
            _("Most points"),
            _("At least"),
        ],
        "total": _("Total"),
        "points": grouped(scoring_rules.highest_total(criteria)),
        "threshold": grouped(lot.overall_threshold),
        "criteria": [_criterion(criterion) for criterion in criteria],
    }


def blank_form_data(lot: Lot, version: FormVersion, language: str) -> dict:
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
                _section(section) for section in form_parts(version)["sections"]
            ],
            "grid": _grid(lot),
        }


def blank_form_pdf(lot: Lot, version: FormVersion, language: str) -> bytes:
    return pdf_of.make_pdf(
        HERE / "blank.typ", blank_form_data(lot, version, language)
    )
