"""The life of a review, and what can be decided of an application, on one page."""

from django.utils.translation import gettext_lazy as _

ASSIGNED, READING, FINAL, RECUSED, TAKEN_BACK = (
    "assigned",
    "reading",
    "final",
    "recused",
    "taken_back",
)
REVIEW_LABELS = {
    ASSIGNED: _("to declare"),
    READING: _("to review"),
    FINAL: _("final"),
    RECUSED: _("conflict of interest"),
    TAKEN_BACK: _("taken back"),
}
REVIEW_CHOICES = list(REVIEW_LABELS.items())
#: in which the reviewer reads the application
READABLE = (READING, FINAL)
#: that count, or will
STANDING = (ASSIGNED, READING, FINAL)

#: verb → (states it may begin in, state it ends in, who and when)
REVIEW_MOVES: dict[str, tuple[tuple[str, ...], str, str]] = {
    "assign": ((), ASSIGNED, "officer, to someone without a known conflict"),
    "declare": ((ASSIGNED,), READING, "the reviewer: no conflict of interest"),
    "recuse": (
        (ASSIGNED, READING, FINAL),
        RECUSED,
        "the reviewer, with a reason; or the portal's own finding",
    ),
    "finalise": ((READING,), FINAL, "the reviewer, every criterion scored"),
    "reopen": (
        (FINAL,),
        READING,
        "officer, with a reason, until the ranking is signed",
    ),
    "take_back": (
        (ASSIGNED, READING, FINAL),
        TAKEN_BACK,
        "officer, with a reason, until the ranking is signed",
    ),
}

#: what a line of a check comes to, and what the portal found of it
CHECK_LABELS = {
    "met": _("met"),
    "not_met": _("not met"),
    "waived": _("waived"),
    "promised": _("promised"),
    "to_look": _("for staff to check"),
    "not_answered": _("not answered"),
}

#: where an application stands in a ranking
FUNDED, ON_RESERVE, BELOW = "funded", "on_reserve", "below"
STANDINGS = {
    FUNDED: _("within the budget"),
    ON_RESERVE: _("reserve"),
    BELOW: _("below a threshold"),
}

#: where a ranking stands
RANKING_LABELS = {
    "to_sign": _("to be signed"),
    "signed": _("signed"),
    "set_aside": _("set aside"),
}

AWARDED, RESERVE, REJECTED = "awarded", "reserve", "rejected"
OUTCOMES = {
    AWARDED: _("award a grant"),
    RESERVE: _("put on the reserve list"),
    REJECTED: _("reject"),
}
OUTCOME_CHOICES = list(OUTCOMES.items())
#: what the journal calls the move that publishes an outcome
MOVE_OF_OUTCOME = {
    AWARDED: "award",
    RESERVE: "put_on_reserve",
    REJECTED: "reject",
}
#: where a ranking's standing leads, unless somebody decides otherwise with a reason
OUTCOME_OF_STANDING = {
    FUNDED: AWARDED,
    ON_RESERVE: RESERVE,
    BELOW: REJECTED,
}

#: what the journal of an evaluation says was done
ENTRY_LABELS = {
    "begin_check": _("The check was begun"),
    "write_line": _("A line of the check was answered"),
    "find_eligible": _("Found eligible"),
    "propose_ineligible": _("Proposed as not eligible"),
    "take_back_proposal": _("The proposal was taken back"),
    "find_ineligible": _("Found not eligible"),
    "reopen_check": _("The check was opened again"),
    "assign": _("Given to a reviewer"),
    "move_due_date": _("Its due date was moved"),
    "declare": _("The reviewer declared no conflict of interest"),
    "recuse": _("The reviewer has a conflict of interest"),
    "finalise": _("The review was made final"),
    "reopen": _("The review was opened again"),
    "take_back": _("The review was taken back"),
    "make_ranking": _("A ranking was made"),
    "set_aside": _("The ranking was set aside"),
    "sign": _("The ranking was signed"),
    "decide": _("A decision was prepared"),
    "drop": _("A prepared decision was dropped"),
    "publish": _("The decisions were published"),
    "accept": _("The grant was accepted"),
    "decline": _("The grant was declined"),
    "call_up": _("The next of the reserve list was called up"),
}
