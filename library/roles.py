"""What the roles may do in the library."""

from accounts.roles import EDITOR, EVERYTHING, HEAD, OFFICER, permission_codes

CONTENT = ("category", "question", "resource", "course", "lesson")
PERMISSIONS = {
    EDITOR: permission_codes("library", CONTENT, *EVERYTHING),
    OFFICER: permission_codes("library", CONTENT, *EVERYTHING),
    HEAD: permission_codes("library", CONTENT, "view"),
}
