"""The journal of a month for the auditor: chosen on a page, taken as a table."""

import io
import itertools

from django.http import FileResponse, Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import office_only
from applications.office.export_tables import write_csv
from core.months import FIRST_YEAR, LAST_YEAR
from evaluation.reports import monthly


@require_safe
@office_only
def journals(request):
    """The months of which there is something to read."""
    months = monthly.months_with_entries(seen_by=request.user)
    context = {"months": months}
    return render(request, "evaluation/journals.html", context)


@require_safe
@office_only
def journal_of_month(request, year: int, month: int):
    if not (1 <= month <= 12 and FIRST_YEAR <= year <= LAST_YEAR):
        raise Http404
    held = io.BytesIO()
    rows = monthly.journal_rows(year, month, seen_by=request.user)
    write_csv(held, itertools.chain([monthly.journal_heads()], rows))
    held.seek(0)
    return FileResponse(
        held,
        as_attachment=True,
        filename=f"journal-{year}-{month:02}.csv",
        content_type="text/csv; charset=utf-8",
    )
