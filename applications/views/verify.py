"""Does a receipt's hash belong to a submission? Nothing else is revealed."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from applications.submissions import receipts
from core.hashing import is_sha256

LONGEST_SHOWN = 100


#: what stands on a receipt too: UI26-L2-0007
REFERENCE = re.compile(r"^[a-z0-9]+-l\d+-\d{4,}$")


def _answer(digest: str) -> str:
    if not digest:
        return ""
    if REFERENCE.match(digest):
        return "reference"
    if not is_sha256(digest):
        return "wrong"
    return "known" if receipts.is_known(digest) else "unknown"


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    digest = "".join(request.GET.get("hash", "").split()).lower()
    answer = _answer(digest)
    is_wrong = answer in ("wrong", "reference")
    response = render(
        request,
        "applications/verify.html",
        {
            "digest": digest[:LONGEST_SHOWN],
            "answer": answer,
            "is_wrong": is_wrong,
        },
        status=422 if is_wrong else 200,
    )
    if digest:  # the answer is another as soon as somebody submits
        patch_cache_control(response, private=True, no_store=True)
    return response
