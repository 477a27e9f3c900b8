"""What of the calls the search finds."""

from django.utils.translation import gettext_lazy as _

from content.search.kinds import SearchKind

KINDS = (SearchKind("call", _("Calls"), order=1, models={"calls.call": 1}),)
