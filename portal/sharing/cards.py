"""The picture that stands for a page where its address is shared: 1200 by 630 pixels."""

import datetime as dt
import hashlib
import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from calls.models import Call
from communities.models import Community, Programme
from core.files.storage import names_in
from core.language.bilingual import text
from core.language.figures import YEREVAN, day_and_clock
from core.papers.pdf import make_png
from library.models import Course
from news.models import Article, Event

TEMPLATE = Path(__file__).parent / "card.typ"
FOLDER = "share"
#: what was asked for this long ago is made anew when it is asked for again
KEPT = dt.timedelta(days=180)
#: how many corners a range of hills has, and how high they rise
CORNERS, RISES = 9, {"far": 60, "middle": 45, "near": 30}


@dataclass(frozen=True)
class CardKind:
    """A kind of thing that can be shared: which of them are public, and what its card says."""

    things: Callable[[], Any]
    kicker: Callable[[Any], str]
    foot: Callable[[Any], str]
    title: str = "title"


def _call_foot(call: Call) -> str:
    closing = call.next_closing
    if closing is None:
        return ""
    return _("Deadline: %(when)s") % {"when": day_and_clock(closing)}


def _call_kicker(call: Call) -> str:
    if call.kind == Call.INTEREST:
        return _("Call for expressions of interest")
    return _("Call for proposals")


def _published_on(article: Article) -> str:
    there = timezone.localtime(article.published_at, YEREVAN)
    return date_format(there, "DATE_FORMAT")


KINDS = {
    "news": CardKind(
        Article.objects.published,
        lambda article: _("News"),
        _published_on,
    ),
    "events": CardKind(
        Event.objects.published,
        lambda event: str(event.get_kind_display()),
        lambda event: day_and_clock(event.starts_at),
    ),
    "calls": CardKind(
        lambda: Call.objects.exclude(status=Call.DRAFT),
        _call_kicker,
        _call_foot,
    ),
    "communities": CardKind(
        Community.objects.select_related("region").all,
        lambda community: _("Community"),
        lambda community: text(community.region, "name"),
        title="name",
    ),
    "programmes": CardKind(
        Programme.objects.all,
        lambda programme: _("Programme"),
        lambda programme: "",
        title="name",
    ),
    "learning": CardKind(
        Course.objects.published,
        lambda course: _("Community learning centre"),
        lambda course: "",
    ),
}


def _hills(key: str) -> dict[str, list[int]]:
    """Other hills for each thing, the same at every making."""
    chance = random.Random(key)  # noqa: S311 - a drawing, no secret
    return {
        name: [round(chance.random() * rise) for _corner in range(CORNERS)]
        for name, rise in RISES.items()
    }


def card_content(kind: CardKind, thing: Any) -> dict[str, Any]:
    """What the card of a thing says in the active language."""
    return {
        "language": get_language(),
        "kicker": kind.kicker(thing),
        "title": text(thing, kind.title),
        "foot": kind.foot(thing),
        "site": _("Covenant of Mayors and urban transformation"),
        "hills": _hills(f"{thing._meta.label_lower}{thing.pk}"),
    }


def card_picture(kind: CardKind, thing: Any) -> bytes:
    """The card as PNG: made once for what it says, then read."""
    content = card_content(kind, thing)
    said = json.dumps([content, TEMPLATE.stat().st_size], sort_keys=True)
    name = f"{FOLDER}/{hashlib.sha256(said.encode()).hexdigest()[:40]}.png"
    if default_storage.exists(name):
        with default_storage.open(name) as kept:
            return kept.read()
    picture = make_png(TEMPLATE, content)
    default_storage.save(name, ContentFile(picture))
    return picture


def forget_cards(now: dt.datetime | None = None) -> int:
    """Delete the cards made long ago, most of them of words that have changed; how many."""
    before = (now or timezone.now()) - KEPT
    _folders, names = names_in(default_storage, FOLDER)
    paths = [f"{FOLDER}/{name}" for name in names]
    old = [
        path
        for path in paths
        if default_storage.get_modified_time(path) < before
    ]
    for path in old:
        default_storage.delete(path)
    return len(old)
