"""What a type of question can do; each type says in its own module where it differs."""

from collections.abc import Iterable
from typing import Any, Protocol

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from calls.question_types.form_question import FormQuestion
from calls.question_types.limits import Limits
from core.language.bilingual import text


class Keyed(Protocol):
    """Whatever is asked under a key: a question, or the budget."""

    @property
    def key(self) -> str: ...


class QuestionType:
    """How questions of one type are asked, read, checked and shown; by default a line of text.

    A value is what is kept of an answer: text as it was typed, or a list. Sentences about a value
    or a question are in the active language; '' where there is nothing to say.
    """

    #: kept with the question, at most 12 signs, never changed
    code = ""
    #: its place among those that staff are offered
    order = 0
    #: what staff choose it by
    label: Any = ""
    #: what it is good for, in the list from which staff add a question
    example: Any = ""
    #: what staff set of its questions, by the model's names, in the order of the page
    settings: tuple[str, ...] = ()
    #: what else they write inside the question: "options", "columns" or nothing
    part = ""
    #: whether staff can choose it for a question, and for a column of a table
    is_offered = True
    is_for_columns = False
    #: what stands inside the question on the page of the form
    template = "calls/question_types/line.html"
    #: whether the page names several controls together, or the control by its own words
    is_group = False
    names_itself = False
    #: attributes of the single line
    input_type = ""
    input_mode = ""
    placeholder = ""
    is_narrow = False
    #: whether a column of this type needs more room
    is_wide_column = False
    takes_files = False
    is_tabular = False
    #: whether its rows have costs that are summed up
    adds_up = False
    is_number = False
    is_money = False
    is_declaration = False
    answers_priority = False
    #: whether an earlier application of the community may fill it in
    is_carried_over = True
    #: lines to write on in the blank form on paper
    paper_lines = 0
    #: what is said when nothing was answered
    missing: Any = gettext_lazy("Answer the question.")

    # --- reading -------------------------------------------------------------------------------

    def empty(self) -> Any:
        return ""

    def posted(self, question: Keyed, data: QueryDict) -> Any:
        """The value that a page sent."""
        return data.get(question.key, "")

    def fits(self, value: Any) -> bool:
        """Whether a kept value has the shape of this type; an earlier version may have differed."""
        return isinstance(value, str)

    def is_given(self, value: Any) -> bool:
        return bool(value)

    # --- checking ------------------------------------------------------------------------------

    def fault(self, question: FormQuestion, value: Any) -> str:
        """What is wrong with a given value."""
        return ""

    def cell_fault(self, limits: Limits, value: str) -> str:
        """What is wrong with a given cell of a column of this type."""
        return ""

    def definition_fault(self, question: FormQuestion) -> str:
        """What keeps the form from being published; %(name)s and %(key)s are filled in."""
        return ""

    # --- showing -------------------------------------------------------------------------------

    def conditions(self, question: FormQuestion) -> dict[str, str]:
        """key → words of the answers on which other questions may depend; {} when none may."""
        return {}

    def in_words(self, question: FormQuestion, value: Any) -> str:
        """A value of this type's shape, for reading."""
        return value or ""

    def recorded(self, entry: dict, value: Any) -> Any:
        """The same of a submitted version, which holds the words it was asked in (receipts.py)."""
        return value

    def exported(self, value: Any) -> Any:
        """A value for a cell of a spreadsheet: a number or a day where it is one."""
        return value

    def understood(self, value: Any) -> str:
        """How a number or a day is read, in words, to stand beside what was typed."""
        return ""

    def columns(self, question: FormQuestion) -> list:
        """The columns of the rows that it asks for."""
        return []

    def limits(self, question: FormQuestion) -> list[str]:
        """What an answer must keep to, apart from words and conditions."""
        return []

    def accept(self, question: FormQuestion) -> str:
        """What the browser offers to choose, for the types that take files."""
        return ""

    def paper_options(self, question: FormQuestion) -> list[str]:
        """Boxes to tick in the blank form."""
        return [text(option, "label") for option in question.options.all()]

    def paper_note(self) -> str:
        """What stands in the blank form in place of room to write."""
        return ""


def yes_and_no() -> dict[str, str]:
    return {"yes": _("Yes"), "no": _("No")}


def options_of(question: FormQuestion) -> dict[str, str]:
    return {
        option.key: text(option, "label") for option in question.options.all()
    }


def comma_joined(words: Iterable[str]) -> str:
    return ", ".join(word for word in words if word)
