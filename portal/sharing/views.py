from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from core.papers.open_data import unless_unchanged
from portal.sharing import cards

A_DAY = 24 * 60 * 60


@require_safe
@unless_unchanged
def share_card(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """The picture for one public thing, in the language of the address."""
    found = cards.KINDS.get(kind)
    if found is None:
        raise Http404
    thing = get_object_or_404(found.things(), slug=slug)
    is_ready = getattr(thing, "is_ready_in", None)
    if is_ready and not is_ready(get_language()):
        raise Http404
    response = HttpResponse(
        cards.card_picture(found, thing), content_type="image/png"
    )
    patch_cache_control(response, public=True, max_age=A_DAY)
    return response
