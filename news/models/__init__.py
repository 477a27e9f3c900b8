from news.models.article import Article, GalleryPicture
from news.models.event import Event
from news.models.newsletter import Delivery, Digest
from news.models.series import EventSeries

__all__ = [
    "Article",
    "Delivery",
    "Digest",
    "Event",
    "EventSeries",
    "GalleryPicture",
]
