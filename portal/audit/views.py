"""The log of changes, for administrators."""

import csv

from django.core.paginator import Paginator
from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.papers.cells import harmless_cell
from portal.audit import log
from portal.people.finding import administrators_only

PAGE = 50


def _asked(request) -> tuple[log.LogFilter, dict]:
    form = log.LogFilter(request.GET)
    return form, form.cleaned_data if form.is_valid() else {}


@require_safe
@administrators_only
def changes(request):
    form, criteria = _asked(request)
    entries = log.narrowed_log(criteria)
    page = Paginator(entries, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page_obj": page,
        "rows": [log.log_row(entry) for entry in page],
        "asked": request.GET.urlencode(),
    }
    return render(request, "audit/changes.html", context)


class _Line:
    """A file that gives each line back, so that a long table is written while it is sent."""

    def write(self, line: str) -> str:
        return line


@require_safe
@administrators_only
def changes_table(request):
    """The same as CSV, all pages."""
    _form, criteria = _asked(request)
    writer = csv.writer(_Line())
    head = [
        _("when"),
        _("who"),
        _("action"),
        _("kind"),
        _("what"),
        _("changes"),
    ]
    rows = log.log_rows(log.narrowed_log(criteria))

    def lines():
        yield "\ufeff"
        yield writer.writerow(head)
        for row in rows:
            yield writer.writerow([harmless_cell(cell) for cell in row])

    response = StreamingHttpResponse(lines(), "text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="changes.csv"'
    return response
