"""What a type needs to know of a question; the model `Question` has it all."""

from typing import Any, Protocol

from calls.question_types.limits import Limits


class FormQuestion(Limits, Protocol):
    """A question as staff wrote it. Limits are None where there are none."""

    @property
    def key(self) -> str: ...

    @property
    def options(self) -> Any:
        """Its answers to choose from, as a relation."""

    @property
    def columns(self) -> Any:
        """The columns of its table, as a relation."""

    @property
    def word_limit(self) -> int | None: ...

    @property
    def max_files(self) -> int: ...

    @property
    def file_kinds(self) -> str: ...

    @property
    def max_rows(self) -> int: ...
