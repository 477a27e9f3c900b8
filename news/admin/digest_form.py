"""Which articles a newsletter has: those of its time, those chosen, and those looked for."""

from collections.abc import Iterable

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from content.search.keys import find_keys
from core.language.bilingual import text
from news.models import Article, Digest

#: of what was looked for
MOST_FOUND = 20


class DigestForm(forms.ModelForm):
    """Boxes to tick, newest first as in the letter; the thousand others are looked for by words."""

    articles = forms.ModelMultipleChoiceField(
        Article.objects.all(),
        label=_("Articles"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "What was published since the last newsletter, in the order of the letter."
        ),
    )
    find = forms.CharField(
        label=_("Look for other articles"),
        required=False,
        max_length=100,
        help_text=_(
            "Words of an article. “Save and look” adds what is found to the list above."
        ),
    )

    class Meta:
        model = Digest
        fields = "__all__"  # noqa: DJ007 - the fieldsets of the page name them

    def __init__(self, *args, found: str = "", **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "articles" not in self.fields:
            return  # who may only look sees them as a list
        chosen = self["articles"].value() or []
        field = self.fields["articles"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.choices = list(_choices(self.instance, chosen, found))


def _choices(
    digest: Digest,
    chosen: Iterable,
    words: str,
) -> Iterable[tuple[int, str]]:
    """Three statements, however many articles there are."""
    public = Article.objects.published()
    keys = set(
        public.filter(published_at__gte=digest.since).values_list(
            "pk",
            flat=True,
        )
        if digest.pk
        else []
    )
    keys |= {
        int(getattr(key, "pk", key))
        for key in chosen
        if str(getattr(key, "pk", key)).isdecimal()
    }
    if words.strip():
        found = find_keys(Article, Article.search_kind, words)
        some = public.filter(pk__in=found).newest()[:MOST_FOUND]
        keys |= set(some.values_list("pk", flat=True))
    rows = Article.objects.filter(pk__in=keys).newest().in_lists()
    return [(article.pk, _label(article)) for article in rows]


def _label(article: Article) -> str:
    at = article.published_at
    day = date_format(localtime(at), "DATE_FORMAT") if at else "–"
    return f"{text(article, 'title')} ({day})"
