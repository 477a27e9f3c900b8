"""What of the register the search finds."""

from django.utils.translation import gettext_lazy as _

from content.search.kinds import SearchKind

KINDS = (
    SearchKind(
        "community",
        _("Communities"),
        order=0,
        models={"communities.community": 0},
    ),
    SearchKind(
        "programme",
        _("Programmes"),
        order=2,
        models={"communities.programme": 2},
    ),
)
