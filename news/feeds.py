from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from news.models import Article


class NewsFeed(Feed):
    """The latest articles that are ready in the feed's language."""

    feed_type = Atom1Feed

    def title(self) -> str:
        return _("News of the portal")

    def subtitle(self) -> str:
        return _("Covenant of Mayors – East and urban transformation in Armenia")

    def link(self) -> str:
        return reverse("news:list")

    def feed_url(self) -> str:
        return reverse("news:feed")

    def items(self):
        language = get_language()
        ready = Article.objects.published().exclude(**{f"title_{language}": None})
        ready = ready.exclude(**{f"body_{language}": ""}).newest()[:30]
        return [article for article in ready if article.is_ready_in(language)][:20]

    def item_title(self, item: Article) -> str:
        return item.title

    def item_description(self, item: Article) -> str:
        return item.lead

    def item_pubdate(self, item: Article):
        return item.published_at

    def item_updateddate(self, item: Article):
        return item.updated_at
