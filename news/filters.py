import django_filters
from django.utils.translation import gettext_lazy as _

from communities.models import Programme
from news.models import Article, Topic


class ArticleFilter(django_filters.FilterSet):
    """What the newsroom can be asked; lives in the query string."""

    topic = django_filters.ModelChoiceFilter(
        field_name="topics", label=_("Topic"), queryset=Topic.objects.all(), to_field_name="slug",
        empty_label=_("All topics"),
    )  # fmt: skip
    programme = django_filters.ModelChoiceFilter(
        field_name="programmes", label=_("Programme"), queryset=Programme.objects.all(),
        to_field_name="slug", empty_label=_("All programmes"),
    )  # fmt: skip

    class Meta:
        model = Article
        fields: list[str] = []
