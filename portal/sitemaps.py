"""What search engines are told of: both languages, each only where it is ready."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from calls.models import Call
from communities.models import Community, EmissionInventory, Programme
from news.models import Article, Event
from portal.models import Page


class BothLanguages(Sitemap):
    i18n = True
    alternates = True
    x_default = False


class Standing(BothLanguages):
    def items(self):
        names = ("home", "news:list", "events:list", "communities:list", "calls:list", "library:faq")
        register = ("organisations", "map", "totals", "open_data")
        return [*names, *(f"communities:{name}" for name in register)]

    def location(self, item: str) -> str:
        return reverse(item)


class Things(BothLanguages):
    def __init__(self, queryset) -> None:
        self.queryset = queryset

    def items(self):
        return self.queryset.all()


class Ready(Things):
    """Articles and events: a language that is not ready has no address."""

    def items(self):
        return self.queryset.published()

    def get_languages_for_item(self, item) -> list[str]:
        return [language for language in ("hy", "en") if item.is_ready_in(language)]


ALL = {
    "standing": Standing,
    "articles": Ready(Article.objects.order_by("pk")),
    "events": Ready(Event.objects.order_by("pk")),
    "pages": Ready(Page.objects.order_by("pk")),
    "communities": Things(Community.objects.all()),
    "inventories": Things(EmissionInventory.objects.of_armenia().select_related("community")),
    "programmes": Things(Programme.objects.all()),
    "calls": Things(Call.objects.published().order_by("pk")),
}
