"""Pages of content as everyone reads them, and as staff see them before they are published."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.generic import DetailView

from content.models import Moved, Page


class ReadyDetail(DetailView):
    """A published page; in a language that is not ready it says so instead of copying the other.

    `previewed` is a thing that the caller may see although it is not public; `shared` the revision
    that someone without an account looks at.
    """

    untranslated = "content/untranslated.html"
    previewed = None
    shared = None

    def get_context_data(self, **kwargs):
        return super().get_context_data(shared=self.shared, **kwargs)

    def get_object(self, queryset=None):
        return self.previewed or super().get_object(queryset)

    def get(self, request, *args, **kwargs):
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            if moved := self._moved():
                return HttpResponsePermanentRedirect(moved)
            raise

    def _moved(self) -> str:
        model = self.get_queryset().model
        at = Moved.objects.filter(
            model=model._meta.label_lower, slug=self.kwargs["slug"]
        ).first()
        thing = at and self.get_queryset().filter(pk=at.object_id).first()
        query = self.request.META.get("QUERY_STRING", "")
        return (
            f"{thing.get_absolute_url()}{'?' if query else ''}{query}"
            if thing
            else ""
        )

    def render_to_response(self, context, **kwargs):
        if self.object.is_ready_in(get_language()):
            return super().render_to_response(context, **kwargs)
        return render(self.request, self.untranslated, context, status=404)


class PageDetail(ReadyDetail):
    """A page of its own: about, contact, accessibility, privacy."""

    template_name = "content/page.html"

    def get_queryset(self):
        return Page.objects.published()
