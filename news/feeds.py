"""The news for other programs: Atom and JSON Feed, per language, topic and community."""

import datetime as dt
import re
from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.http import Http404, HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from communities.models import Community, Programme
from content import pictures_in_text
from content.models import Topic
from core.language.bilingual import text
from core.papers.open_data import AtomFeed, unless_unchanged
from core.text.reading import read_line, readable
from news.models import Article

LENGTH = 20
TAG = re.compile(r'<[a-z](?:"[^"]*"|[^">])*>', re.I)
ADDRESS = re.compile(r'(?<=\s)(href|src|srcset)="([^"]*)"')
Subject = Topic | Programme | Community
#: what a feed can be narrowed to: the question → (model, the article's field)
NARROWED: dict[str, tuple[type[Subject], str]] = {
    "topic": (Topic, "topics"),
    "programme": (Programme, "programmes"),
    "community": (Community, "communities"),
}


@dataclass(frozen=True)
class FeedScope:
    """A feed's question: the things it is narrowed to."""

    about: dict[str, Subject]

    @property
    def query(self) -> str:
        parameters = "&".join(
            f"{name}={thing.slug}" for name, thing in self.about.items()
        )
        return f"?{parameters}" if parameters else ""

    @property
    def title(self) -> str:
        names = ", ".join(text(thing, "name") for thing in self.about.values())
        title, colon = _("News from the portal"), _(":")
        return f"{title}{colon} {names}" if names else title

    def articles(self) -> list[Article]:
        """The newest that are ready in the active language; a feed of nothing is an empty feed."""
        articles = Article.objects.published().ready_in(get_language()).newest()
        for name, thing in self.about.items():
            articles = articles.filter(**{NARROWED[name][1]: thing})
        return list(articles.select_related("lead_picture")[:LENGTH])


def feed_scope(request: HttpRequest) -> FeedScope:
    """Raises Http404 when a topic, programme or community is not known."""
    about: dict[str, Subject] = {}
    for name, (model, _field) in NARROWED.items():
        if slug := request.GET.get(name):
            thing = model.objects.filter(slug=slug).first()
            if thing is None:
                raise Http404(_("There is no such feed."))
            about[name] = thing
    return FeedScope(about)


def _html(article: Article) -> str:
    body = text(article, "body")
    html = pictures_in_text.render_with_pictures(
        body, pictures_in_text.pictures(body), article.gallery()
    )
    page = settings.SITE_URL + article.get_absolute_url()
    return readable(_with_whole_addresses(html, page))


def _with_whole_addresses(html: str, page: str) -> str:
    """What stands on `page`, for readers that do not know where it stood."""

    def attribute(match: re.Match) -> str:
        name, value = match.groups()
        parts = value.split(",") if name == "srcset" else [value]
        whole = (urljoin(page, part.strip()) for part in parts)
        return f'{name}="{", ".join(whole)}"'

    return TAG.sub(lambda tag: ADDRESS.sub(attribute, tag[0]), html)


class NewsFeed(AtomFeed):
    def get_object(self, request) -> FeedScope:
        return feed_scope(request)

    def title(self, obj: FeedScope) -> str:
        return obj.title

    def subtitle(self, obj: FeedScope) -> str:
        return _(
            "Covenant of Mayors – East and urban transformation in Armenia"
        )

    def link(self, obj: FeedScope) -> str:
        return reverse("news:list") + obj.query

    def feed_url(self, obj: FeedScope) -> str:
        return reverse("news:feed") + obj.query

    def author_name(self, obj: FeedScope) -> str:
        return _("Covenant of Mayors and urban transformation in Armenia")

    def items(self, obj: FeedScope) -> list[Article]:
        return obj.articles()

    def item_title(self, item: Article) -> str:
        return item.title

    def item_description(self, item: Article) -> str:
        return escape(item.lead)  # the feed says that summaries are HTML

    def item_pubdate(self, item: Article):
        return item.published_at

    def item_updateddate(self, item: Article):
        return item.updated_at


def _instant(moment: dt.datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _item(article: Article) -> dict:
    address = settings.SITE_URL + article.get_absolute_url()
    assert article.published_at is not None
    item = {
        "id": address,
        "url": address,
        "title": read_line(text(article, "title")),
        "summary": readable(text(article, "lead")),
        "content_html": _html(article),
        "date_published": _instant(article.published_at),
        "date_modified": _instant(article.updated_at),
        "language": get_language(),
    }
    if article.lead_picture:
        item["image"] = settings.SITE_URL + article.lead_picture.largest_url
    return item


@require_safe
@unless_unchanged
def json_feed(request):
    """JSON Feed 1.1."""
    question = feed_scope(request)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": read_line(question.title),
        "language": get_language(),
        "home_page_url": settings.SITE_URL
        + reverse("news:list")
        + question.query,
        "feed_url": settings.SITE_URL
        + reverse("news:json_feed")
        + question.query,
        "items": [_item(article) for article in question.articles()],
    }
    kind = "application/feed+json; charset=utf-8"
    return JsonResponse(
        feed, content_type=kind, json_dumps_params={"ensure_ascii": False}
    )
