"""Who sees whether letters leave."""

from accounts.roles import OFFICER

PERMISSIONS = {OFFICER: {"mailing.view_letter"}}
