"""What search engines are told of: both languages, each only where it is ready."""

from django.contrib.sitemaps import Sitemap
from django.core.paginator import Paginator
from django.db.models import Max
from django.urls import reverse

from calls.models import Call
from communities.models import Community, EmissionInventory, Programme
from content.models import Page
from core.language.bilingual import LANGUAGES
from library.models import Course, Lesson, Resource
from news.models import Article, Event


class BothLanguages(Sitemap):
    """Every address with its other languages; Armenian is where a reader of neither is led."""

    i18n = True
    alternates = True
    x_default = True
    limit = 1000  # some 260 kB a file


class InLanguages(Paginator):
    """Pages of things, each once in every language that it is ready in; only the page is read."""

    def __init__(self, sitemap: "Things") -> None:
        super().__init__(sitemap.items(), sitemap.limit)
        self.languages_of = sitemap.get_languages_for_item

    def page(self, number):
        page = super().page(number)
        page.object_list = [
            (thing, code)
            for thing in page.object_list
            for code in self.languages_of(thing)
        ]
        return page


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
        register = ("organisations", "map", "totals", "open_data")
        return [
            *names,
            *(f"library:{name}" for name in library),
            *(f"communities:{name}" for name in register),
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
        return self.queryset.published().aggregate(newest=Max("updated_at"))[
            "newest"
        ]


ALL = {
    "standing": FixedPages,
    "articles": Ready(Article.objects.order_by("pk")),
    "events": Ready(Event.objects.order_by("pk")),
    "pages": Ready(Page.objects.order_by("pk")),
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
