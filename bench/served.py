"""Pages as a server gives them, kept and not: `make served` (needs wrk and the bench's database).

gunicorn with two sync workers, sixteen connections, medians of interleaved rounds. The constant
page of the same server is the limit.
"""

import os
import statistics
import sys
from pathlib import Path

import server

os.environ.setdefault(
    "DATABASE_URL", f"sqlite:///{server.ROOT}/var/bench.sqlite3"
)
server.configure("served")

import django  # noqa: E402 - the environment comes first
import pressing  # noqa: E402
from django.core.management import call_command  # noqa: E402

ROUNDS = 3
CONSTANT = "constant:application"


def addresses() -> dict[str, str]:
    from news.models import Article

    middle = Article.objects.order_by("pk")[Article.objects.count() // 2]
    return {
        "home": "/hy/",
        "news list": "/hy/news/",
        "article": f"/hy/news/{middle.slug}/",
        "events": "/hy/events/",
    }


def measure(app: str, path: str, keep: str) -> pressing.Told:
    return pressing.press_pages({"app": app}, path, {"KEEP_PAGES": keep})


def main() -> None:
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    os.environ["PYTHONPATH"] = str(Path(__file__).parent)
    asked = {("constant page", ""): (CONSTANT, "/", "1")}
    for name, path in addresses().items():
        asked[name, "kept"] = ("portal.wsgi", path, "1")
        asked[name, "made anew"] = ("portal.wsgi", path, "0")
    results: dict = {key: [] for key in asked}
    for _ in range(ROUNDS):
        for key, (app, path, keep) in asked.items():
            results[key].append(measure(app, path, keep))
    limit = statistics.median(
        rate for rate, _ms in results["constant page", ""]
    )
    print(f"{'':28}{'req/s':>9}{'of limit':>10}{'ms CPU':>9}")
    for (name, how), rounds in results.items():
        rate = statistics.median(one for one, _ms in rounds)
        spent = statistics.median(ms for _one, ms in rounds)
        label = f"{name} {how}"
        print(f"{label:28}{rate:9.0f}{rate / limit:10.2f}{spent:9.2f}")


if __name__ == "__main__":
    sys.exit(main())
