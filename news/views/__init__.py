from news.views.articles import ArticleDetail, article_list, article_month
from news.views.events import EventDetail, calendar, event_calendar, event_list

__all__ = [
    "ArticleDetail",
    "EventDetail",
    "article_list",
    "article_month",
    "calendar",
    "event_calendar",
    "event_list",
]
