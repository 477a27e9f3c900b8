"""The lists of the administration are searched as the site is: in any case form and spelling."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from content.search.keys import find_keys

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin as _OfAdmin
else:
    _OfAdmin = object


class IndexSearch(_OfAdmin):
    """For lists of what is `Searchable`; Django's own search reads every row of the table."""

    search_help_text = _(
        "Words in any form; the last may be unfinished. At most the 500 newest are found."
    )

    def get_search_results(self, request, queryset, search_term):
        """At most 500 things that have every word, drafts too; the last word may be unfinished."""
        if not search_term.strip():
            return queryset, False
        keys = find_keys(
            self.model,
            self.model.search_kind,
            search_term,
        )
        return queryset.filter(pk__in=keys), False
