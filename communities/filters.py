import django_filters
from django.utils.translation import gettext_lazy as _

from communities.models import Community, Region


class CommunityFilter(django_filters.FilterSet):
    """What the catalogue can be asked; lives in the query string."""

    q = django_filters.CharFilter(label=_("Name"), method="search")
    region = django_filters.ModelChoiceFilter(
        label=_("Region"), queryset=Region.objects.all(), to_field_name="slug", empty_label=_("All regions")
    )
    signatory = django_filters.ChoiceFilter(
        label=_("Covenant"), method="by_adhesion", empty_label=_("All communities"),
        choices=[("yes", _("signatories")), ("no", _("not signatories"))],
    )  # fmt: skip

    class Meta:
        model = Community
        fields: list[str] = []

    def search(self, queryset, name, value):
        return queryset.matching(value)

    def by_adhesion(self, queryset, name, value):
        return queryset.filter(adhesions__isnull=value == "no").distinct()
