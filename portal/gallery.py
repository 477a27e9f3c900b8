"""Every component in every state, for the eyes of staff and for tests."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from calls.models import Call
from core.language import state_labels
from news.models import Article

#: the longest title we know
LONGEST_TITLE = (
    "«Քաղաքապետերի դաշնագրի խթանումը ԱԼԳ երկրներում» խորագրով աշխատաժողով Մինսկում՝"
    " ուղղված հաղորդակցության ոլորտի զարգացմանը"
)


@require_safe
@login_required
def gallery(request) -> HttpResponse:
    if not request.user.is_staff:
        raise PermissionDenied
    return render(
        request,
        "gallery.html",
        {
            "calls": Call.objects.published().with_parts()[:3],
            "states": state_labels.known_states(),
            "longest": LONGEST_TITLE,
            "samples": [Article(pk=1), Article(pk=2)],
        },
    )
