"""What pages cost in one process, on the database that is configured: `make bench`.

Prints for each page the processor time (median of some rounds), its statements of SQL and its
bytes, beside those of the last run, which lies in var/bench. Whole pages are not kept here; what is
remembered of their parts is. Nothing here is a test: machines differ, ratios hold.
"""

import gzip
import json
import os
import statistics
import sys
import time
from pathlib import Path

import django

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.db import connection  # noqa: E402 - after the settings
from django.test import Client  # noqa: E402

from communities.models import Community  # noqa: E402
from news.models import Article  # noqa: E402

ROUNDS = 15
KEPT = ROOT / "var" / "bench"


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
        "calls": "/hy/calls/",
        "communities": "/hy/communities/",
        "community": "/hy/communities/gavar/",
        "feed": "/hy/news/feed.atom",
        "sitemap": "/sitemap.xml",
        "search, frequent word": "/hy/search/?q=ծրագիր",
        "search, two words": "/hy/search/?q=դաշնագիր+համայնք",
        "search, rare word": "/hy/search/?q=Կապուկչյան",
        "search, nothing": "/hy/search/?q=անգոյաբառ",
        "library": "/hy/library/",
        "learning": "/hy/learning/",
    }


def statements(client: Client, path: str) -> int:
    seen = []

    def count(execute, sql, params, many, context):
        seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        client.get(path)
    return len(seen)


def measure(client: Client, path: str) -> dict[str, float]:
    page = client.get(path)
    assert page.status_code == 200, path
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        client.get(path)
        times.append(time.process_time() - began)
    return {
        "ms": round(statistics.median(times) * 1000, 1),
        "sql": statements(client, path),
        "bytes": len(page.content),
        "gzip": len(gzip.compress(page.content)),
    }


def last_results(file: Path) -> dict:
    return json.loads(file.read_text()) if file.exists() else {}


def main() -> None:
    client = Client(headers={"host": "localhost"})
    articles = Article.objects.count()
    communities = Community.objects.count()
    file = KEPT / f"{connection.vendor}-{articles}-{communities}.json"
    before, now = last_results(file), {}
    print(
        f"{connection.vendor}: {articles} articles, {communities} communities"
    )
    print(f"{'':24}{'ms':>8}{'before':>8}{'SQL':>5}{'bytes':>9}{'gzip':>8}")
    for name, path in pages().items():
        now[name] = cost = measure(client, path)
        former = before.get(name, {}).get("ms", "–")
        print(
            f"{name:24}{cost['ms']:8}{former:>8}"
            f"{cost['sql']:5}{cost['bytes']:9}{cost['gzip']:8}"
        )
    KEPT.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(now, indent=1))


main()
