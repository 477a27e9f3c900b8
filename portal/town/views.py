"""My community, and following one: by letter, by feed, in a calendar."""

import datetime as dt

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communities.choosing import CommunityForm
from communities.models import Community
from core.language.bilingual import text
from core.papers.open_data import AtomFeed, unless_unchanged
from mailing.asking import answer_wish
from mailing.forms import LettersForm
from news import agenda, calendars
from portal.town import following, happenings
from portal.town.at_a_glance import town_at_a_glance

FEED_DAYS = 365
CALENDAR_YEARS = 5


@require_safe
def my_town(request: HttpRequest) -> HttpResponse:
    is_asked = bool(request.GET.get("community"))
    form = CommunityForm(request.GET if is_asked else None, is_typed=True)
    chosen = form.cleaned_data["community"] if form.is_valid() else None
    glance = town_at_a_glance(chosen) if chosen else {}
    return render(request, "town/my_town.html", {"form": form, **glance})


def _community_or_404(slug: str) -> Community:
    communities = Community.objects.select_related("region")
    return get_object_or_404(communities, slug=slug)


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, slug: str) -> HttpResponse:
    community = _community_or_404(slug)
    posted = request.POST if request.method == "POST" else None
    return answer_wish(
        request,
        LettersForm(posted, initial={"language": get_language()}),
        lambda wish: following.follow_community(
            wish["email"], community, language=wish["language"]
        ),
        template="town/follow.html",
        then="town:follow_asked",
        context={"community": community},
    )


@require_safe
def follow_asked(request: HttpRequest) -> HttpResponse:
    return render(request, "town/follow_asked.html")


class CommunityFeed(AtomFeed):
    """What happened about one community in the last year, newest first."""

    author_name = property(
        lambda self: _("Covenant of Mayors and urban transformation in Armenia")
    )

    def get_object(self, request: HttpRequest, slug: str) -> Community:
        return _community_or_404(slug)

    def title(self, community: Community) -> str:
        return text(community, "name")

    def subtitle(self, community: Community) -> str:
        return _("News, events, open calls and duties of a community")

    def link(self, community: Community) -> str:
        return community.get_absolute_url()

    def feed_url(self, community: Community) -> str:
        return reverse("town:feed", args=[community.slug])

    def items(self, community: Community) -> list[happenings.Happening]:
        now = timezone.now()
        since = now - dt.timedelta(days=FEED_DAYS)
        return happenings.happenings_between(community, since, now)

    def item_title(self, item: happenings.Happening) -> str:
        return item.title

    def item_description(self, item: happenings.Happening) -> str:
        return item.summary

    def item_link(self, item: happenings.Happening) -> str:
        return item.path

    def item_guid(self, item: happenings.Happening) -> str:
        return f"{settings.SITE_URL}{item.path}#{item.key}"

    def item_pubdate(self, item: happenings.Happening) -> dt.datetime:
        return item.at

    item_updateddate = item_pubdate


@require_safe
@unless_unchanged
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Events that name the community, its duties, and the deadlines of lots that are for it."""
    community = _community_or_404(slug)
    today = timezone.localdate()
    until = today + dt.timedelta(days=CALENDAR_YEARS * 366)
    duties = agenda.duty_entries(today, until)
    lots = happenings.lots_for(community)
    entries = [
        *agenda.event_entries(community.events.published()),
        *agenda.lot_entries(lot for lot in lots if lot.closes_at),
        *(duty for duty in duties if duty.community == community),
    ]
    name = text(community, "name")
    response = HttpResponse(
        calendars.calendar_of(entries, name=name),
        content_type="text/calendar; charset=utf-8",
    )
    response["Content-Disposition"] = f'inline; filename="{slug}.ics"'
    return response
