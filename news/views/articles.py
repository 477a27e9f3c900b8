from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content import pictures_in_text
from content.scenes import know_scenes, tell_scene
from content.views import ReadyDetail
from core.database import keyset
from core.language.bilingual import text
from news import archive, linked_data
from news.filters import ArticleFilter, month_name
from news.models import Article
from news.related import related_things
from news.scenes import related_hint

ON_A_PAGE = 12


def _page(request, articles) -> keyset.KeysetPage:
    if "page" in request.GET:
        raise Http404(
            _(
                "The list of news has no numbered pages. Start with the "
                "newest, or choose a month."
            )
        )
    at = {name: request.GET.get(name, "") for name in ("before", "after")}
    return keyset.keyset_page(articles.in_lists(), ON_A_PAGE, **at)


@require_safe
def article_list(request):
    article_filter = ArticleFilter(
        request.GET, queryset=Article.objects.published()
    )
    articles = (
        article_filter.qs
        if article_filter.is_valid()
        else Article.objects.none()
    )
    is_whole = not any(
        request.GET.get(name)
        for name in [*article_filter.filters, "before", "after"]
    )
    lead = archive.lead_story() if is_whole else None
    page = _page(request, articles.exclude(pk=lead.pk) if lead else articles)
    know_scenes([lead, *page.items] if lead else page.items)
    return render(
        request,
        "news/article_list.html",
        {
            "filter": article_filter,
            "lead": lead,
            "latest": archive.latest(),
            "next_events": archive.next_events(),
            "page": page,
        },
    )


@require_safe
def article_month(request, year: int, month: int):
    try:
        articles = archive.in_month(Article.objects.published(), year, month)
    except ValueError:
        raise Http404(_("There is no such month.")) from None
    earlier, later = archive.months_beside(year, month)
    page = _page(request, articles)
    know_scenes(page.items)
    return render(
        request,
        "news/article_month.html",
        {
            "page": page,
            "name": month_name(year, month),
            "latest": archive.latest(),
            "next_events": archive.next_events(),
            "earlier": earlier,
            "later": later,
        },
    )


class ArticleDetail(ReadyDetail):
    template_name = "news/article_detail.html"

    def get_queryset(self):
        return Article.objects.published()

    def get_object(self, queryset=None):
        article = self.previewed or archive.published_article(
            self.kwargs["slug"]
        )
        if article is None:
            raise Http404
        return article

    def get_context_data(self, **kwargs):
        article = self.object
        newer, older = archive.neighbours(article)
        related = related_things(article)
        if not article.lead_picture_id:
            tell_scene(article, related_hint(related))
        return super().get_context_data(
            latest=archive.latest(),
            next_events=archive.next_events(),
            newer=newer,
            older=older,
            has_gallery_inside=pictures_in_text.has_gallery(
                text(article, "body")
            ),
            related=related,
            linked_data=linked_data.article_data(article, related),
            **kwargs,
        )
