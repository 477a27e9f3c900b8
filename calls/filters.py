import django_filters
from django.utils.translation import gettext_lazy as _

from calls.models import Call
from communities.models import Programme
from core.keeping.selects import QuickSelect


class CallFilter(django_filters.FilterSet):
    """What the list of calls can be asked; lives in the query string."""

    kind = django_filters.ChoiceFilter(
        label=_("Kind"),
        choices=Call.KINDS,
        empty_label=_("All kinds"),
        widget=QuickSelect("call kinds"),
    )
    programme = django_filters.ModelChoiceFilter(
        label=_("Programme"),
        queryset=Programme.objects.all(),
        to_field_name="slug",
        empty_label=_("All programmes"),
        widget=QuickSelect("programmes"),
    )

    class Meta:
        model = Call
        fields: list[str] = []
