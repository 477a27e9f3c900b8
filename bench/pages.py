"""Times of the readers' pages on the database that is configured: `make bench`.

Prints, for each page, the median of some rounds, how many queries it took and the slowest of them.
Nothing here is a test: machines differ, ratios hold.
"""

import os
import statistics
import sys
import time
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.db import connection, reset_queries  # noqa: E402 - after the settings
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from news.models import Article  # noqa: E402

ROUNDS = 9


def pages() -> dict[str, str]:
    count = Article.objects.count()
    middle = Article.objects.order_by("pk")[count // 2]
    return {
        "home": "/hy/",
        "list, first page": "/hy/news/",
        "list, last page": "/hy/news/?before=end",
        "list of a topic": "/hy/news/?topic=climate",
        "list of a month": "/hy/news/2022/05/",
        "article": f"/hy/news/{middle.slug}/",
        "events": "/hy/events/",
        "feed": "/hy/news/feed.atom",
        "search, frequent word": "/hy/search/?q=ծրագիր",
        "search, two words": "/hy/search/?q=դաշնագիր+համայնք",
        "search, rare word": "/hy/search/?q=Կապուկչյան",
        "search, nothing": "/hy/search/?q=անգոյաբառ",
        "library": "/hy/library/",
        "learning": "/hy/learning/",
    }


def measure(client: Client, path: str) -> tuple[float, int, float]:
    """(median milliseconds, queries, slowest query in milliseconds)."""
    client.get(path)
    times = []
    for _ in range(ROUNDS):
        reset_queries()
        begun = time.perf_counter()
        assert client.get(path).status_code == 200, path
        times.append((time.perf_counter() - begun) * 1000)
    with CaptureQueriesContext(connection) as seen:
        client.get(path)
    slowest = max((float(query["time"]) for query in seen), default=0)
    return statistics.median(times), len(seen), slowest * 1000


def main() -> None:
    client = Client(headers={"host": "localhost"})
    print(
        f"{connection.vendor}, {Article.objects.count()} articles, median of {ROUNDS}"
    )
    for name, path in pages().items():
        milliseconds, queries, slowest = measure(client, path)
        print(
            f"{name:24} {milliseconds:8.1f} ms  {queries:3} queries, slowest {slowest:6.1f} ms"
        )


main()
