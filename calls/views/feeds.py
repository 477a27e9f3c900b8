"""Calls for other programs: Atom, JSON and deadlines for calendars."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from calls import feed_entries
from calls.models import Call, Lot
from core.language.bilingual import text
from core.papers import ical
from core.papers.open_data import AtomFeed, open_data, unless_unchanged


class CallFeed(AtomFeed):
    """New calls and every update of a published one, newest first."""

    title = property(lambda self: _("Calls"))
    subtitle = property(
        lambda self: _("New calls, extensions of deadlines and other updates")
    )
    author_name = property(
        lambda self: _("Covenant of Mayors and urban transformation in Armenia")
    )

    def link(self) -> str:
        return reverse("calls:list")

    def feed_url(self) -> str:
        return reverse("calls:feed")

    def items(self) -> list[feed_entries.FeedEntry]:
        return feed_entries.newest_entries()

    def item_title(self, item: feed_entries.FeedEntry) -> str:
        return item.title

    def item_description(self, item: feed_entries.FeedEntry) -> str:
        return item.html

    def item_link(self, item: feed_entries.FeedEntry) -> str:
        return item.path

    def item_guid(self, item: feed_entries.FeedEntry) -> str:
        return settings.SITE_URL + item.path

    def item_pubdate(self, item: feed_entries.FeedEntry):
        return item.at

    item_updateddate = item_pubdate


@open_data(feed_entries.calls_version)
def calls_json(request):
    return feed_entries.json_answer()


def _calendar(lots, name: str) -> HttpResponse:
    lots = lots.filter(closes_at__isnull=False, call__status=Call.PUBLISHED)
    dated_lots = (
        lots.select_related("call")
        .prefetch_related("extensions")
        .order_by("closes_at", "pk")
    )
    entries = (lot.calendar_entry() for lot in dated_lots)
    content = ical.calendar(entries, name=name)
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


@require_safe
@unless_unchanged
def deadlines(request):
    """The deadlines of all calls, as a calendar to subscribe to."""
    lots = Lot.objects.filter(call__is_historic=False)
    return _calendar(lots, _("Deadlines of calls"))


@require_safe
@unless_unchanged
def call_deadlines(request, slug: str):
    call = get_object_or_404(Call.objects.published(), slug=slug)
    title = text(call, "title") or call.code
    return _calendar(
        call.lots.all(), _("Deadlines: %(call)s") % {"call": title}
    )
