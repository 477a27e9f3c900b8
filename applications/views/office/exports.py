"""Exports of a lot: ordered, left and returned to, downloaded after the same permission."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.http import FileResponse, Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from applications.models import Export
from applications.office import exporting
from applications.views.office.doing import lot_of, officers_only
from core.language.bilingual import active_language


@require_POST
@officers_only
def order(request, slug: str, number: int):
    kind = request.POST.get("kind", "")
    if kind not in dict(Export.KINDS):
        return redirect("office:board", slug)
    try:
        export = exporting.request_export(
            lot_of(slug, number),
            kind,
            by=request.user,
            language=active_language(),
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("office:board", slug)
    return redirect("office:export", export.uuid)


def _one(uuid) -> Export:
    export = get_object_or_404(
        Export.objects.select_related("lot__call", "lot__opening", "asked_by"),
        uuid=uuid,
    )
    if exporting.is_sealed(export.lot):
        raise Http404
    return export


@require_safe
@officers_only
def export(request, uuid):
    one = _one(uuid)
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse(
            {"state": one.state, "done": one.done, "total": one.total}
        )
    return render(
        request, "office/export.html", {"export": one, "call": one.lot.call}
    )


@require_safe
@officers_only
def download(request, uuid):
    one = _one(uuid)
    if one.state != Export.DONE:
        raise Http404
    stored = storages["private"].open(one.storage_key)
    name = f"{one.lot}-{one.asked_at:%Y%m%d}.{one.kind}"
    return FileResponse(
        stored,
        as_attachment=True,
        filename=name,
        content_type=exporting.TYPES[one.kind],
    )
