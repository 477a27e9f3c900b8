"""What the roles may do with calls."""

from accounts.roles import (
    AUDITOR,
    EDITOR,
    EVERYTHING,
    HEAD,
    OFFICER,
    permission_codes,
)

CONTENT = (
    "call",
    "lot",
    "priority",
    "criterion",
    "calldocument",
    "resultfigure",
    "eligibilityrule",
    "form",
    "formversion",
    "formsection",
    "question",
    "questionoption",
    "questioncolumn",
)
#: looked at, never edited
RECORDS = ("callrevision", "deadlineextension", "clarification")
DECISIONS = {"calls.add_deadlineextension", "calls.change_clarification"}
PERMISSIONS = {
    EDITOR: permission_codes("calls", CONTENT, "view"),
    OFFICER: permission_codes("calls", CONTENT, *EVERYTHING)
    | permission_codes("calls", RECORDS, "view")
    | DECISIONS,
    HEAD: permission_codes("calls", (*CONTENT, *RECORDS), "view"),
    AUDITOR: permission_codes("calls", (*CONTENT, *RECORDS), "view"),
}
