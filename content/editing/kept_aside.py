"""Texts of a page that its form does not show: drafts beside it, and what waits for approval."""

from operator import attrgetter

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import User
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
    """Those whose words neither the page says nor any save after them has said."""
    if not drafts:
        return []
    saves = revisions.revisions_of(thing).filter(state=Revision.APPLIED)
    said = [(revision.number, revision.content) for revision in saves]
    now = revisions.snapshot(thing)
    return [
        draft
        for draft in drafts
        if not any(
            _says(content, draft)
            for content in (
                now,
                *(later for n, later in said if n > draft.number),
            )
        )
    ]


def _says(content: dict, draft: Revision) -> bool:
    base = draft.base or content
    return revisions.merged_content(content, base, draft.content)[0] == content


def text_to_open(thing, user: User) -> int:
    """The number of the revision with which the form begins: the person's own newest draft, else
    the newest text beside the page; 0 where the page itself is the newest.
    """
    aside = revisions_aside(thing)
    own = [revision for revision in aside if revision.by_id == user.pk]
    newest = max(own or aside, key=attrgetter("number"), default=None)
    return newest.number if newest else 0


def tell_aside(request, thing) -> None:
    """Say at the top of the form which text it shows and which others there are."""
    opened = request.GET.get("revision", "")
    for revision in revisions_aside(thing):
        if str(revision.number) == opened:
            messages.info(request, _opened(request, revision))
        else:
            messages.warning(request, _notice(request, revision))


def _compared(revision: Revision) -> str:
    address = reverse(
        "editing:compare", args=[revision.model, revision.object_id]
    )
    return f"{address}?to={revision.number}"


def _opened(request, revision: Revision) -> SafeString:
    if revision.state == Revision.PROPOSED:
        sentence = _(
            "This text by %(who)s (%(when)s) is waiting for a second person's "
            "approval. The public page does not say it yet."
        )
    else:
        sentence = _(
            "This is a draft by %(who)s (%(when)s). The public page does not say it yet."
        )
    return format_html(
        '{} <a href="{}">{}</a> · <a href="{}?public=1">{}</a>',
        sentence % _who_and_when(revision),
        _compared(revision),
        _("Both side by side"),
        request.path,
        _("Open the public text"),
    )


def _who_and_when(revision: Revision) -> dict[str, str]:
    at = date_format(timezone.localtime(revision.made_at), "DATETIME_FORMAT")
    return {"who": writer_of(revision), "when": at}


def _notice(request, revision: Revision) -> SafeString:
    if revision.state == Revision.PROPOSED:
        sentence = _(
            "A text by %(who)s (%(when)s) is waiting for a second person's "
            "approval. This form does not show it."
        )
        address, label = _compared(revision), _("See the text")
    else:
        sentence = _(
            "There is a draft of this page by %(who)s (%(when)s). This form does not show it."
        )
        address, label = (
            f"{request.path}?revision={revision.number}",
            _("Open the draft"),
        )
    words = sentence % _who_and_when(revision)
    return format_html('{} <a href="{}">{}</a>', words, address, label)
