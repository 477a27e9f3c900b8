"""Lists of the administration that grow with the years: nothing counts or reads a whole table."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib.admin import SimpleListFilter
from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin as _OfAdmin
else:
    _OfAdmin = object


class LongListPaginator(Paginator):
    """Counts to 10,000 and no further: whoever looks for something older narrows the list."""

    MOST = 10_000

    @cached_property
    def _counted(self) -> int:
        rows: Any = self.object_list
        some = rows.values("pk")[: self.MOST + 1]
        return some.count()

    @cached_property
    def count(self) -> int:
        return min(self._counted, self.MOST)

    @property
    def is_cut(self) -> bool:
        """Whether there are more rows than pages."""
        return self._counted > self.MOST


class LongList(_OfAdmin):
    """A list whose pages cost the same however many rows there are."""

    paginator = LongListPaginator
    show_full_result_count = False


class YearFilter(SimpleListFilter):
    """The years of a column of instants, in Yerevan's time; `field_name` names the column.

    Django's `date_hierarchy` reads the whole column for its list of years.
    """

    field_name = "published_at"
    title = _("year")
    parameter_name = "year"

    def lookups(self, request, model_admin):
        instants = model_admin.model._default_manager.exclude(
            **{self.field_name: None}
        ).values_list(self.field_name, flat=True)
        first = instants.order_by(self.field_name).first()
        last = instants.order_by(f"-{self.field_name}").first()
        if first is None or last is None:
            return []
        years = range(
            _year_of(last),
            _year_of(first) - 1,
            -1,
        )
        return [(str(year), str(year)) for year in years]

    def queryset(self, request, queryset):
        year = self.value()
        known = [str(choice) for choice, _label in self.lookup_choices]
        if year not in known:
            return queryset
        return queryset.filter(**{f"{self.field_name}__year": int(year)})


def _year_of(instant) -> int:
    return timezone.localtime(instant).year
