"""How long invitations of communities are kept."""

from django.utils.translation import gettext_lazy as _

from communities.models import Invitation
from core.retention import RetentionRule

RULES = (
    RetentionRule(
        "invitations",
        40,
        _("an invitation that nobody took up, once its link has run out"),
        Invitation.objects.over_since,
    ),
)
