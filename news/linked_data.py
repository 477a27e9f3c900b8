"""What a page says to machines: schema.org as JSON-LD. Only what the page itself shows."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.language.bilingual import text
from news.models import Article, Event

CONTEXT = "https://schema.org"


def _whole(path: str) -> str:
    return settings.SITE_URL + path


def organisation_data() -> dict:
    return {
        "@type": "Organization",
        "name": _("Covenant of Mayors and urban transformation in Armenia"),
        "url": _whole(str(settings.HOME_URL)),
    }


def home_data() -> dict:
    """The portal itself, and how it is searched."""
    address = _whole(reverse("search")) + "?q={search_term_string}"
    action = {
        "@type": "SearchAction",
        "target": address,
        "query-input": "required name=search_term_string",
    }
    site = {
        "@type": "WebSite",
        "name": organisation_data()["name"],
        "url": _whole(str(settings.HOME_URL)),
        "inLanguage": get_language(),
        "potentialAction": action,
    }
    return {"@context": CONTEXT, "@graph": [organisation_data(), site]}


def breadcrumbs(*steps: tuple[str, str]) -> dict:
    """Steps of (name, path), from the home page down."""
    items = [
        {"@type": "ListItem", "position": n, "name": name, "item": _whole(path)}
        for n, (name, path) in enumerate(
            [(_("Home"), str(settings.HOME_URL)), *steps], start=1
        )
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _without_empty(data: dict) -> dict:
    return {
        name: value
        for name, value in data.items()
        if value not in (None, "", [])
    }


def article_data(one: Article) -> dict:
    path = one.get_absolute_url()
    data = {
        "@type": "NewsArticle",
        "headline": text(one, "title"),
        "description": text(one, "lead"),
        "inLanguage": get_language(),
        "url": _whole(path),
        "mainEntityOfPage": _whole(path),
        "datePublished": one.published_at
        and timezone.localtime(one.published_at).isoformat(),
        "dateModified": timezone.localtime(one.updated_at).isoformat(),
        "publisher": organisation_data(),
        "image": [
            _whole(picture.largest_url) for picture in one.shown_pictures()
        ],
        "about": [text(topic, "name") for topic in one.topics.all()],
        "correction": text(one, "correction"),
    }
    crumbs = breadcrumbs(
        (_("News"), reverse("news:list")), (text(one, "title"), path)
    )
    return {"@context": CONTEXT, "@graph": [_without_empty(data), crumbs]}


def _status(one: Event) -> str:
    state = (
        "EventCancelled"
        if one.is_cancelled
        else "EventRescheduled"
        if one.moved_from
        else "EventScheduled"
    )
    return f"{CONTEXT}/{state}"


def _attendance(one: Event) -> str:
    kind = (
        "Mixed"
        if one.online_link and one.place
        else "Online"
        if one.online_link
        else "Offline"
    )
    return f"{CONTEXT}/{kind}EventAttendanceMode"


def _places(one: Event) -> list[dict]:
    place = text(one, "place")
    at = [{"@type": "Place", "name": place, "address": place}] if place else []
    return at + (
        [{"@type": "VirtualLocation", "url": one.online_link}]
        if one.online_link
        else []
    )


def _when(one: Event) -> dict:
    if one.is_all_day:
        days = (
            timezone.localdate(one.starts_at),
            timezone.localdate(one.ends_at),
        )
        return {
            "startDate": days[0].isoformat(),
            "endDate": days[1].isoformat(),
        }
    times = {
        "startDate": one.starts_there.isoformat(),
        "endDate": one.ends_there.isoformat(),
    }
    moved = (
        timezone.localtime(one.moved_from).isoformat()
        if one.moved_from
        else None
    )
    return {**times, "previousStartDate": moved}


def event_data(one: Event) -> dict:
    path = one.get_absolute_url()
    data = {
        "@type": "Event",
        "name": text(one, "title"),
        "inLanguage": get_language(),
        "url": _whole(path),
        "eventStatus": _status(one),
        "eventAttendanceMode": _attendance(one),
        "location": _places(one),
        "organizer": organisation_data(),
        **_when(one),
    }
    crumbs = breadcrumbs(
        (_("Events"), reverse("events:list")), (text(one, "title"), path)
    )
    return {"@context": CONTEXT, "@graph": [_without_empty(data), crumbs]}
