"""Every type of question, by its code."""

from calls.question_types.base import QuestionType
from core.registry import Registry

QUESTION_TYPES: Registry[QuestionType] = Registry()


def get_type(code: str) -> QuestionType:
    """The type of a code; KeyError for none."""
    return QUESTION_TYPES.get(code)


def type_choices() -> list[tuple[str, str]]:
    """What staff choose from when they write a question."""
    return [
        (one.code, one.label) for one in QUESTION_TYPES.all() if one.is_offered
    ]


def column_choices() -> list[tuple[str, str]]:
    """What staff choose from when they write a column of a table."""
    return [
        (one.code, one.label)
        for one in QUESTION_TYPES.all()
        if one.is_for_columns
    ]


def codes_of_files() -> list[str]:
    return [one.code for one in QUESTION_TYPES.all() if one.takes_files]
