from news.models.article import Article, GalleryPicture
from news.models.event import Event
from news.models.newsletter import Delivery, Digest

__all__ = [
    "Article",
    "Delivery",
    "Digest",
    "Event",
    "GalleryPicture",
]
