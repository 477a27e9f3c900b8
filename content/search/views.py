from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from content.search import query, suggest
from content.search.kinds import kind_codes
from content.search.results import COUNTED
from core.web import posted

LONGEST = 200


def _suggestion(question: str) -> str:
    """Only what finds something now: words of what is not public yet stay unsaid."""
    better = suggest.suggestion(question)
    return (
        better if better and query.search(better, get_language()).groups else ""
    )


@require_safe
def search(request):
    """One box over everything public; a kind gives a longer list of its own."""
    question = " ".join(request.GET.get("q", "").split())[:LONGEST]
    kind = request.GET.get("kind", "")
    kind = kind if kind in kind_codes() else ""
    start = (
        min(posted.posted_number(request.GET.get("start", "")), COUNTED)
        if kind
        else 0
    )
    answer = query.search(
        question,
        get_language(),
        kind=kind,
        start=start,
    )
    return render(
        request,
        "content/search.html",
        {
            "asked": question,
            "kind": kind,
            "answer": answer,
            "is_foreign": answer.language != get_language(),
            "suggestion": _suggestion(question)
            if question and not answer.groups and not answer.pages
            else "",
            "previous": max(0, start - query.ON_A_PAGE) if start else None,
            "following": start + query.ON_A_PAGE,
            "start": start,
        },
    )
