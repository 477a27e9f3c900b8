"""What of the library the search finds."""

from django.utils.translation import gettext_lazy as _

from content.search.kinds import SearchKind

KINDS = (
    SearchKind(
        "resource", _("Library"), order=5, models={"library.resource": 5}
    ),
    SearchKind(
        "course",
        _("Courses and lessons"),
        order=6,
        models={"library.course": 6, "library.lesson": 7},
    ),
    SearchKind(
        "question",
        _("Frequent questions"),
        order=7,
        models={"library.question": 8},
    ),
)
