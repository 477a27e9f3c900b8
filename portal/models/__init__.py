from portal.models.content import Content, ContentQuerySet
from portal.models.notification import Notification
from portal.models.page import Page
from portal.models.user import User

__all__ = ["Content", "ContentQuerySet", "Notification", "Page", "User"]
