"""The library for the editor's chooser: what is there, and taking in new files."""

import uuid

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import Http404, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from content import pictures as library
from content import pictures_in_text
from content.editing.gallery import MOST
from content.editing.picture_upload import unsaid_notice
from content.editing.views.doors import staff_only
from content.models import Picture
from core.text.reading import read_line
from core.web import posted

ON_A_PAGE = 24
#: what is said of a picture → its greatest length
TEXTS = {
    "alt_hy": 250,
    "alt_en": 250,
    "caption_hy": 250,
    "caption_en": 250,
    "credit": 150,
}


def _picture_data(picture: Picture) -> dict:
    return {
        "uid": str(picture.uid),
        "name": picture.name,
        "url": picture.url(picture.widths[0]),
        "alt_hy": picture.alt_hy or "",
        "alt_en": picture.alt_en or "",
        "edit": reverse("admin:content_picture_change", args=[picture.pk]),
    }


def _by_keys(wanted: list[str]) -> list[Picture]:
    """Those of the keys that are in the library, in the order asked."""
    keys = [
        uuid.UUID(key) for key in wanted[:MOST] if pictures_in_text.is_key(key)
    ]
    by_key = Picture.objects.in_bulk(keys, field_name="uid")
    return [by_key[key] for key in keys if key in by_key]


def _matching_pictures(query: str):
    matching = Picture.objects.all()
    for word in query.split()[:6]:
        condition = Q(name__icontains=word)
        for name in TEXTS:
            condition |= Q(**{f"{name}__icontains": word})
        matching = matching.filter(condition)
    return matching


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def pictures(request):
    """GET: a page of the library (`q`, `start`, or `uid` several times).

    POST: take in one file, or describe the picture `uid` where the library says nothing of it.
    """
    if request.method == "POST":
        return (
            _describe(request) if "uid" in request.POST else _take_in(request)
        )
    if not request.user.has_perm("content.view_picture"):
        raise PermissionDenied
    if wanted := request.GET.getlist("uid"):
        return JsonResponse(
            {
                "pictures": [_picture_data(one) for one in _by_keys(wanted)],
                "following": None,
            }
        )
    at = posted.posted_number(request.GET.get("start", ""))
    matching = list(
        _matching_pictures(request.GET.get("q", "")[:100])[
            at : at + ON_A_PAGE + 1
        ]
    )
    following = at + ON_A_PAGE if len(matching) > ON_A_PAGE else None
    return JsonResponse(
        {
            "pictures": [_picture_data(one) for one in matching[:ON_A_PAGE]],
            "following": following,
        }
    )


def _posted_texts(request) -> dict[str, str]:
    return {
        name: read_line(request.POST.get(name, ""))[:most]
        for name, most in TEXTS.items()
    }


def _describe(request) -> JsonResponse:
    if not request.user.has_perm("content.change_picture"):
        raise PermissionDenied
    known = _by_keys(request.POST.getlist("uid")[:1])
    if not known:
        raise Http404
    words = _posted_texts(request)
    picture = library.complete_picture(known[0], words, request.user)
    answer = {**_picture_data(picture), "unsaid": unsaid_notice(picture, words)}
    return JsonResponse(answer)


def _take_in(request) -> JsonResponse:
    if not request.user.has_perm("content.add_picture"):
        raise PermissionDenied
    upload = request.FILES.get("file")
    if upload is None:
        return JsonResponse({"error": "no file"}, status=422)
    try:
        words = _posted_texts(request)
        picture = library.keep_picture(upload, by=request.user, **words)
        answer = {
            **_picture_data(picture),
            "unsaid": unsaid_notice(picture, words),
        }
        return JsonResponse(answer, status=201)
    except ValidationError as error:
        return JsonResponse({"error": error.messages[0]}, status=422)
