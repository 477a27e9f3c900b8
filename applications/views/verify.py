"""Does a receipt's hash belong to a submission? Nothing else is revealed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from applications.submissions import receipts
from core.hashing import is_sha256

LONGEST_SHOWN = 100


def _answer(digest: str) -> str:
    if not digest:
        return ""
    if not is_sha256(digest):
        return "wrong"
    return "known" if receipts.is_known(digest) else "unknown"


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    digest = request.GET.get("hash", "").strip().lower()
    answer = _answer(digest)
    return render(
        request,
        "applications/verify.html",
        {"digest": digest[:LONGEST_SHOWN], "answer": answer},
        status=422 if answer == "wrong" else 200,
    )
