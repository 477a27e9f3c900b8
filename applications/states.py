"""The life of an application on one page: its states, the moves between them, and who makes them.

Codes are English and stored; templates translate the labels. A draft whose lot has closed is still
a draft in the database and is shown as not submitted: no job moves it.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

DRAFT, SUBMITTED, WITHDRAWN, COMPLETION = (
    "draft",
    "submitted",
    "withdrawn",
    "completion",
)
LABELS = {
    DRAFT: _("draft, not submitted"),
    SUBMITTED: _("submitted"),
    WITHDRAWN: pgettext_lazy("application", "withdrawn"),
    COMPLETION: _("completion requested"),
}
CHOICES = list(LABELS.items())
#: what a draft is called once its deadline is over
NOT_SUBMITTED = "not_submitted"
#: how far a section of a form is
NOT_STARTED, IN_PROGRESS, COMPLETE = "not_started", "in_progress", "complete"
SHOWN_LABELS = {
    NOT_SUBMITTED: _("not submitted"),
    NOT_STARTED: _("not started"),
    IN_PROGRESS: _("in progress"),
    COMPLETE: _("complete"),
}

#: verb → (states it may begin in, state it ends in, who and when)
MOVES: dict[str, tuple[tuple[str, ...], str, str]] = {
    "start": (
        (),
        DRAFT,
        "editor or submitter of the community, while the lot is open",
    ),
    "submit": (
        (DRAFT, SUBMITTED),
        SUBMITTED,
        "submitter of the community, while the lot is open",
    ),
    "withdraw": (
        (SUBMITTED,),
        WITHDRAWN,
        "submitter of the community, with a reason",
    ),
    "reinstate": (
        (WITHDRAWN,),
        SUBMITTED,
        "submitter of the community, while the lot is open",
    ),
    "ask_completion": (
        (SUBMITTED,),
        COMPLETION,
        "officer, after the deadline, once, with its own deadline",
    ),
    "complete": (
        (COMPLETION,),
        SUBMITTED,
        "submitter of the community, until that deadline",
    ),
    "end_completion": (
        (COMPLETION,),
        SUBMITTED,
        "officer, once that deadline has passed",
    ),
}

#: states in which answers may still be written, as long as their deadline is not over
WRITABLE = (DRAFT, SUBMITTED, COMPLETION)
#: states in which the community has something before the programme
STANDING = (SUBMITTED, COMPLETION)

#: what the journal says of a move that was made
MOVE_LABELS = {
    "start": _("The draft was started"),
    "submit": _("A version was submitted"),
    "withdraw": _("The application was withdrawn"),
    "reinstate": _("The application was reinstated"),
    "ask_completion": _("A completion was requested"),
    "complete": _("The completion was submitted"),
    "end_completion": _("The completion was not submitted in time"),
}
#: moves whose note is a reason for people to read, not a hash
MOVES_WITH_REASON = ("withdraw", "ask_completion")
