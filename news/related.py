"""What belongs to one article: asked for in one query, and read only where there is something."""

from django.db.models import (
    Exists,
    OuterRef,
    Prefetch,
    prefetch_related_objects,
)

from news.models import Article, GalleryPicture

RELATIONS = ("topics", "programmes", "communities", "events", "calls")
PICTURES = "chosen_pictures"


def with_presence(articles):
    """Each with `has_topics` and so on: most articles have one or two of the relations."""
    own = {"article": OuterRef("pk")}
    present = {
        f"has_{name}": Exists(
            getattr(Article, name).through.objects.filter(**own)
        )
        for name in RELATIONS
    }
    pictures = GalleryPicture.objects.filter(**own)
    return articles.annotate(**present, has_chosen_pictures=Exists(pictures))


def read_related(article: Article) -> None:
    """Read what an article of `with_presence` has; the rest is known to be empty."""
    wanted = [_wanted(article, name) for name in RELATIONS]
    pictures = GalleryPicture.objects.select_related("picture")
    if not getattr(article, f"has_{PICTURES}"):
        pictures = pictures.none()
    prefetch_related_objects([article], *wanted, Prefetch(PICTURES, pictures))


def _wanted(article: Article, name: str) -> str | Prefetch:
    if getattr(article, f"has_{name}"):
        return name
    nothing = getattr(article, name).none()
    return Prefetch(name, nothing)
