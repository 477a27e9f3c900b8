"""What one wants right after publishing: the address, to copy and to share, and what comes next."""

from django.conf import settings
from django.contrib import admin
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from content.editing.views.doors import staff_only, thing_of
from core.language.bilingual import LANGUAGES, in_language


@staff_only
@require_safe
def published(request, model: str, number: int):
    """The addresses of a public thing in the languages it is ready in; 404 while it is not
    public.
    """
    model_admin, thing = thing_of(request, model, number)
    if not getattr(thing, "is_public", False):
        raise Http404
    path = thing.get_absolute_url()
    addresses = [
        (language, settings.SITE_URL + in_language(path, language))
        for language in LANGUAGES
        if thing.is_ready_in(language)
    ]
    context = {
        **admin.site.each_context(request),
        "thing": thing,
        "opts": model_admin.opts,
        "addresses": addresses,
    }
    return render(request, "admin/content/published.html", context)
