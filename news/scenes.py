"""Topic and place of articles, for the drawings that stand for missing pictures."""

from communities.models import Region
from content.scenes import SceneHint
from core.keeping.remembered import remembered
from news.models import Article
from news.related import Related


def _region_slugs() -> dict[int, str]:
    """The addresses of the regions by their keys."""
    return remembered(
        ("region slugs",),
        lambda: dict(Region.objects.order_by("pk").values_list("pk", "slug")),
    )


def article_hints(keys: list[int]) -> dict[int, SceneHint]:
    """Two statements, however many articles: of each the topic and the community first named."""
    topics = Article.topics.through.objects.filter(article__in=keys)
    regions = Article.communities.through.objects.filter(article__in=keys)
    topic_of = dict(
        topics.order_by("-topic__slug").values_list("article_id", "topic__slug")
    )
    region_of = dict(
        regions.order_by("-community__name_hy").values_list(
            "article_id", "community__region__slug"
        )
    )
    return {
        key: SceneHint(topic_of.get(key, ""), region_of.get(key, ""))
        for key in keys
    }


def related_hint(related: Related) -> SceneHint:
    """The same of an article whose related things are known."""
    slugs = _region_slugs()
    topic = min((topic.slug for topic in related.topics), default="")
    towns = sorted(related.communities, key=lambda town: town.name_hy or "")
    region = slugs.get(towns[0].region_id, "") if towns else ""
    return SceneHint(topic, region)
