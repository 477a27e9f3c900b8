from django.shortcuts import render
from wagtail.models import Page


def search(request):
    query = request.GET.get("q", "")
    found = Page.objects.live().search(query)[:20] if query else []
    return render(request, "peer/search.html", {"found": found})
