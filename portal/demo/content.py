"""News, events and frequent questions of the demonstration."""

import datetime as dt
import tomllib
from pathlib import Path
from zoneinfo import ZoneInfo

from django.utils import timezone

from communities.models import Community, Programme
from library.models import Category, Question
from news.models import Article, Event
from portal.models import Topic

HERE = Path(__file__).parent
YEREVAN = ZoneInfo("Asia/Yerevan")


def read(name: str) -> dict:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def at(days: int, clock: str) -> dt.datetime:
    """So many days from today at this hour, Yerevan time."""
    day = timezone.localdate() + dt.timedelta(days=days)
    return dt.datetime.combine(day, dt.time.fromisoformat(clock), YEREVAN)


def _relate(thing, topics: list[str], programmes: list[str], communities: list[str]) -> None:
    if topics:
        thing.topics.set(Topic.objects.filter(slug__in=topics))
    thing.programmes.set(Programme.objects.filter(slug__in=programmes))
    thing.communities.set(Community.objects.filter(hd002_code__in=communities))


def _instant(value) -> dt.datetime:
    return dt.datetime.fromisoformat(value) if isinstance(value, str) else value


def _article(entry: dict) -> None:
    related = [entry.pop(name, []) for name in ("topics", "programmes", "communities")]
    entry["published_at"] = _instant(entry["published_at"])
    article, is_new = Article.objects.get_or_create(slug=entry.pop("slug"), defaults=entry)
    if is_new:
        _relate(article, *related)


def _times(entry: dict) -> dict:
    if "in_days" not in entry:
        return {name: _instant(entry.pop(name)) for name in ("starts_at", "ends_at")}
    starts_at = at(entry.pop("in_days"), entry.pop("at"))
    return {"starts_at": starts_at, "ends_at": starts_at + dt.timedelta(hours=entry.pop("hours"))}


def _event(entry: dict) -> None:
    related = [entry.pop(name, []) for name in ("topics", "programmes", "communities")]
    entry |= _times(entry)
    entry["published_at"] = min(entry["starts_at"], timezone.now()) - dt.timedelta(days=7)
    event, is_new = Event.objects.get_or_create(slug=entry.pop("slug"), defaults=entry)
    if is_new:
        _relate(event, *related)


def build_news() -> None:
    data = read("news.toml")
    for entry in data["topic"]:
        Topic.objects.get_or_create(slug=entry.pop("slug"), defaults=entry)
    for entry in data["article"]:
        _article(entry)
    for entry in data["event"]:
        _event(entry)


def build_questions() -> None:
    for entry in read("faq.toml")["category"]:
        questions = entry.pop("question")
        category, _is_new = Category.objects.get_or_create(slug=entry.pop("slug"), defaults=entry)
        for order, question in enumerate(questions, start=1):
            values = {**question, "category": category, "order": order}
            Question.objects.get_or_create(anchor=values.pop("anchor"), defaults=values)
