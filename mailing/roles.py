"""Who sees whether letters leave, and who does again what failed."""

from accounts.roles import OFFICER

PERMISSIONS = {OFFICER: {"mailing.view_letter", "mailing.send_again"}}
