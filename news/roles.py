"""What the roles may do in the newsroom."""

from accounts.roles import EDITOR, EVERYTHING, HEAD, OFFICER, permission_codes

CONTENT = ("article", "event", "digest")
PERMISSIONS = {
    EDITOR: permission_codes("news", CONTENT, *EVERYTHING),
    OFFICER: permission_codes("news", CONTENT, *EVERYTHING),
    HEAD: permission_codes("news", CONTENT, "view"),
}
