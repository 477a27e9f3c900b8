from accounts.models import User
from content.models.binned import BinnedContent
from content.models.content import Content, ContentQuerySet
from content.models.link import CheckedLink
from content.models.moved import Moved
from content.models.page import Page
from content.models.picture import Picture
from content.models.revision import Revision, WorkingCopy
from content.models.search import SearchEntry, SearchWord
from content.models.site import Banner, MenuLink, Partner, SiteSettings
from content.models.topic import Topic
from mailing.models import Letter

__all__ = [
    "Banner",
    "BinnedContent",
    "CheckedLink",
    "Content",
    "ContentQuerySet",
    "Letter",
    "MenuLink",
    "Moved",
    "Page",
    "Partner",
    "Picture",
    "Revision",
    "SearchEntry",
    "SearchWord",
    "SiteSettings",
    "Topic",
    "User",
    "WorkingCopy",
]
