"""What a page says to machines: schema.org as JSON-LD. Only what the page itself shows."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from content.linked_data import (
    CONTEXT,
    breadcrumbs,
    organisation_data,
    to_the_second,
    whole_address,
    without_empty,
)
from core.language.bilingual import text
from core.language.figures import day_or_instant
from news.models import Article, Event
from news.related import Related


def home_data() -> dict:
    """The portal itself, and how it is searched."""
    address = whole_address(reverse("search")) + "?q={search_term_string}"
    action = {
        "@type": "SearchAction",
        "target": address,
        "query-input": "required name=search_term_string",
    }
    site = {
        "@type": "WebSite",
        "name": organisation_data()["name"],
        "url": whole_address(str(settings.HOME_URL)),
        "inLanguage": get_language(),
        "potentialAction": action,
    }
    return {"@context": CONTEXT, "@graph": [organisation_data(), site]}


def article_data(article: Article, related: Related) -> dict:
    path = article.get_absolute_url()
    lead = [article.lead_picture] if article.lead_picture else []
    pictures = [*lead, *related.gallery]
    data = {
        "@type": "NewsArticle",
        "headline": text(article, "title"),
        "description": text(article, "lead"),
        "inLanguage": get_language(),
        "url": whole_address(path),
        "mainEntityOfPage": whole_address(path),
        "datePublished": article.published_at
        and day_or_instant(article.published_at).isoformat(),
        "dateModified": to_the_second(article.updated_at),
        "publisher": organisation_data(),
        "image": [whole_address(picture.largest_url) for picture in pictures],
        "about": [text(topic, "name") for topic in related.topics],
        "correction": text(article, "correction"),
    }
    crumbs = breadcrumbs(
        (_("News"), reverse("news:list")), (text(article, "title"), path)
    )
    return {"@context": CONTEXT, "@graph": [without_empty(data), crumbs]}


def _status(event: Event) -> str:
    state = (
        "EventCancelled"
        if event.is_cancelled
        else "EventRescheduled"
        if event.moved_from
        else "EventScheduled"
    )
    return f"{CONTEXT}/{state}"


def _attendance(event: Event) -> str:
    kind = (
        "Mixed"
        if event.online_link and event.place
        else "Online"
        if event.online_link
        else "Offline"
    )
    return f"{CONTEXT}/{kind}EventAttendanceMode"


def _places(event: Event) -> list[dict]:
    place = text(event, "place")
    at = [{"@type": "Place", "name": place, "address": place}] if place else []
    return at + (
        [{"@type": "VirtualLocation", "url": event.online_link}]
        if event.online_link
        else []
    )


def _when(event: Event) -> dict:
    if event.is_all_day:
        days = (
            timezone.localdate(event.starts_at),
            timezone.localdate(event.ends_at),
        )
        return {
            "startDate": days[0].isoformat(),
            "endDate": days[1].isoformat(),
        }
    times = {
        "startDate": event.starts_there.isoformat(timespec="seconds"),
        "endDate": event.ends_there.isoformat(timespec="seconds"),
    }
    moved = to_the_second(event.moved_from) if event.moved_from else None
    return {**times, "previousStartDate": moved}


def event_data(event: Event) -> dict:
    """An event that is nowhere yet is none for schema.org: then only the way to its page."""
    path = event.get_absolute_url()
    data = {
        "@type": "Event",
        "name": text(event, "title"),
        "inLanguage": get_language(),
        "url": whole_address(path),
        "eventStatus": _status(event),
        "eventAttendanceMode": _attendance(event),
        "location": _places(event),
        "organizer": organisation_data(),
        **_when(event),
    }
    crumbs = breadcrumbs(
        (_("Events"), reverse("events:list")), (text(event, "title"), path)
    )
    about = [without_empty(data)] if data["location"] else []
    return {"@context": CONTEXT, "@graph": [*about, crumbs]}
