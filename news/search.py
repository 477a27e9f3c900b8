"""What of the newsroom the search finds."""

from django.utils.translation import gettext_lazy as _

from content.search.kinds import SearchKind

KINDS = (
    SearchKind("article", _("News"), order=3, models={"news.article": 3}),
    SearchKind("event", _("Events"), order=4, models={"news.event": 4}),
)
