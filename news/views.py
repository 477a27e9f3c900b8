from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.generic import DetailView, ListView
from django.views.generic.dates import MonthArchiveView

from news import calendars
from news.filters import ArticleFilter
from news.models import Article, Event


def latest_with_times():
    """The side list: six latest, with their hour."""
    return Article.objects.published().newest()[:6]


class ReadyDetail(DetailView):
    """A published page; in a language that is not ready it says so instead of copying the other."""

    untranslated = ""

    def render_to_response(self, context, **kwargs):
        if self.object.is_ready_in(get_language()):
            return super().render_to_response(context, **kwargs)
        return render(self.request, self.untranslated, context, status=404)


class ArticleList(ListView):
    template_name = "news/article_list.html"
    paginate_by = 12

    def get_queryset(self):
        articles = Article.objects.published().newest()
        self.filter = ArticleFilter(self.request.GET, queryset=articles)
        return self.filter.qs if self.filter.is_valid() else articles.none()

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            filter=self.filter, latest=latest_with_times(),
            months=Article.objects.published().datetimes("published_at", "month", order="DESC")[:12],
            **kwargs,
        )  # fmt: skip


class ArticleMonth(MonthArchiveView):
    template_name = "news/article_month.html"
    date_field = "published_at"
    month_format = "%m"
    paginate_by = 50
    allow_empty = True

    def get_queryset(self):
        return Article.objects.published().newest()


class ArticleDetail(ReadyDetail):
    template_name = "news/article_detail.html"
    untranslated = "news/untranslated.html"

    def get_queryset(self):
        return Article.objects.published().prefetch_related("topics", "programmes", "communities")

    def get_context_data(self, **kwargs):
        return super().get_context_data(latest=latest_with_times(), **kwargs)


class EventList(ListView):
    template_name = "news/event_list.html"

    def get_queryset(self):
        return Event.objects.published().upcoming()

    def get_context_data(self, **kwargs):
        return super().get_context_data(past=Event.objects.published().past()[:12], **kwargs)


class EventDetail(ReadyDetail):
    template_name = "news/event_detail.html"
    untranslated = "news/untranslated.html"

    def get_queryset(self):
        return Event.objects.published().prefetch_related("programmes", "communities")


def event_calendar(request, slug: str) -> HttpResponse:
    event = get_object_or_404(Event.objects.published(), slug=slug)
    return _calendar([event], f"{slug}.ics")


def calendar(request) -> HttpResponse:
    return _calendar(Event.objects.published().order_by("starts_at", "pk"), "calendar.ics")


def _calendar(events, name: str) -> HttpResponse:
    response = HttpResponse(calendars.of(events), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
