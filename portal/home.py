"""The start page: what is open, and the blocks that administrators order."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from calls.models import Call
from communities.choosing import CommunityForm
from communities.models import Community, Programme
from communities.register import totals
from content.scenes import know_scenes
from core.keeping.remembered import remembered
from news import linked_data
from news.models import Article, Event
from portal.models import HomeBlock, HomePage

ARTICLES = EVENTS = 4


@require_safe
def home(request) -> HttpResponse:
    facts = remembered(("home",), _home_facts)
    return render(
        request,
        "home.html",
        {
            **facts,
            "form": CommunityForm(is_typed=True),
            "linked_data": linked_data.home_data(),
        },
    )


def shown_blocks(page: HomePage | None) -> list[str]:
    """The codes of the blocks in their order; one that nobody placed stands at the end."""
    placed = {block.code: block for block in page.blocks.all()} if page else {}
    usual = [code for code, _label in HomeBlock.CODES]
    codes = [*placed, *(code for code in usual if code not in placed)]
    return [
        code for code in codes if code not in placed or placed[code].is_shown
    ]


def _first(things: list, chosen_key: int | None) -> list:
    """The same things, with the chosen one before the others."""
    return sorted(things, key=lambda thing: thing.pk != chosen_key)


def _articles(chosen_key: int | None) -> list[Article]:
    public = Article.objects.published().newest().in_lists()
    chosen = list(public.filter(pk=chosen_key)) if chosen_key else []
    newest = list(public.exclude(pk__in=[one.pk for one in chosen])[:ARTICLES])
    return know_scenes([*chosen, *newest][:ARTICLES])


def _home_facts() -> dict:
    today = timezone.localdate()
    page = HomePage.objects.prefetch_related("blocks").first()
    calls = Call.objects.published().filter(is_historic=False).with_parts()
    stated = [call for call in calls if call.state != "closed"]
    places = totals.regions(today)
    is_open = [call for call in stated if call.is_open]
    return {
        "page": page,
        "blocks": shown_blocks(page),
        "calls": _first(is_open, page.featured_call_id if page else None),
        "upcoming_calls": [call for call in stated if call.state == "upcoming"],
        "articles": _articles(page.featured_article_id if page else None),
        "events": list(Event.objects.published().upcoming_once()[:EVENTS]),
        "programmes": list(Programme.objects.all()),
        "places": places,
        "shades": totals.shades(places),
        "communities": Community.objects.current().count(),
        "signatories": Community.objects.signatories(today).count(),
    }
