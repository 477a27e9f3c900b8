"""The newsroom in the administration."""

from news.admin.article import ArticleAdmin
from news.admin.digest import DigestAdmin
from news.admin.event import EventAdmin

__all__ = ["ArticleAdmin", "DigestAdmin", "EventAdmin"]
