"""News, events, library and frequent questions of the demonstration."""

import datetime as dt
import tomllib
from pathlib import Path

import typst
from django.core.files.base import ContentFile
from django.utils import timezone

from calls.models import Call
from communities.models import Community, Programme
from content.models import Picture, Topic
from core.language.figures import YEREVAN
from library import thumbnails
from library.models import Category, Course, Lesson, Question, Resource
from news.models import Article, Event
from portal.demo import pictures

HERE = Path(__file__).parent
LATER = ("calls", "events")  # of articles: built after them


def read_toml(name: str) -> dict:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def at(days: int, clock: str) -> dt.datetime:
    """So many days from today at this hour, Yerevan time."""
    day = timezone.localdate() + dt.timedelta(days=days)
    return dt.datetime.combine(day, dt.time.fromisoformat(clock), YEREVAN)


#: relations of an entry → how the things that it names are found
RELATED = {
    "topics": lambda keys: Topic.objects.filter(slug__in=keys),
    "programmes": lambda keys: Programme.objects.filter(slug__in=keys),
    "communities": lambda keys: Community.objects.filter(hd002_code__in=keys),
    "materials": lambda keys: Resource.objects.filter(slug__in=keys),
}


def _pop_related(entry: dict) -> dict[str, list]:
    return {name: entry.pop(name) for name in RELATED if name in entry}


def _relate(thing, related: dict[str, list]) -> None:
    for name, keys in related.items():
        getattr(thing, name).set(RELATED[name](keys))


def _instant(value) -> dt.datetime:
    return dt.datetime.fromisoformat(value) if isinstance(value, str) else value


def _article(entry: dict, drawn: dict[str, Picture]) -> None:
    related, gallery = (
        _pop_related(entry),
        [drawn[name] for name in entry.pop("gallery", [])],
    )
    for name in LATER:
        entry.pop(name, None)
    entry["published_at"] = _instant(entry["published_at"])
    entry["lead_picture"] = drawn.get(entry.get("lead_picture", ""))
    article, is_new = Article.objects.get_or_create(
        slug=entry.pop("slug"),
        defaults=entry,
    )
    if is_new:
        _relate(article, related)
        article.set_gallery(gallery)


def _times(entry: dict) -> dict:
    if "in_days" not in entry:
        return {
            name: _instant(entry.pop(name)) for name in ("starts_at", "ends_at")
        }
    starts_at = at(entry.pop("in_days"), entry.pop("at"))
    return {
        "starts_at": starts_at,
        "ends_at": starts_at + dt.timedelta(hours=entry.pop("hours")),
    }


def _event(entry: dict) -> None:
    related, report, moved = (
        _pop_related(entry),
        entry.pop("report", ""),
        entry.pop("moved_days", 0),
    )
    entry |= _times(entry)
    entry["moved_from"] = (
        entry["starts_at"] + dt.timedelta(days=moved) if moved else None
    )
    entry["report"] = Article.objects.filter(slug=report).first()
    entry["published_at"] = min(
        entry["starts_at"],
        timezone.now(),
    ) - dt.timedelta(days=7)
    event, is_new = Event.objects.get_or_create(
        slug=entry.pop("slug"),
        defaults=entry,
    )
    if is_new:
        _relate(event, related)


def build_news() -> None:
    data, drawn = read_toml("news.toml"), pictures.build()
    for entry in data["topic"]:
        Topic.objects.get_or_create(slug=entry.pop("slug"), defaults=entry)
    for entry in data["article"]:
        _article(entry, drawn)
    for entry in data["event"]:
        _event(entry)


def relate_articles() -> None:
    """What articles tell about is built after them."""
    for entry in read_toml("news.toml")["article"]:
        article = Article.objects.get(slug=entry["slug"])
        if keys := entry.get("events"):
            article.events.add(*Event.objects.filter(slug__in=keys))
        if keys := entry.get("calls"):
            article.calls.add(*Call.objects.filter(code__in=keys))


def _resource(entry: dict) -> None:
    related, file_name = _pop_related(entry), entry.pop("make_file", "")
    entry["published_at"] = timezone.now() - dt.timedelta(days=30)
    if file_name:
        page = typst.compile(
            str(HERE / "calendar.typ"),
            ignore_system_fonts=False,
        )
        entry["file"] = ContentFile(page, f"{file_name}.pdf")
    resource, is_new = Resource.objects.get_or_create(
        slug=entry.pop("slug"),
        defaults=entry,
    )
    if is_new:
        _relate(resource, related)
        thumbnails.ask_for_thumbnail(resource)


def _course(entry: dict, drawn: dict[str, Picture]) -> None:
    lessons, related = entry.pop("lesson"), _pop_related(entry)
    since = timezone.now() - dt.timedelta(days=30)
    entry |= {
        "published_at": since,
        "lead_picture": drawn.get(entry.get("lead_picture", "")),
    }
    course, is_new = Course.objects.get_or_create(
        slug=entry.pop("slug"),
        defaults=entry,
    )
    if not is_new:
        return
    _relate(course, related)
    for order, values in enumerate(lessons, start=1):
        shown = _pop_related(values)
        _relate(
            Lesson.objects.create(
                course=course,
                order=order,
                published_at=since,
                **values,
            ),
            shown,
        )


def build_library() -> None:
    data, drawn = read_toml("library.toml"), pictures.build()
    for entry in data["resource"]:
        _resource(entry)
    for entry in data["course"]:
        _course(entry, drawn)


def build_questions() -> None:
    for entry in read_toml("faq.toml")["category"]:
        questions = entry.pop("question")
        category, _is_new = Category.objects.get_or_create(
            slug=entry.pop("slug"),
            defaults=entry,
        )
        for order, question in enumerate(questions, start=1):
            values = {**question, "category": category, "order": order}
            Question.objects.get_or_create(
                anchor=values.pop("anchor"),
                defaults=values,
            )
