"""The portal's articles as pages of the peer: run with the peer's own Python by `make peers`.

Reads lines of JSON (title, lead, body, at, slug) from standard input.
"""

import datetime as dt
import json
import os
import sys
import tempfile
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peer.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from peer.models import (  # noqa: E402
    ArticlePage,
    HomePage,
    NewsPage,
    PlainFormField,
    PlainFormPage,
)
from wagtail.models import Page, Site  # noqa: E402

AT_ONCE = 500


def make_tables() -> None:
    """By migrations that are forgotten afterwards: the peer has no history."""
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder, "peer_migrations")
        package.mkdir()
        (package / "__init__.py").touch()
        sys.path.insert(0, folder)
        call_command("makemigrations", "peer", verbosity=0)
        call_command("migrate", verbosity=0)


@transaction.atomic
def make_tree() -> NewsPage:
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title="Peer", slug="peer"))
    Site.objects.update_or_create(
        hostname="127.0.0.1",
        defaults={"root_page": home, "is_default_site": True},
    )
    form = home.add_child(instance=PlainFormPage(title="Form", slug="form"))
    for name, kind in (("title", "singleline"), ("text", "multiline")):
        PlainFormField.objects.create(page=form, label=name, field_type=kind)
    return home.add_child(instance=NewsPage(title="News", slug="news"))


def main() -> None:
    make_tables()
    news = make_tree()
    for line in sys.stdin:
        told = json.loads(line)
        at = dt.datetime.fromisoformat(told.pop("at"))
        news.add_child(
            instance=ArticlePage(date=at, first_published_at=at, **told)
        )


main()
