"""Files of the kinds, the size and the number that the question allows."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from calls.question_types.base import QuestionType
from calls.question_types.registry import QUESTION_TYPES
from core.files import images, uploads
from core.files.kinds import IMAGES


class Files(QuestionType):
    code = "file"
    order = 10
    label = gettext_lazy("files")
    example = gettext_lazy("A signed letter, a plan, photographs.")
    settings = ("max_files", "max_megabytes", "file_kinds")
    template = "calls/question_types/file.html"
    is_group = True
    takes_files = True
    is_carried_over = False
    missing = gettext_lazy("Attach a file.")

    def limits(self, question) -> list[str]:
        number = ngettext(
            "at most %(n)d file", "at most %(n)d files", question.max_files
        )
        kinds = uploads.kinds_in(question.file_kinds)
        words = [number % {"n": question.max_files}, ", ".join(sorted(kinds))]
        if kinds & IMAGES:
            words.append(
                _("a picture of at most %(limit)d million pixels")
                % {"limit": images.megapixels()}
            )
        return words

    def accept(self, question) -> str:
        """What the browser offers to choose."""
        return uploads.accepted(uploads.kinds_in(question.file_kinds))

    def paper_note(self) -> str:
        return _("Attach the file in the portal.")


QUESTION_TYPES.register(Files())
