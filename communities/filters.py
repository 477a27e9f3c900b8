import django_filters
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from communities.models import (
    ActionPlan,
    Adhesion,
    Community,
    Membership,
    Region,
)
from communities.models.country import STATUSES
from core.keeping.selects import QuickSelect

#: population classes of the official register: code → (at least, less than)
SIZES = {
    "xs": (0, 10_000),
    "s": (10_000, 50_000),
    "m": (50_000, 250_000),
    "l": (250_000, None),
}
SIZE_LABELS = [
    ("xs", _("under 10,000")),
    ("s", _("10,000 to 50,000")),
    ("m", _("50,000 to 250,000")),
    ("l", _("250,000 or more")),
    ("unknown", _("not known")),
]
PROGRAMMES = [
    ("covenant", _("Covenant of Mayors")),
    ("no-covenant", _("not in the Covenant")),
    ("m4eg", _("Mayors for Economic Growth")),
]
SORTS = [
    ("name", _("alphabetical order")),
    ("population", _("population")),
    ("date", _("date of adhesion")),
]


def adhesion_years() -> list[tuple[str, str]]:
    """The years in which somebody joined, newest first."""
    years = Adhesion.objects.filter(precision=Adhesion.EXACT).dates(
        "joined_on", "year", order="DESC"
    )
    return [(str(day.year), str(day.year)) for day in years]


def _adhesions(**conditions) -> Exists:
    return Exists(
        Adhesion.objects.filter(community=OuterRef("pk"), **conditions)
    )


class CommunityFilter(django_filters.FilterSet):
    """What the catalogue can be asked; lives in the query string."""

    q = django_filters.CharFilter(
        label=_("Name"), method="by_name", max_length=100
    )
    region = django_filters.ModelChoiceFilter(
        label=_("Region"),
        queryset=Region.objects.only(
            "name_hy", "name_en", "slug", "hd002_code"
        ),
        to_field_name="slug",
        empty_label=_("All regions"),
        widget=QuickSelect("regions"),
    )
    programme = django_filters.ChoiceFilter(
        label=_("Programme"),
        method="by_programme",
        empty_label=_("All"),
        choices=PROGRAMMES,
        widget=QuickSelect("programmes of communities"),
    )
    status = django_filters.ChoiceFilter(
        label=_("Status, January 2024"),
        field_name="published_status",
        empty_label=_("All"),
        choices=STATUSES,
        widget=QuickSelect("statuses"),
    )
    horizon = django_filters.ChoiceFilter(
        label=_("Commitment"),
        method="by_horizon",
        empty_label=_("All"),
        choices=[(str(year), str(year)) for year in (2020, 2030, 2050)],
        widget=QuickSelect("horizons"),
    )
    size = django_filters.ChoiceFilter(
        label=_("Population"),
        method="by_size",
        empty_label=_("All"),
        choices=SIZE_LABELS,
        widget=QuickSelect("sizes"),
    )
    plan = django_filters.ChoiceFilter(
        label=_("Action plan"),
        method="by_plan",
        empty_label=_("All"),
        choices=[("yes", _("recorded")), ("no", _("not recorded"))],
        widget=QuickSelect("plans"),
    )
    year = django_filters.ChoiceFilter(
        label=_("Joined in"),
        method="by_year",
        empty_label=_("All"),
        choices=adhesion_years,
        widget=QuickSelect("years of adhesion"),
    )
    scope = django_filters.ChoiceFilter(
        label=_("Communities"),
        method="in_scope",
        empty_label=_("current ones"),
        choices=[("all", _("former ones too"))],
        widget=QuickSelect("scopes"),
    )
    sort = django_filters.ChoiceFilter(
        label=_("Sort by"),
        method="sorted_by",
        empty_label=None,
        null_label=None,
        choices=SORTS,
        widget=QuickSelect("sorts"),
    )

    class Meta:
        model = Community
        fields: list[str] = []

    def in_scope(self, queryset, name, value):
        return queryset  # `found` leaves the former ones out unless they are asked for

    def by_name(self, queryset, name, value):
        return queryset.matching(value).order_by(
            "is_former", "-is_named", *queryset.query.order_by
        )

    def by_programme(self, queryset, name, value):
        if value == "m4eg":
            return queryset.filter(
                Exists(Membership.objects.filter(community=OuterRef("pk")))
            )
        joined = _adhesions()
        return queryset.filter(joined if value == "covenant" else ~joined)

    def by_horizon(self, queryset, name, value):
        return queryset.filter(_adhesions(**{f"for_{value}": True}))

    def by_size(self, queryset, name, value):
        if value == "unknown":
            return queryset.filter(population=None)
        least, below = SIZES[value]
        within = Q(population__gte=least)
        return queryset.filter(
            within & Q(population__lt=below) if below else within
        )

    def by_plan(self, queryset, name, value):
        has = Exists(ActionPlan.objects.filter(community=OuterRef("pk")))
        return queryset.filter(has if value == "yes" else ~has)

    def by_year(self, queryset, name, value):
        return queryset.filter(
            _adhesions(joined_on__year=int(value), precision=Adhesion.EXACT)
        )

    def sorted_by(self, queryset, name, value):
        order = {"population": "population", "date": "last_adhesion"}.get(value)
        return (
            queryset.order_by(F(order).desc(nulls_last=True), "hd002_code")
            if order
            else queryset
        )

    @property
    def communities(self) -> QuerySet[Community]:
        """What was asked for; nothing when the question is nonsense. A former community is found by
        its name, or among those that joined."""
        if not self.is_valid():
            return self.queryset.none()
        criteria = self.form.cleaned_data
        about_adhesions = criteria["programme"] == "covenant" or any(
            criteria[name] for name in ("status", "horizon", "year")
        )
        shows_former = criteria["q"] or criteria["scope"] or about_adhesions
        return self.qs if shows_former else self.qs.current()
