"""Files of the kinds, the size and the number that the question allows."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from calls.question_types.base import QuestionType
from calls.question_types.registry import QUESTION_TYPES
from core.files import uploads


class Files(QuestionType):
    code = "file"
    order = 10
    label = gettext_lazy("files")
    template = "calls/question_types/file.html"
    is_group = True
    takes_files = True
    is_carried_over = False
    missing = gettext_lazy("Attach a file.")

    def limits(self, question) -> list[str]:
        number = ngettext(
            "at most %(n)d file", "at most %(n)d files", question.max_files
        )
        kinds = sorted(uploads.kinds_in(question.file_kinds))
        return [number % {"n": question.max_files}, ", ".join(kinds)]

    def paper_note(self) -> str:
        return _("Attach in the portal.")


QUESTION_TYPES.register(Files())
