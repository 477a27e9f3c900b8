"""What a person did with calls: the public acts that name who decided."""

from django.utils.translation import gettext_lazy as _

from accounts.deeds import Deed, DeedSource
from accounts.models import User
from calls.models import DeadlineExtension


def _extensions(
    person: User,
    seen_by: User,
    most: int,
) -> list[Deed]:
    if not seen_by.has_perm("calls.view_call"):
        return []
    extensions = DeadlineExtension.objects.filter(by=person)
    newest = extensions.select_related("lot__call").order_by("-at", "-pk")
    return [
        Deed(
            extension.at,
            _("Extended a deadline"),
            str(extension.lot),
            extension.lot.call.get_absolute_url(),
        )
        for extension in newest[:most]
    ]


SOURCES = (DeedSource("extensions", 30, _extensions),)
