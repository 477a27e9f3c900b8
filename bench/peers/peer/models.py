from django.core.paginator import Paginator
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.contrib.forms.models import AbstractForm, AbstractFormField
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

ON_A_PAGE = 12


class HomePage(Page):
    """The newest articles."""

    template = "peer/list.html"

    def get_context(self, request, *args, **kwargs):
        newest = ArticlePage.objects.live().order_by("-date")[:6]
        return {**super().get_context(request), "articles": newest}


class NewsPage(Page):
    """The list of articles, in numbered pages."""

    template = "peer/list.html"

    def get_context(self, request, *args, **kwargs):
        articles = ArticlePage.objects.live().order_by("-date")
        pages = Paginator(articles, ON_A_PAGE)
        page = pages.get_page(request.GET.get("page"))
        return {**super().get_context(request), "articles": page}


class ArticlePage(Page):
    """A news item."""

    date = models.DateTimeField()
    lead = models.TextField(blank=True)
    body = RichTextField()
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
    ]


class PlainFormPage(AbstractForm):
    """Wagtail's own form: it keeps what was filled in, and nothing else."""

    template = "peer/form.html"
    landing_page_template = "peer/landing.html"


class PlainFormField(AbstractFormField):
    """A question of the plain form."""

    page = ParentalKey(
        PlainFormPage,
        on_delete=models.CASCADE,
        related_name="form_fields",
    )
