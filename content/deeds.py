"""What a person did with the content: changes, drafts, approvals."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.deeds import Deed, DeedSource
from accounts.models import User
from content.models import Revision

WRITTEN = {
    Revision.APPLIED: _("Changed a page"),
    Revision.DRAFT: _("Kept a draft of a page"),
    Revision.PROPOSED: _("Proposed a change of a page"),
    Revision.RETURNED: _("Proposed a change that was returned"),
}


def _deed(
    revision: Revision,
    at,
    what,
) -> Deed:
    model = apps.get_model(revision.model)
    name = str(model._meta.verbose_name)
    compare = reverse(
        "editing:compare", args=[revision.model, revision.object_id]
    )
    return Deed(
        at,
        what,
        about=f"{revision.title} ({name})",
        address=f"{compare}?to={revision.number}",
    )


def _deeds_of(
    revision: Revision,
    person: User,
) -> Iterator[Deed]:
    if revision.by_id == person.pk:
        yield _deed(revision, revision.made_at, WRITTEN[revision.state])
    if revision.judged_by_id == person.pk:
        returned = revision.state == Revision.RETURNED
        what = _("Returned a change") if returned else _("Approved a change")
        yield _deed(revision, revision.judged_at, what)


def _find(
    person: User,
    seen_by: User,
    most: int,
) -> list[Deed]:
    """Of the revisions that the reader may look at in the administration."""
    if not seen_by.has_perm("content.view_revision"):
        return []
    revisions = Revision.objects.filter(Q(by=person) | Q(judged_by=person))
    return [
        deed
        for revision in revisions.defer("content", "base")[:most]
        for deed in _deeds_of(revision, person)
    ]


SOURCES = (DeedSource("revisions", 10, _find),)
