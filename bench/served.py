"""Pages as a server gives them, kept and not: `make served` (needs wrk and the bench's database).

gunicorn with two sync workers, sixteen connections, medians of interleaved rounds. The constant
page of the same server is the limit.
"""

import os
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

import server

os.environ.setdefault(
    "DATABASE_URL", f"sqlite:///{server.ROOT}/var/bench.sqlite3"
)
server.configure("served")

import django  # noqa: E402 - the environment comes first
from django.core.management import call_command  # noqa: E402

SECONDS, ROUNDS, CONNECTIONS = 4, 3, 16
OPTIONS = ("--workers", "2", "--worker-class", "sync")
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


def processor_seconds(gunicorn: subprocess.Popen) -> float:
    children = Path(f"/proc/{gunicorn.pid}/task/{gunicorn.pid}/children")
    ticks = 0
    for child in children.read_text().split():
        fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2]
        user, system = fields.split()[11:13]
        ticks += int(user) + int(system)
    return ticks / os.sysconf("SC_CLK_TCK")


def press(port: int, path: str) -> float:
    """Requests a second."""
    address = f"http://127.0.0.1:{port}{path}"
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", address]
    told = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    if "Non-2xx" in told.stdout:
        raise SystemExit(f"{path} was refused:\n{told.stdout}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", told.stdout)[1])


def measure(app: str, path: str, **environment: str) -> tuple[float, float]:
    """(requests a second, milliseconds of processor for each)."""
    os.environ.update(environment)
    port = server.free_port()
    gunicorn = server.serve(port, *OPTIONS, app=app)
    try:
        press(port, path)  # warm
        before, began = processor_seconds(gunicorn), time.monotonic()
        rate = press(port, path)
        spent = processor_seconds(gunicorn) - before
        return rate, spent / (rate * (time.monotonic() - began)) * 1000
    finally:
        gunicorn.terminate()
        gunicorn.wait(20)


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
            results[key].append(measure(app, path, KEEP_PAGES=keep))
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
