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
ELIGIBLE, INELIGIBLE, IN_REVIEW, RANKED = (
    "eligible",
    "ineligible",
    "in_review",
    "ranked",
)
AWARDED, RESERVE, REJECTED, DECLINED = (
    "awarded",
    "reserve",
    "rejected",
    "declined",
)
LABELS = {
    DRAFT: _("draft, not submitted"),
    SUBMITTED: _("submitted"),
    WITHDRAWN: pgettext_lazy("application", "withdrawn"),
    COMPLETION: _("completion requested"),
    ELIGIBLE: _("eligible"),
    INELIGIBLE: _("not eligible"),
    IN_REVIEW: _("in review"),
    RANKED: _("reviewed"),
    AWARDED: _("grant awarded"),
    RESERVE: _("on the reserve list"),
    REJECTED: pgettext_lazy("application", "rejected"),
    DECLINED: _("grant declined"),
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
        (SUBMITTED, ELIGIBLE, IN_REVIEW, RANKED, RESERVE),
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
    "find_eligible": (
        (SUBMITTED,),
        ELIGIBLE,
        "officer, after the deadline, every line of the check met or waived",
    ),
    "find_ineligible": (
        (SUBMITTED,),
        INELIGIBLE,
        "a second officer, as the first proposed",
    ),
    "reopen_check": (
        (ELIGIBLE, INELIGIBLE),
        SUBMITTED,
        "officer, with a reason, before a reviewer has it",
    ),
    "begin_review": (
        (ELIGIBLE,),
        IN_REVIEW,
        "officer, by giving it to a first reviewer",
    ),
    "review_again": (
        (RANKED, RESERVE, REJECTED),
        IN_REVIEW,
        "officer, with a reason, by opening one of its reviews again",
    ),
    "rank": (
        (IN_REVIEW,),
        RANKED,
        "officer and head, by signing the ranking of the lot",
    ),
    "award": (
        (RANKED, AWARDED, RESERVE, REJECTED),
        AWARDED,
        "head, by publishing the decisions; officer, calling up the reserve",
    ),
    "put_on_reserve": (
        (RANKED, AWARDED, RESERVE, REJECTED),
        RESERVE,
        "head, by publishing the decisions",
    ),
    "reject": (
        (RANKED, AWARDED, RESERVE),
        REJECTED,
        "head, by publishing the decisions",
    ),
    "accept": (
        (AWARDED,),
        AWARDED,
        "submitter of the community, once",
    ),
    "decline": (
        (AWARDED,),
        DECLINED,
        "submitter of the community, once, with a reason",
    ),
}

#: states in which answers may still be written, as long as their deadline is not over
WRITABLE = (DRAFT, SUBMITTED, COMPLETION)
#: states in which the community has something before the programme
STANDING = (
    SUBMITTED,
    COMPLETION,
    ELIGIBLE,
    IN_REVIEW,
    RANKED,
    AWARDED,
    RESERVE,
)
#: between the check and the decision
IN_EVALUATION = (ELIGIBLE, IN_REVIEW, RANKED)
#: everything that was submitted and not taken back, whatever became of it
RECEIVED = (*STANDING, INELIGIBLE, REJECTED, DECLINED)

#: what the journal says of a move that was made
MOVE_LABELS = {
    "start": _("The draft was started"),
    "submit": _("A version was submitted"),
    "withdraw": _("The application was withdrawn"),
    "reinstate": _("The application was reinstated"),
    "ask_completion": _("A completion was requested"),
    "complete": _("The completion was submitted"),
    "end_completion": _("The completion was not submitted in time"),
    "find_eligible": _("The application was found eligible"),
    "find_ineligible": _("The application was found not eligible"),
    "reopen_check": _("The check was opened again"),
    "begin_review": _("The review began"),
    "review_again": _("The review was opened again"),
    "rank": _("The review ended"),
    "award": _("A grant was awarded"),
    "put_on_reserve": _("It was put on the reserve list"),
    "reject": _("It was rejected"),
    "accept": _("The grant was accepted"),
    "decline": _("The grant was declined"),
}
#: moves that the community makes itself; of the others it is told that the programme did them
MOVES_OF_COMMUNITY = (
    "start",
    "submit",
    "withdraw",
    "reinstate",
    "complete",
    "accept",
    "decline",
)
#: moves whose note is a reason for people to read, not a hash
MOVES_WITH_REASON = (
    "withdraw",
    "ask_completion",
    "find_ineligible",
    "reopen_check",
    "decline",
)
