"""Every type of question, by its code."""

from calls.question_types.base import QuestionType

_types: dict[str, QuestionType] = {}


def register_type(question_type: QuestionType) -> None:
    """Add a type; ValueError when its code is taken."""
    if question_type.code in _types:
        raise ValueError(f"The type {question_type.code} is registered.")
    _types[question_type.code] = question_type


def unregister_type(code: str) -> None:
    del _types[code]


def get_type(code: str) -> QuestionType:
    """The type of a code; KeyError for none."""
    return _types[code]


def all_types() -> list[QuestionType]:
    return list(_types.values())


def type_choices() -> list[tuple[str, str]]:
    """What staff choose from when they write a question."""
    return [(one.code, one.label) for one in all_types() if one.is_offered]


def column_choices() -> list[tuple[str, str]]:
    """What staff choose from when they write a column of a table."""
    return [(one.code, one.label) for one in all_types() if one.is_for_columns]


def codes_of_files() -> list[str]:
    return [one.code for one in all_types() if one.takes_files]
