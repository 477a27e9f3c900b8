"""What the roles may see of applications; everything else goes through the office's pages."""

from accounts.roles import HEAD, OFFICER, permission_codes

PRIVATE = ("application", "version", "statuschange")
PERMISSIONS = {
    OFFICER: permission_codes("applications", PRIVATE, "view"),
    HEAD: permission_codes("applications", PRIVATE, "view"),
}
