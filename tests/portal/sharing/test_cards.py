"""The picture that stands for a page where its address is shared."""

import datetime as dt
import io

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from lxml import html
from PIL import Image

from portal.sharing import cards
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def things():
    make.article(slug="thing")
    make.event(slug="thing")
    make.lot(make.call(slug="thing"))
    make.community(slug="thing")
    make.programme(slug="thing")
    make.course(slug="thing")


@pytest.mark.parametrize("language", ["hy", "en"])
@pytest.mark.parametrize("kind", cards.KINDS)
def test_every_kind_has_a_card_of_the_right_size(client, kind, language):
    things()
    answer = client.get(f"/{language}/share/{kind}/thing.png")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)


PATHS = {
    "news": "news/thing/",
    "events": "events/thing/",
    "calls": "calls/thing/",
    "communities": "communities/thing/",
    "programmes": "programmes/thing/",
    "learning": "learning/thing/",
}


@pytest.mark.parametrize("kind", cards.KINDS)
def test_the_page_names_its_card(client, kind, settings):
    things()
    head = html.fromstring(client.get(f"/hy/{PATHS[kind]}").content)
    [address] = head.xpath("//meta[@property='og:image']/@content")
    path = address.removeprefix(settings.SITE_URL)
    assert path.startswith(f"/hy/share/{kind}/thing.png?")
    assert client.get(path).status_code == 200


def test_a_card_is_made_once_for_what_it_says(client, monkeypatch):
    made = []
    monkeypatch.setattr(
        cards, "make_png", lambda *given: made.append(given) or b"picture"
    )
    community = make.community(slug="c", name_hy="Ա")
    for _again in range(2):
        client.get("/hy/share/communities/c.png")
    assert len(made) == 1
    community.name_hy = "Բ"
    community.save()
    client.get("/hy/share/communities/c.png")
    assert len(made) == 2


@pytest.mark.parametrize(
    "path",
    [
        "news/draft",
        "news/hy-only",
        "calls/draft",
        "nothing/x",
        "communities/x",
    ],
)
def test_what_is_not_public_or_not_ready_has_no_card(client, path):
    make.article(slug="draft", published_at=None)
    make.article(slug="hy-only", title_en="", body_en="")
    make.call(slug="draft", status="draft")
    assert client.get(f"/en/share/{path}.png").status_code == 404


@pytest.mark.parametrize(
    "words", ["Ա" * 250, "<b>&\"'#[]{}$*_", "م א 中 🙂", "x"]
)
def test_any_title_makes_a_card(client, words):
    make.article(slug="a", title_hy=words)
    assert client.get("/hy/share/news/a.png").status_code == 200


def test_cards_made_long_ago_are_deleted(client):
    make.community(slug="c")
    client.get("/hy/share/communities/c.png")
    assert cards.forget_cards() == 0
    later = timezone.now() + cards.KEPT + dt.timedelta(days=1)
    assert cards.forget_cards(later) == 1
    assert default_storage.listdir(cards.FOLDER)[1] == []
