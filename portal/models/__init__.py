from portal.models.content import Content, ContentQuerySet
from portal.models.link import CheckedLink
from portal.models.moved import Moved
from portal.models.notification import Notification
from portal.models.page import Page
from portal.models.picture import Picture
from portal.models.revision import Revision, WorkingCopy
from portal.models.search import SearchEntry, SearchWord
from portal.models.topic import Topic
from portal.models.user import User

__all__ = [
    "CheckedLink",
    "Content",
    "ContentQuerySet",
    "Moved",
    "Notification",
    "Page",
    "Picture",
    "Revision",
    "SearchEntry",
    "SearchWord",
    "Topic",
    "User",
    "WorkingCopy",
]
