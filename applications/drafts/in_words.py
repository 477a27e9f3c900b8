"""An answer as a reader knows it: labels of what was chosen, figures as they are read, no codes."""

from typing import Any

from applications.drafts import budgets, checking
from calls.models import Question
from calls.question_types.rows import row_in_words


def answer_in_words(question: Question | None, key: str, value: Any) -> str:
    """The words of any value that ever stood under a key; `question`: None when it is not asked."""
    if key == budgets.KEY and isinstance(value, list):
        return "\n".join(row_in_words(budgets.COLUMNS, row) for row in value)
    if question is None or not question.question_type.fits(value):
        return checking.as_text(value)
    if question.question_type.is_tabular:
        columns = question.question_type.columns(question)
        return "\n".join(row_in_words(columns, row) for row in value)
    return question.question_type.in_words(question, value)
