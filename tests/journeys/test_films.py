"""A film of another service: put into a text, and played where it is read."""

import pytest
from playwright.sync_api import expect

from news.models import Article
from tests import make
from tests.core.text.test_films import FILMS, NONE
from tests.journeys.looking import axe_findings
from tests.journeys.signing_in import be_signed_in

pytestmark = pytest.mark.browser
ADDRESS = "https://youtu.be/dQw4w9WgXcQ?t=90"
PASTE_TEXT = """(editor, text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    const event = { clipboardData: data, bubbles: true, cancelable: true };
    editor.dispatchEvent(new ClipboardEvent("paste", event));
}"""
KNOWN = """async (addresses) => {
    const { isFilm } = await import("/static/js/editing/films.js");
    return addresses.map(isFilm);
}"""


@pytest.fixture
def asked(page):
    """Every address outside that the page asked for; nothing is answered but a blank page."""
    addresses = []

    def answer(route):
        addresses.append(route.request.url)
        route.fulfill(body="<p>player</p>", content_type="text/html")

    page.route(lambda address: "//localhost" not in address, answer)
    return addresses


@pytest.fixture
def writing(page):
    be_signed_in(page, "editor@portal.example")
    page.goto("/hy/admin/news/article/add/")
    expect(page.locator(".ProseMirror[contenteditable=true]")).to_have_count(2)
    return page


def editor_of(page):
    return page.locator(".ProseMirror[contenteditable=true]").first


def kept(page):
    return page.locator("[name=body_hy]").input_value()


def test_the_editor_knows_the_same_addresses_as_the_server(writing):
    assert writing.evaluate(KNOWN, [*FILMS, *NONE]) == (
        [True] * len(FILMS) + [False] * len(NONE)
    )


def test_an_editor_puts_a_film_into_a_text(writing):
    editor_of(writing).click()
    button = writing.locator(".prose-menubar__button[title*=YouTube]").first
    button.click()
    dialog = writing.locator("dialog[open]")
    dialog.locator("[data-film]").fill("https://films.example/1")
    dialog.locator("[value=insert]").click()
    expect(dialog.locator("[data-error]")).to_be_visible()
    dialog.locator("[data-film]").fill(ADDRESS)
    dialog.locator("[data-title]").fill("Էներգիայի «օրը»")
    dialog.locator("[value=insert]").click()
    expect(dialog).to_have_count(0)
    film = (
        f'<figure data-film="{ADDRESS}" data-title="Էներգիայի «օրը»"></figure>'
    )
    assert film in kept(writing)
    writing.locator(".prose-figure button").click()
    expect(dialog.locator("[data-film]")).to_have_value(ADDRESS)
    dialog.locator("[data-about]").fill("Դպրոցում")
    dialog.locator("[value=insert]").click()
    said = film.replace("></", ' data-about="Դպրոցում"></')
    assert said in kept(writing)
    writing.fill("[name=title_hy]", "Ֆիլմ")
    writing.locator("[name=_save]").first.click()
    expect(writing.locator(".notice--success, .address").first).to_be_visible()
    assert said in Article.objects.get(title_hy="Ֆիլմ").body_hy


def test_an_address_pasted_alone_is_the_film(writing):
    editor = editor_of(writing)
    editor.click()
    editor.evaluate(PASTE_TEXT, f" {ADDRESS}\n")
    expect(writing.locator(".prose-figure")).to_have_count(1)
    assert f'<figure data-film="{ADDRESS}"></figure>' in kept(writing)
    writing.keyboard.type("Տես ")
    editor.evaluate(PASTE_TEXT, ADDRESS)
    expect(writing.locator(".prose-figure")).to_have_count(1)
    assert f'<p>Տես <a href="{ADDRESS}">{ADDRESS}</a></p>' in kept(writing)


@pytest.mark.parametrize("language", ["hy", "en"])
def test_a_film_loads_nothing_from_outside_before_it_is_played(
    page, asked, language
):
    body = f'<p>Ա</p><figure data-film="{ADDRESS}" data-title="T"></figure>'
    article = make.article(body_hy=body, body_en=body)
    page.goto(f"/{language}/news/{article.slug}/", wait_until="networkidle")
    play = page.locator(".film__play")
    assert asked == []
    assert axe_findings(page) == []
    play.press("Enter")
    frame = page.locator("iframe.film__frame")
    expect(frame).to_be_focused()
    assert frame.get_attribute("title") == "T"
    expect(page.frame_locator("iframe").locator("p")).to_have_text("player")
    assert asked == [
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&rel=0&start=90"
    ]
