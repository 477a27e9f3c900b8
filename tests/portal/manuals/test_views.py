import pytest
from lxml import html

from portal.manuals.texts import MANUALS, read_manual
from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["hy", "en"])
@pytest.mark.parametrize("name", MANUALS)
def test_a_manual_is_read_in_the_language_of_the_page(client, name, language):
    client.force_login(make.staff("editor"))
    page = html.fromstring(
        client.get(f"/{language}/desk/manual/{name}/").content
    )
    assert [
        heading.text.strip()
        for section in page.find_class("manual")
        for heading in section.findall("h2")
    ] == [chapter.title for chapter in read_manual(name, language).chapters]


def test_names_of_buttons_are_bold_on_the_page(client):
    client.force_login(make.staff("editor"))
    page = html.fromstring(client.get("/en/desk/manual/editor/").content)
    first = page.find_class("manual")[0]
    assert [name.text for name in first.iter("b")] == [
        "Newsroom",
        "Restore this text",
    ]


def test_the_list_leads_to_each_manual(client):
    client.force_login(make.staff("officer"))
    page = html.fromstring(client.get("/en/desk/manual/").content)
    links = [link.get("href") for link in page.xpath("//main//h2/a")]
    assert links == [f"/en/desk/manual/{name}/" for name in MANUALS]


def test_there_is_no_manual_of_another_name(client):
    client.force_login(make.staff("editor"))
    assert client.get("/en/desk/manual/../").status_code == 404
    assert client.get("/en/desk/manual/cook/").status_code == 404


def test_the_foot_leads_the_staff_to_the_manuals_and_nobody_else(client):
    client.force_login(make.staff("editor"))
    assert b"/hy/desk/manual/" in client.get("/hy/desk/newsroom/").content
    client.force_login(make.user())
    assert b"/desk/manual/" not in client.get("/hy/applications/").content
