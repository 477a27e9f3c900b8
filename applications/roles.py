"""What the roles may see of applications; everything else goes through the office's pages."""

from accounts.roles import AUDITOR, HEAD, OFFICER, permission_codes

PRIVATE = ("application", "version", "statuschange")
PERMISSIONS = {
    OFFICER: permission_codes("applications", PRIVATE, "view"),
    HEAD: permission_codes("applications", PRIVATE, "view"),
    AUDITOR: permission_codes("applications", PRIVATE, "view"),
}
