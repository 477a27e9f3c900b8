"""Which letter leaves on which event, to whom."""

from applications.models import Version
from portal import outbox
from portal.models import User

RECEIPT = "receipt"


def receipt(version: Version) -> None:
    """To everyone of the community who may submit: it is received, with the receipt attached."""
    application = version.application
    seats = application.community.seats.that_submit()
    people = User.objects.filter(seats__in=seats, is_active=True).order_by("pk")
    for person in people:
        outbox.queue(
            RECEIPT, to=person, about=str(version.pk), language=application.language,
            version=version, application=application,
        )  # fmt: skip
