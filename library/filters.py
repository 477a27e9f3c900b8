import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communities.models import Programme
from content.models import Topic
from core.keeping.selects import QuickSelect
from library.models import Resource


def _years() -> list[tuple[int, str]]:
    years = (
        Resource.objects.published()
        .exclude(year=None)
        .values_list("year", flat=True)
    )
    return [(year, str(year)) for year in years.order_by("-year").distinct()]


class ResourceFilter(django_filters.FilterSet):
    """What the library can be asked; lives in the query string."""

    kind = django_filters.ChoiceFilter(
        label=_("Kind"),
        choices=Resource.KINDS,
        empty_label=_("All kinds"),
        widget=QuickSelect("resource kinds"),
    )
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
    language = django_filters.ChoiceFilter(
        label=_("Language of the resource"),
        method="in_language",
        empty_label=_("All languages"),
        widget=QuickSelect("languages"),
        choices=[
            ("hy", _("Armenian")),
            ("en", _("English")),
            ("ru", _("Russian")),
        ],
    )
    year = django_filters.ChoiceFilter(
        label=_("Year"),
        choices=_years,
        empty_label=_("All years"),
        widget=QuickSelect("resource years"),
    )

    class Meta:
        model = Resource
        fields: list[str] = []

    def in_language(self, resources, name, value):
        return resources.filter(Q(language=value) | Q(language__contains=value))
