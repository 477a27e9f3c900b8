"""How long copies of a person's data are kept."""

import datetime as dt

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import PersonExport
from core.retention import RetentionRule
from portal.privacy import copying


def _old_copies(before: dt.datetime) -> QuerySet:
    return PersonExport.objects.filter(asked_at__lt=before)


RULES = (
    RetentionRule(
        "copies",
        170,
        _("a copy of your data that was made for you"),
        _old_copies,
        copying.delete_copies,
    ),
)
