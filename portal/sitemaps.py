"""What search engines are told of: both languages, each only where it is ready."""

from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import index as sitemap_index
from django.core.paginator import Page, Paginator
from django.db.models import F, Value
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property

from calls.models import Call
from communities.models import Community, EmissionInventory, Programme
from content.models import Page as StandingPage
from core.language.bilingual import LANGUAGES
from library.models import Course, Lesson, Resource
from news.models import Article, Event

CHANGED_LAST = 200


class BothLanguages(Sitemap):
    """Every address with its other languages; Armenian is where a reader of neither is led."""

    i18n = True
    alternates = True
    x_default = True
    limit = 500  # some 280 kB a file


class InLanguages(Paginator):
    """Pages of things, each once in every language that it is ready in.

    A page is a range of primary keys, so that the last costs what the first does. A range of which
    everything is gone is passed over: a sitemap that names nothing is not valid.
    """

    def __init__(self, sitemap: "Things") -> None:
        super().__init__(sitemap.items(), sitemap.limit)
        self.languages_of = sitemap.get_languages_for_item

    @cached_property
    def ranges(self) -> list[int]:
        """Which ranges hold something, by number, in order."""
        things: Any = self.object_list
        number = (F("pk") - 1) / Value(self.per_page)
        found = things.order_by().annotate(_range=number).distinct()
        return sorted(found.values_list("_range", flat=True))

    @cached_property
    def num_pages(self) -> int:
        return len(self.ranges)

    @cached_property
    def count(self) -> int:
        """As many as the pages can hold: they follow from the keys, nothing is counted."""
        return self.num_pages * self.per_page

    def page(self, number) -> Page:
        number = self.validate_number(number)
        before = self.ranges[number - 1] * self.per_page
        things: Any = self.object_list
        found = things.filter(pk__gt=before, pk__lte=before + self.per_page)
        addresses = [
            (thing, code)
            for thing in found
            for code in self.languages_of(thing)
        ]
        return Page(addresses, number, self)


class FixedPages(BothLanguages):
    def items(self):
        names = (
            "home",
            "news:list",
            "events:list",
            "communities:list",
            "calls:list",
        )
        library = ("list", "learning", "faq")
        register = (
            "organisations",
            "map",
            "totals",
            "recognitions",
            "open_data",
        )
        trust = ("imprint", "site_map")
        return [
            *names,
            *(f"library:{name}" for name in library),
            *(f"communities:{name}" for name in register),
            *(f"trust:{name}" for name in trust),
        ]

    def location(self, item: str) -> str:
        return reverse(item)


class Things(BothLanguages):
    def __init__(self, queryset) -> None:
        self.queryset = queryset

    def items(self):
        return self.queryset.all()

    @property
    def paginator(self) -> InLanguages:
        return InLanguages(self)


class Ready(Things):
    """Content: a language that is not ready has no address."""

    def items(self):
        return self.queryset.published().in_lists()

    def get_languages_for_item(self, item) -> list[str]:
        return [
            language for language in LANGUAGES if item.is_ready_in(language)
        ]

    def lastmod(self, item):
        return item.updated_at

    def get_latest_lastmod(self):
        """Of the things changed last: the table is not read for one instant."""
        changed = self.queryset.order_by("-updated_at")
        some = self.queryset.filter(pk__in=changed.values("pk")[:CHANGED_LAST])
        published = some.published().order_by("-updated_at")
        return published.values_list("updated_at", flat=True).first()


ALL: dict[str, Any] = {
    "standing": FixedPages,
    "articles": Ready(Article.objects.order_by("pk")),
    "events": Ready(Event.objects.order_by("pk")),
    "pages": Ready(StandingPage.objects.order_by("pk")),
    "resources": Ready(Resource.objects.order_by("pk")),
    "courses": Ready(Course.objects.order_by("pk")),
    "lessons": Ready(
        Lesson.objects.filter(course__in=Course.objects.published())
        .select_related("course")
        .order_by("pk")
    ),
    "communities": Things(Community.objects.all()),
    "inventories": Things(
        EmissionInventory.objects.of_armenia().select_related("community")
    ),
    "programmes": Things(Programme.objects.all()),
    "calls": Things(Call.objects.published().order_by("pk")),
}


def index(request: HttpRequest) -> HttpResponse:
    """The index: only of kinds of which there is something, since an empty sitemap is not valid."""
    named = {
        name: sitemap
        for name, sitemap in ALL.items()
        if name == "standing" or sitemap.items().exists()
    }
    return sitemap_index(request, named, sitemap_url_name="sitemap")
