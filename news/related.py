"""What belongs to one article: asked for in one query, and read only where there is something."""

import functools

from django.db.models import Exists, OuterRef

from news.models import Article, GalleryPicture

RELATIONS = ("topics", "programmes", "communities", "events", "calls")
PICTURES = "chosen_pictures"


@functools.cache
def articles_with_presence():
    """Each with `has_topics` and so on: most articles have one or two of the relations.

    Composed once: that takes longer than asking.
    """
    own = {"article": OuterRef("pk")}
    present = {
        f"has_{name}": Exists(
            getattr(Article, name).through.objects.filter(**own)
        )
        for name in RELATIONS
    }
    present[f"has_{PICTURES}"] = Exists(GalleryPicture.objects.filter(**own))
    articles = Article.objects.select_related("lead_picture")
    return articles.annotate(**present)


def read_related(article: Article) -> None:
    """Read what an article of `articles_with_presence` has; the rest is known to be empty.

    Django's `prefetch_related_objects` would compose a query for each of the six.
    """
    read = {name: getattr(article, name).all() for name in RELATIONS}
    read[PICTURES] = article.chosen_pictures.select_related("picture")
    article._prefetched_objects_cache = {  # type: ignore[attr-defined]
        name: things if getattr(article, f"has_{name}") else things.none()
        for name, things in read.items()
    }
