"""What the roles may do in an evaluation; everything else goes through its own pages."""

from accounts.roles import (
    AUDITOR,
    HEAD,
    OFFICER,
    REVIEWER,
    permission_codes,
)

RECORDS = (
    "check",
    "review",
    "ranking",
    "decision",
    "evaluationentry",
    "conflict",
)
KEPT = ("checklistline", "reviewer", "absence")
PERMISSIONS = {
    OFFICER: permission_codes("evaluation", RECORDS, "view")
    | permission_codes("evaluation", KEPT, "view", "add", "change", "delete")
    | {"evaluation.sign_as_officer"},
    HEAD: permission_codes("evaluation", (*RECORDS, *KEPT), "view")
    | {"evaluation.sign_as_head", "evaluation.publish_decisions"},
    AUDITOR: permission_codes("evaluation", (*RECORDS, *KEPT), "view"),
    REVIEWER: {"evaluation.write_reviews"},
}
