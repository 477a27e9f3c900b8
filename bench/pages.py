"""What pages cost in one process, on the database that is configured: a part of `make bench`.

Measures for each page the processor's time and that of the clock (medians of some rounds), its
statements of SQL and its bytes; writes them into var/bench beside those of the last run. Whole
pages are not kept here; what is remembered of their parts is. Nothing here is a test: machines
differ, ratios hold.
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

from allauth.mfa.models import Authenticator  # noqa: E402
from django.db import connection  # noqa: E402 - after the settings
from django.test import Client  # noqa: E402

from accounts.models import User  # noqa: E402
from communities.models import Community  # noqa: E402
from news.models import Article  # noqa: E402

ROUNDS = 15
KEPT = ROOT / "var" / "bench"


def readers_pages() -> dict[str, str]:
    count = Article.objects.count()
    middle = Article.objects.order_by("pk")[count // 2]
    return {
        "home": "/hy/",
        "list, first page": "/hy/news/",
        "list, in the middle": f"/hy/news/?before={middle.slug}",
        "list, last page": "/hy/news/?before=end",
        "list of a topic": "/hy/news/?topic=climate",
        "list of a month": "/hy/news/2022/05/",
        "article": f"/hy/news/{middle.slug}/",
        "events": "/hy/events/",
        "calls": "/hy/calls/",
        "call": "/hy/calls/urban-imaginaries-2026/",
        "communities": "/hy/communities/",
        "community": "/hy/communities/gavar/",
        "feed": "/hy/news/feed.atom",
        "sitemap": "/sitemap.xml",
        "sitemap of articles": "/sitemap-articles.xml",
        "search, frequent word": "/hy/search/?q=ծրագիր",
        "search, two words": "/hy/search/?q=դաշնագիր+համայնք",
        "search, rare word": "/hy/search/?q=Կապուկչյան",
        "search, nothing": "/hy/search/?q=անգոյաբառ",
        "library": "/hy/library/",
        "learning": "/hy/learning/",
    }


STAFF_PAGES = {
    "staff: newsroom": "/hy/desk/newsroom/",
    "staff: find": "/hy/desk/find/?q=ծրագրերի",
    "staff: health": "/hy/desk/health/",
    "staff: changes": "/hy/desk/changes/",
    "staff: people": "/hy/people/",
    "staff: articles": "/hy/admin/news/article/",
    "staff: articles, search": "/hy/admin/news/article/?q=ծրագրերի",
    "staff: drafts": "/hy/admin/news/article/?state=draft",
    "staff: communities": "/hy/admin/communities/community/",
    "staff: letters": "/hy/admin/mailing/letter/",
    "staff: office": "/hy/office/",
}
#: of so many applications in review with two reviews each (`demo --applications`)
OF_MANY = "/hy/office/calls/many-applications"
EVALUATION_PAGES = {
    "office: board": f"{OF_MANY}/",
    "office: board, words": f"{OF_MANY}/?words=հորինվածի",
    "office: board, by amount": f"{OF_MANY}/?order=amount&mark=reviewed",
    "office: checks": f"{OF_MANY}/lots/1/checks/",
    "office: reviews": f"{OF_MANY}/lots/1/reviews/",
    "office: ranking": f"{OF_MANY}/lots/1/ranking/",
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
    spent, took = [], []
    for _ in range(ROUNDS):
        began, began_at = time.process_time(), time.perf_counter()
        client.get(path)
        spent.append(time.process_time() - began)
        took.append(time.perf_counter() - began_at)
    return {
        "cpu": round(statistics.median(spent) * 1000, 1),
        "ms": round(statistics.median(took) * 1000, 1),
        "sql": statements(client, path),
        "bytes": len(page.content),
        "gzip": len(gzip.compress(page.content)),
    }


def staff_client() -> Client:
    administrator = User.objects.filter(is_superuser=True).first()
    client = Client(headers={"host": "localhost"})
    # as everyone of the staff has in production
    Authenticator.objects.get_or_create(
        user=administrator, type="totp", defaults={"data": {}}
    )
    client.force_login(administrator)
    return client


def last_results(file: Path) -> dict:
    return json.loads(file.read_text())["now"] if file.exists() else {}


def main() -> None:
    reader = Client(headers={"host": "localhost"})
    asked = [(reader, *page) for page in readers_pages().items()]
    staff = staff_client()
    of_staff = STAFF_PAGES | EVALUATION_PAGES
    asked += [(staff, *page) for page in of_staff.items()]
    name = f"{connection.vendor}-{Article.objects.count()}-{Community.objects.count()}"
    file = KEPT / f"{name}.json"
    before = last_results(file)
    now = {page: measure(client, path) for client, page, path in asked}
    KEPT.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"now": now, "before": before}, indent=1))
    print(file)


main()
