"""Working copies: what is typed and not saved yet, and who else has a page open."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from accounts.models import User
from content.models import WorkingCopy
from core.retention import kept_for

PRESENT = dt.timedelta(seconds=75)  # the page reports every 30 seconds
NOT_TYPED = (
    "csrfmiddlewaretoken",
    "_copy",
    "_seen",
    "_model",
    "_object",
    "_here",
    "_save",
    "_continue",
    "_addanother",
    "_keep",
    "_publish",
)


@dataclass(frozen=True)
class Page:
    """What is being edited: a model and, unless it is new, the key of the thing."""

    model: str
    object_id: int | None

    def copies(self) -> QuerySet[WorkingCopy]:
        return WorkingCopy.objects.filter(
            model=self.model, object_id=self.object_id
        )


def keep_copy(
    key: uuid.UUID, page: Page, typed: QueryDict, *, seen: int, by: User
) -> WorkingCopy:
    """Keep what is typed; without words only that the page is open. Raises LookupError for
    another's key.
    """
    payload = typed.copy()
    for name in NOT_TYPED:
        payload.pop(name, None)
    values = (
        {"payload": payload.urlencode(), "saved_at": timezone.now()}
        if payload
        else {}
    )
    if WorkingCopy.objects.filter(key=key).exclude(user=by).exists():
        raise LookupError("another person's working copy")
    copy, _is_new = WorkingCopy.objects.update_or_create(
        key=key,
        user=by,
        defaults={
            "model": page.model,
            "object_id": page.object_id,
            "seen_number": seen,
            **values,
        },
    )
    return copy


def other_editors(
    page: Page, user: User, now: dt.datetime | None = None
) -> list[User]:
    """Who else has this page open at the moment; a new page is nobody else's."""
    if page.object_id is None:
        return []
    since = (now or timezone.now()) - PRESENT
    open_copies = (
        page.copies()
        .filter(seen_at__gte=since)
        .exclude(user=user)
        .select_related("user")
    )
    return list({copy.user_id: copy.user for copy in open_copies}.values())


def unsaved_copies(page: Page, user: User) -> list[WorkingCopy]:
    """This person's words for the page that were typed and never saved, newest first."""
    since = timezone.now() - kept_for("working_copies")
    return list(
        page.copies()
        .filter(user=user, saved_at__gte=since)
        .exclude(payload="")
        .order_by("-saved_at")
    )


def drop_copy(key: uuid.UUID, user: User) -> None:
    """The words are saved, or not wanted any more."""
    WorkingCopy.objects.filter(key=key, user=user).delete()
