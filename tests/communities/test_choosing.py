"""A community is chosen from a list, or by its name where the list would be too long."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation
from lxml import html

from communities import choosing
from communities.models import Community
from tests import make

pytestmark = pytest.mark.django_db
LISTS = ["/hy/news/", "/en/events/"]


@pytest.fixture
def towns():
    return [
        make.community(slug="gavar", name_hy="Գավառ", name_en="Gavar"),
        make.community(slug="sevan", name_hy="Սևան", name_en="Sevan"),
        make.community(slug="artashat", name_hy="Արտաշատ", name_en="Artashat"),
        make.community(slug="artashen", name_hy="Արտաշեն", name_en="Artashen"),
    ]


@pytest.fixture
def long_list(monkeypatch, towns):
    monkeypatch.setattr(choosing, "LONGEST_LIST", 3)


def field(page):
    return html.fromstring(page.content).xpath("//*[@name='community']")[0]


@pytest.mark.parametrize("path", LISTS)
def test_a_short_list_is_a_select(client, towns, path):
    page = client.get(path, {"community": "gavar"})
    select = field(page)
    assert select.tag == "select"
    assert select.xpath("option[@selected]/@value") == ["gavar"]
    assert "suggest" not in page.content.decode()


@pytest.mark.parametrize("path", LISTS)
def test_a_long_list_is_a_field_of_a_known_name(client, long_list, path):
    page = client.get(path, {"community": "gavar"})
    name = "Գավառ" if "/hy/" in path else "Gavar"
    assert (field(page).tag, field(page).get("value")) == ("input", name)
    assert "js/suggest" in page.content.decode()
    assert "Սևան" not in page.content.decode()


@pytest.mark.parametrize(
    "typed", ["gavar", "Գավառ", "գավառում", "Gavar", "Գավառ համայնք"]
)
def test_a_typed_name_is_understood(client, long_list, typed):
    about = make.article(slug="about", title_hy="Գավառի մասին")
    about.communities.add(Community.objects.get(slug="gavar"))
    make.article(slug="other", title_hy="Ուրիշ բան")
    page = client.get("/hy/news/", {"community": typed}).content.decode()
    grid = page[page.index('<div class="grid">') :].split("<aside")[0]
    assert "/hy/news/about/" in grid
    assert "/hy/news/other/" not in grid


@pytest.mark.parametrize(
    "typed, code",
    [("Փարիզ", "unknown"), ("Արտաշ", "several"), ("!", "unknown")],
)
def test_what_is_not_one_community_is_said(client, long_list, typed, code):
    with pytest.raises(ValidationError) as refused:
        choosing.find_community(Community.objects.all(), typed)
    assert refused.value.code == code
    page = client.get("/hy/news/", {"community": typed})
    [message] = html.fromstring(page.content).xpath(
        "//ul[@class='errorlist']/li/text()"
    )
    with translation.override("hy"):
        assert message in str(refused.value.messages[0]) or "Արտաշատ" in message
    assert field(page).get("value") == typed


def test_two_towns_of_one_name_are_told_apart_by_their_region(long_list):
    there, here = make.region(name_hy="Լոռի"), make.region(name_hy="Շիրակ")
    make.community(slug="a1", name_hy="Արևշատ", region=there)
    second = make.community(slug="a2", name_hy="Արևշատ", region=here)
    with translation.override("hy"):
        found = choosing.offered_communities(Community.objects.all(), "Արևշատ")
        names = choosing.offered_names(found)
        assert sorted(names) == ["Արևշատ, Լոռի", "Արևշատ, Շիրակ"]
        chosen = choosing.find_community(Community.objects.all(), names[1])
    assert names[1] == f"Արևշատ, {chosen.region.name_hy}"
    assert second in found


@pytest.mark.parametrize(
    "typed, names",
    [
        ("Արտ", ["Արտաշատ", "Արտաշեն"]),
        ("sev", ["Սևան"]),
        ("", []),
        ("Փարիզ", []),
    ],
)
def test_names_are_suggested(client, towns, typed, names):
    answer = client.get("/hy/communities/names/", {"q": typed})
    assert answer.json() == {"names": names}


def test_suggestions_are_few(client):
    for number in range(20):
        make.community(name_hy=f"Արտ{number:02}", name_en=f"Art{number:02}")
    answer = client.get("/hy/communities/names/", {"q": "Արտ"})
    assert len(answer.json()["names"]) == choosing.OFFERED


def test_the_self_check_takes_a_typed_name(client, long_list):
    lot = make.lot()
    path = reverse("applications:may_apply", args=[lot.call.slug, lot.number])
    page = client.get(path)
    assert field(page).tag == "input"
    page = client.get(path, {"community": "Սևան"})
    assert page.context["community"].slug == "sevan"
    page = client.get(path, {"community": "Փարիզ"})
    assert page.context["community"] is None
    assert "errorlist" in page.content.decode()
