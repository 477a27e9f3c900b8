"""The portal beside Wagtail and a plain form, on PostgreSQL, in one run: `make peers`.

Two sync workers each, sixteen connections, the same articles, medians of interleaved rounds. Needs
wrk, a PostgreSQL whose databases «…/peers» and «…/peers_wagtail» may be emptied, and the network
once, for Wagtail. Absolute figures drift with the machine; ratios hold.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import venv
from pathlib import Path

import server

os.environ.setdefault("DATABASE_URL", "postgres://root@127.0.0.1/peers")
FOLDER = server.configure("peers")
PORTAL_DATABASE = os.environ["DATABASE_URL"]
PEER_DATABASE = f"{PORTAL_DATABASE}_wagtail"
HERE = Path(__file__).parent / "peers"
PYTHON = FOLDER / "venv" / "bin" / "python"

import django  # noqa: E402 - the environment comes first
import pressing  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

PORTAL = {"app": "portal.wsgi", "python": sys.executable, "folder": server.ROOT}
WAGTAIL = {"app": "peer.wsgi", "python": str(PYTHON), "folder": HERE}


def install() -> None:
    """Wagtail in an environment of its own, below var/."""
    if PYTHON.exists():
        return
    venv.create(FOLDER / "venv", with_pip=True)
    wanted = str(HERE / "requirements.txt")
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "-r", wanted]
    subprocess.run(command, check=True)  # noqa: S603 - our own command


def fill_portal(articles: int) -> None:
    server.make_database(settings.DATABASES["default"], "peers")
    shutil.rmtree(FOLDER / "private", ignore_errors=True)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    quiet = open(os.devnull, "w")  # noqa: SIM115 - until the end
    call_command(
        "demo",
        "--really",
        stage="open",
        articles=articles,
        stdout=quiet,
    )


def exported() -> str:
    """The portal's public articles in Armenian, a line of JSON each."""
    from news.models import Article

    articles = Article.objects.published().order_by("published_at")
    return "\n".join(
        json.dumps(
            {
                "title": article.title_hy[:255],
                "slug": article.slug,
                "lead": article.lead_hy or "",
                "body": article.body_hy or "",
                "at": article.published_at.isoformat(),
            }
        )
        for article in articles.exclude(title_hy="").iterator(2000)
    )


def fill_wagtail() -> None:
    database = {
        **settings.DATABASES["default"],
        "NAME": PEER_DATABASE.rpartition("/")[2],
    }
    server.make_database(database, "peers_wagtail")
    subprocess.run(  # noqa: S603 - our own command
        [str(PYTHON), str(HERE / "fill.py")],
        input=exported(),
        text=True,
        check=True,
        env={**os.environ, **peer_environment()},
    )


def peer_environment() -> dict[str, str]:
    return {
        "PEER_DATABASE": PEER_DATABASE,
        "PYTHONPATH": str(HERE),
        "DJANGO_SETTINGS_MODULE": "peer.settings",
    }


def pages() -> list[tuple[str, str, str]]:
    """(name, the portal's address, Wagtail's)."""
    from news.models import Article

    middle = Article.objects.order_by("pk")[Article.objects.count() // 2]
    word = "%D5%AE%D6%80%D5%A1%D5%A3%D5%AB%D6%80"  # ծրագիր
    return [
        ("news list", "/hy/news/", "/news/"),
        ("last page", "/hy/news/?before=end", "/news/?page=9999999"),
        ("article", f"/hy/news/{middle.slug}/", f"/news/{middle.slug}/"),
        ("home", "/hy/", "/"),
        ("search", f"/hy/search/?q={word}", f"/search/?q={word}"),
    ]


def read_results(rounds: int) -> dict[str, dict[str, list]]:
    results: dict[str, dict[str, list]] = {}
    for _ in range(rounds):
        for name, ours, theirs in pages():
            asked = {
                "made anew": (PORTAL, ours, {"KEEP_PAGES": "0"}),
                "kept": (PORTAL, ours, {"KEEP_PAGES": "1"}),
                "Wagtail": (WAGTAIL, theirs, peer_environment()),
            }
            for how, (site, path, environment) in asked.items():
                told = pressing.press_pages(site, path, environment)
                results.setdefault(name, {}).setdefault(how, []).append(told)
    return results


def print_reads(results: dict[str, dict[str, list]]) -> None:
    head = ("made anew", "ms CPU", "kept", "Wagtail", "ms CPU", "ratio")
    print(
        f"{'pages, requests a second':26}" + "".join(f"{h:>11}" for h in head)
    )
    for name, rounds in results.items():
        rate = {how: _median(told, 0) for how, told in rounds.items()}
        spent = {how: _median(told, 1) for how, told in rounds.items()}
        print(
            f"{name:26}{rate['made anew']:11.0f}{spent['made anew']:11.1f}"
            f"{rate['kept']:11.0f}{rate['Wagtail']:11.0f}"
            f"{spent['Wagtail']:11.1f}"
            f"{rate['made anew'] / rate['Wagtail']:10.1f}×"
        )


def _median(told: list[tuple[float, float]], place: int) -> float:
    return statistics.median(one[place] for one in told)


def print_writes(rounds: int) -> None:
    import rush_world

    lot = rush_world.make_lot(60)
    people = rush_world.make_applicants(lot, pressing.WRITERS)
    results: dict[str, list] = {}
    for _ in range(rounds):
        for name, told in pressing.press_forms(
            PORTAL, WAGTAIL, peer_environment(), people
        ).items():
            results.setdefault(name, []).append(told)
    plain = _median(results["plain form"], 0)
    print(f"\n{'forms':26}{'a second':>11}{'ms CPU':>11}{'ratio':>11}")
    for name, told in results.items():
        rate = _median(told, 0)
        print(
            f"{name:26}{rate:11.0f}{_median(told, 1):11.1f}{rate / plain:10.1f}×"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    install()
    django.setup()
    fill_portal(asked.articles)
    fill_wagtail()
    for address in (PORTAL_DATABASE, PEER_DATABASE):
        server.analyze(address)
    print(f"PostgreSQL, {asked.articles} articles, two sync workers each")
    print_reads(read_results(asked.rounds))
    print_writes(asked.rounds)


if __name__ == "__main__":
    main()
