"""Paging that costs the same on the first page and on the last: no OFFSET and no COUNT.

A page is asked for by the address of the item beside it: `?before=<slug>` are the ones after it in
the list (older), `?after=<slug>` the newer ones, `?before=end` the oldest of all.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

END = "end"


class Dated(Protocol):
    """What a list is made of: published at an instant, found by its address."""

    pk: Any
    slug: str
    published_at: datetime | None


@dataclass(frozen=True)
class KeysetPage:
    """A page of a list that is ordered by `published_at` and key, newest first."""

    items: list
    newer: str = ""
    older: str = ""

    @property
    def is_first(self) -> bool:
        return not self.newer


def _older_than(item: Dated) -> Q:
    at, pk = item.published_at, item.pk
    return Q(published_at__lte=at) & (Q(published_at__lt=at) | Q(pk__lt=pk))


def _newer_than(item: Dated) -> Q:
    at, pk = item.published_at, item.pk
    return Q(published_at__gte=at) & (Q(published_at__gt=at) | Q(pk__gt=pk))


def narrowed(things: QuerySet, bound: Q) -> QuerySet:
    """The bound stands before those that are there already.

    Of two upper bounds of one column SQLite walks its index from the first that is written: from
    today's article, and not from the one asked for, half the table lies between them.
    """
    already = len(things.query.where.children)
    narrowed = things.filter(bound)
    conditions = narrowed.query.where.children
    conditions[:] = conditions[already:] + conditions[:already]
    return narrowed


def newest_first(things: QuerySet) -> QuerySet:
    return things.order_by("-published_at", "-pk")


def oldest_first(things: QuerySet) -> QuerySet:
    return things.order_by("published_at", "pk")


def older(things: QuerySet, item: Dated) -> QuerySet:
    """What comes after the item in the list, nearest first."""
    return newest_first(narrowed(things, _older_than(item)))


def newer(things: QuerySet, item: Dated) -> QuerySet:
    return oldest_first(narrowed(things, _newer_than(item)))


def _beside(things: QuerySet, slug: str) -> Dated:
    item = things.model._default_manager.published().filter(slug=slug).first()
    if item is None:
        raise Http404(
            _("This place in the list no longer exists. Start with the newest.")
        )
    return item


def keyset_page(
    things: QuerySet, size: int, *, before: str = "", after: str = ""
) -> KeysetPage:
    """One page; raises Http404 with a sentence for the reader when the place asked for is
    unknown.
    """
    backwards = before == END or bool(after)
    if before == END:
        ordered = oldest_first(things)
    elif after:
        ordered = newer(things, _beside(things, after))
    elif before:
        ordered = older(things, _beside(things, before))
    else:
        ordered = newest_first(things)
    fetched = list(ordered[: size + 1])
    is_cut, items = len(fetched) > size, fetched[:size]
    if backwards:
        items.reverse()
    if not items:
        return KeysetPage([])
    has_newer = is_cut if backwards else bool(before)
    has_older = before != END if backwards else is_cut
    return KeysetPage(
        items,
        items[0].slug if has_newer else "",
        items[-1].slug if has_older else "",
    )
