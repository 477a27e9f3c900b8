"""Legal holds: while one lasts, nothing of its application is erased, by nobody."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Erasure, User
from applications.models import Application, LegalHold
from applications.office import erasing


@transaction.atomic
def begin_hold(application: Application, *, reason: str, by: User) -> LegalHold:
    """Raises PermissionDenied, ValidationError 'no_reason' or 'held'."""
    if not by.is_superuser:
        raise PermissionDenied
    if not reason.strip():
        raise ValidationError(_("Say why."), code="no_reason")
    Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if application.holds.filter(ended_at=None).exists():
        raise ValidationError(
            _("This application is on hold already."), code="held"
        )
    return LegalHold.objects.create(
        application=application, reason=reason.strip()[:500], by=by
    )


@transaction.atomic
def end_hold(application: Application, *, by: User) -> None:
    """End it, and erase what waited for its end. Raises PermissionDenied, ValidationError
    'not_held'.
    """
    if not by.is_superuser:
        raise PermissionDenied
    holds = LegalHold.objects.select_for_update()
    hold = holds.filter(application=application, ended_at=None).first()
    if hold is None:
        raise ValidationError(
            _("This application is not on hold."), code="not_held"
        )
    hold.ended_at, hold.ended_by = timezone.now(), by
    hold.save(update_fields=["ended_at", "ended_by"])
    for erasure in Erasure.objects.select_for_update():
        erase_what_waited(erasure, application)


def erase_what_waited(erasure: Erasure, application: Application) -> None:
    """Of one erasure, what was left in an application that was on hold."""
    done = erasure.done.get("applications", {})
    waiting = [
        (str(place[0]), str(place[1]), str(place[2]))
        for place in done.get("held", [])
        if place[0] == application.reference
    ]
    if not waiting:
        return
    erasing.erase_places(waiting)
    done["held"] = [
        place for place in done["held"] if place[0] != application.reference
    ]
    erasure.done["applications"] = done
    erasure.save(update_fields=["done"])
