"""What the roles may do with pages, topics and pictures."""

from accounts.roles import EDITOR, EVERYTHING, HEAD, OFFICER, permission_codes

CONTENT = ("page", "topic", "picture", "moved")
RECORDS = ("revision", "checkedlink")
PERMISSIONS = {
    EDITOR: permission_codes("content", CONTENT, *EVERYTHING)
    | permission_codes("content", RECORDS, "view"),
    OFFICER: permission_codes("content", CONTENT, *EVERYTHING)
    | permission_codes("content", RECORDS, "view"),
    HEAD: permission_codes("content", (*CONTENT, *RECORDS), "view"),
}
