"""The life of an application on one page: its states, the moves between them, and who makes them.

Codes are English and stored; templates translate the labels. A draft whose lot has closed is still
a draft in the database and is shown as not submitted: no job moves it.
"""

from django.utils.translation import gettext_lazy as _

DRAFT, SUBMITTED = "draft", "submitted"
LABELS = {DRAFT: _("draft, not submitted"), SUBMITTED: _("submitted")}
CHOICES = list(LABELS.items())

#: verb → (states it may begin in, state it ends in, who)
MOVES: dict[str, tuple[tuple[str, ...], str, str]] = {
    "start": ((), DRAFT, "editor or submitter of the community, while the lot is open"),
    "submit": ((DRAFT, SUBMITTED), SUBMITTED, "submitter of the community, while the lot is open"),
}

#: states in which answers may still be written, as long as the lot is open
WRITABLE = (DRAFT, SUBMITTED)
