"""How long unsaved texts and the bin are kept."""

import datetime as dt

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from content import binning
from content.models import BinnedContent, WorkingCopy
from core.retention import RetentionRule


def _old_copies(before: dt.datetime) -> QuerySet:
    return WorkingCopy.objects.filter(seen_at__lt=before)


def _old_binned(before: dt.datetime) -> QuerySet:
    return BinnedContent.objects.filter(binned_at__lt=before, with_whole=None)


RULES = (
    RetentionRule(
        "working_copies", 60, _("an editor's unsaved text"), _old_copies
    ),
    RetentionRule(
        "bin",
        70,
        _("a deleted page of the portal, and who deleted it"),
        _old_binned,
        binning.remove_binned,
    ),
)
