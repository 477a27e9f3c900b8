"""Exports of a lot: ordered, left and returned to, downloaded after the same permission."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.http import FileResponse, Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from applications.models import Export
from applications.office import exporting
from applications.views.office.doing import call_of, lot_of, officers_only
from core.language.bilingual import active_language
from core.web.post_only import post_only


def _ordered(request, slug: str, request_it: Callable[..., Export]):
    try:
        export = request_it(
            by=request.user,
            language=active_language(),
            personal_reason=request.POST.get("personal_reason", ""),
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("office:board", slug)
    return redirect("office:export", export.uuid)


@post_only("office:board", "slug")
@officers_only
def order(request, slug: str, number: int):
    kind = request.POST.get("kind", "")
    if kind not in dict(Export.KINDS):
        return redirect("office:board", slug)
    lot = lot_of(slug, number)
    return _ordered(request, slug, partial(exporting.request_export, lot, kind))


@post_only("office:board", "slug")
@officers_only
def order_of_call(request, slug: str):
    call = call_of(slug)
    return _ordered(request, slug, partial(exporting.request_call_export, call))


def _unsealed_export(uuid) -> Export:
    export = get_object_or_404(
        Export.objects.select_related("lot__call", "call", "asked_by"),
        uuid=uuid,
    )
    if not exporting.lots_of(export):
        raise Http404
    return export


@require_safe
@officers_only
def export(request, uuid):
    export = _unsealed_export(uuid)
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse(
            {"state": export.state, "done": export.done, "total": export.total}
        )
    return render(
        request,
        "office/export.html",
        {"export": export, "call": export.call_of_lots},
    )


@require_safe
@officers_only
def download(request, uuid):
    export = _unsealed_export(uuid)
    if export.state != Export.DONE or not export.storage_key:
        raise Http404
    stored = storages["private"].open(export.storage_key)
    name = f"{export.code}-{export.asked_at:%Y%m%d}.{export.kind}"
    return FileResponse(
        stored,
        as_attachment=True,
        filename=name,
        content_type=exporting.TYPES[export.kind],
    )
