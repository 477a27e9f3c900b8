import re

import django_filters
from django.db.models import QuerySet
from django.utils.dates import MONTHS
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from communities.choosing import CommunityChoiceFilter, CommunitySelect
from communities.models import Community, Programme
from content.models import Topic
from core import months
from core.keeping.selects import QuickSelect
from news import archive
from news.models import Article, Event

A_MONTH = re.compile(r"^(\d{4})-(\d{2})$")


def month_of(text: str) -> tuple[int, int]:
    """(year, month) of '2025-08'; raises ValueError for what is no month."""
    match = A_MONTH.match(text)
    if (
        not match
        or not 1 <= int(match[2]) <= 12
        or not months.FIRST_YEAR <= int(match[1]) <= months.LAST_YEAR
    ):
        raise ValueError(text)
    return int(match[1]), int(match[2])


def _months() -> list[tuple[str, str]]:
    return [
        (f"{day:%Y-%m}", month_name(day.year, day.month))
        for day in archive.months()
    ]


def month_name(year: int, month: int) -> str:
    """«Օգոստոս 2025», "August 2025"."""
    name = str(MONTHS[month])
    return f"{name[:1].upper() if get_language() == 'en' else name[:1]}{name[1:]} {year}"


#: what stands in the calendar by query: not events of ours
DEADLINE, DUTY = "deadline", "duty"
OTHER_KINDS = [
    (DEADLINE, _("deadline of a call")),
    (DUTY, _("duty of a community")),
]
EVENT_KINDS = [*Event.KINDS, *OTHER_KINDS]


def communities_by_name(request) -> QuerySet[Community]:
    """Asked for each page: the order is that of its language."""
    return Community.objects.alphabetical()


class ArticleFilter(django_filters.FilterSet):
    """What the newsroom can be asked; lives in the query string."""

    topic = django_filters.ModelChoiceFilter(
        field_name="topics",
        label=_("Topic"),
        queryset=Topic.objects.all(),
        to_field_name="slug",
        empty_label=_("All topics"),
        widget=QuickSelect("topics"),
    )
    programme = django_filters.ModelChoiceFilter(
        field_name="programmes",
        label=_("Programme"),
        queryset=Programme.objects.all(),
        to_field_name="slug",
        empty_label=_("All programmes"),
        widget=QuickSelect("programmes"),
    )
    community = CommunityChoiceFilter(
        field_name="communities",
        label=_("Community"),
        queryset=communities_by_name,
        to_field_name="slug",
        empty_label=_("All communities"),
        widget=CommunitySelect(),
    )
    month = django_filters.ChoiceFilter(
        label=_("Month"),
        choices=_months,
        method="of_month",
        empty_label=_("All months"),
        widget=QuickSelect("months"),
    )

    class Meta:
        model = Article
        fields: list[str] = []

    def of_month(self, articles, name, value):
        return archive.in_month(articles, *month_of(value))


class EventFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(
        label=_("Kind"),
        choices=EVENT_KINDS,
        method="of_kind",
        empty_label=_("All kinds"),
        widget=QuickSelect("event kinds"),
    )
    programme = django_filters.ModelChoiceFilter(
        field_name="programmes",
        label=_("Programme"),
        queryset=Programme.objects.all(),
        to_field_name="slug",
        empty_label=_("All programmes"),
        widget=QuickSelect("programmes"),
    )
    community = CommunityChoiceFilter(
        field_name="communities",
        label=_("Community"),
        queryset=communities_by_name,
        to_field_name="slug",
        empty_label=_("All communities"),
        widget=CommunitySelect(),
    )

    class Meta:
        model = Event
        fields: list[str] = []

    def of_kind(self, events, name, value):
        return events.filter(kind=value)
