"""Many articles, to see how the portal bears them: real words in made-up order, marked as made."""

import datetime as dt
import itertools
import random

from django.db import connection, transaction
from django.db.models import ManyToManyField
from django.utils import timezone
from tqdm import tqdm

from communities.models import Community, Programme
from content.models import Topic
from content.search import entries
from core.text import rich_text
from news.models import Article

AT_ONCE = 1000
MARK = "bench"
FIRST = dt.timedelta(days=3650)


def _vocabulary() -> dict[str, list[str]]:
    """The words of the articles that are there, by language."""
    texts: dict[str, list[str]] = {"hy": [], "en": []}
    for article in Article.objects.exclude(slug__startswith=MARK):
        for language, words in texts.items():
            words += rich_text.plain_text(
                getattr(article, f"body_{language}") or "",
            ).split()
    return {language: words or ["բառ"] for language, words in texts.items()}


def _phrase(chance: random.Random, words: list[str], count: int) -> str:
    return " ".join(chance.choices(words, k=count))


def _article(
    n: int,
    at: dt.datetime,
    chance: random.Random,
    words: dict[str, list[str]],
) -> Article:
    fields = {}
    for language in (
        ("hy", "en") if n % 3 else ("hy",)
    ):  # a third is in Armenian only
        fields[f"title_{language}"] = (
            f"{_phrase(chance, words[language], 6)} {n}"[:300]
        )
        fields[f"lead_{language}"] = _phrase(chance, words[language], 15)
        paragraphs = (
            f"<p>{_phrase(chance, words[language], 60)}</p>" for _ in range(3)
        )
        fields[f"body_{language}"] = "".join(paragraphs)
    return Article(slug=f"{MARK}-{n}", published_at=at, **fields)


def _add_relations(
    articles: list[Article],
    chance: random.Random,
    things: dict[str, list],
) -> None:
    """To one topic, one programme and one community each, of different frequency."""
    for name, pool in things.items():
        field = Article._meta.get_field(name)
        assert isinstance(field, ManyToManyField)
        through = field.remote_field.through
        assert through is not None
        column = field.m2m_reverse_field_name()
        rows = (
            through(article=article, **{f"{column}_id": chance.choice(pool)})
            for article in articles
            if pool
        )
        through._default_manager.bulk_create(rows)


@transaction.atomic
def _write(
    articles: list[Article],
    chance: random.Random,
    things: dict[str, list],
) -> None:
    created = Article.objects.bulk_create(articles)
    _add_relations(created, chance, things)
    entries.write_entries(
        [entry for article in created for entry in entries.entries_of(article)],
    )


def build(count: int) -> None:
    """So many articles spread over ten years, with their search entries; already made ones are
    kept.
    """
    done = Article.objects.filter(slug__startswith=f"{MARK}-").count()
    chance, words = random.Random(count), _vocabulary()  # noqa: S311 - a crowd, not a secret
    things = {
        "topics": list(Topic.objects.values_list("pk", flat=True)),
        "programmes": list(Programme.objects.values_list("pk", flat=True)),
        "communities": list(Community.objects.values_list("pk", flat=True)),
    }
    start, step = timezone.now() - FIRST, FIRST / max(count, 1)
    articles = (
        _article(n, start + n * step, chance, words) for n in range(done, count)
    )
    with tqdm(total=count, initial=done, desc="articles", disable=None) as bar:
        while some := list(itertools.islice(articles, AT_ONCE)):
            _write(some, chance, things)
            bar.update(len(some))
    with connection.cursor() as cursor:
        cursor.execute(
            "ANALYZE",
        )  # both engines choose their way by what they know of the tables
