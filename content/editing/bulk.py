"""What is done to many at once says first what it will do."""

from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

NAMED = 20


def ask_first(
    model_admin: ModelAdmin,
    request: HttpRequest,
    things: QuerySet,
    sentence: str | Promise,
) -> HttpResponse | None:
    """A page that names what is chosen and what becomes of it; None once it was answered."""
    if "confirmed" in request.POST:
        return None
    count = things.count()
    context = {
        **model_admin.admin_site.each_context(request),
        "title": sentence,
        "opts": model_admin.opts,
        "things": things[:NAMED],
        "count": count,
        "more": max(count - NAMED, 0),
        "chosen": request.POST.getlist(ACTION_CHECKBOX_NAME),
        "action": request.POST.get("action", ""),
        "across": request.POST.get("select_across", "0"),
    }
    return render(request, "admin/content/bulk.html", context)
