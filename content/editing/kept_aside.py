"""Texts of a page that its form does not show: drafts beside it, and what waits for approval."""

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from content import revisions
from content.editing.save_merging import writer_of
from content.models import Revision


def revisions_aside(thing) -> list[Revision]:
    """Every proposal that waits, and each writer's newest draft unless the page says it by now."""
    aside = revisions.revisions_of(thing).filter(
        state__in=(Revision.DRAFT, Revision.PROPOSED)
    )
    drafts: dict[int | None, Revision] = {}
    waiting = []
    for revision in aside.select_related("by").order_by("number"):
        if revision.state == Revision.PROPOSED:
            waiting.append(revision)
        else:
            drafts[revision.by_id] = revision
    return [*waiting, *_unsaid(thing, list(drafts.values()))]


def _unsaid(thing, drafts: list[Revision]) -> list[Revision]:
    if not drafts:
        return []
    now = revisions.snapshot(thing)
    return [
        draft
        for draft in drafts
        if revisions.merged_content(now, draft.base or now, draft.content)[0]
        != now
    ]


def tell_aside(request, thing) -> None:
    """Say at the top of the form what it does not show; not of the one that is open in it."""
    opened = request.GET.get("revision", "")
    for revision in revisions_aside(thing):
        if str(revision.number) != opened:
            messages.warning(request, _notice(request, revision))


def _notice(request, revision: Revision) -> SafeString:
    compared = reverse(
        "editing:compare", args=[revision.model, revision.object_id]
    )
    if revision.state == Revision.PROPOSED:
        sentence = _(
            "A text by %(who)s (%(when)s) is waiting for a second person's "
            "approval. This form does not show it."
        )
        address, label = f"{compared}?to={revision.number}", _("See the text")
    else:
        sentence = _(
            "There is a draft of this page by %(who)s (%(when)s). This form does not show it."
        )
        address, label = (
            f"{request.path}?revision={revision.number}",
            _("Open the draft"),
        )
    at = date_format(timezone.localtime(revision.made_at), "DATETIME_FORMAT")
    words = sentence % {"who": writer_of(revision), "when": at}
    return format_html('{} <a href="{}">{}</a>', words, address, label)
