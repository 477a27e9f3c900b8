"""Numbered pages of a list whose rows are costly: first the keys of a page, then those rows."""

from typing import Any

from django.core.paginator import Page, Paginator


class KeyedPaginator(Paginator):
    """Subqueries of annotated columns are asked for the rows of one page, not of a whole table."""

    def page(self, number: int | str) -> Page:
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        rows: Any = self.object_list
        keys = list(
            rows.values_list("pk", flat=True)[first : first + self.per_page]
        )
        return Page(
            rows.filter(pk__in=keys),
            number,
            self,
        )
