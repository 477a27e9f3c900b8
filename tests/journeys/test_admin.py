"""An editor in the administration: the rich text editor works under the strict policy, in
Armenian.
"""

import pytest
from playwright.sync_api import expect

from news.models import Article
from tests.journeys.signing_in import be_signed_in

pytestmark = pytest.mark.browser


def test_an_editor_writes_an_article_in_armenian(page):
    be_signed_in(page, "editor@portal.example")
    page.goto("/hy/admin/news/article/add/")
    expect(page.locator("#content h1")).to_have_text("Ավելացնել հոդված")
    page.fill("[name=title_hy]", "Գավառը միացավ")
    page.fill("[name=title_en]", "Gavar has joined")
    editors = page.locator(".ProseMirror[contenteditable=true]")
    expect(editors).to_have_count(2)
    editors.first.click()
    page.keyboard.type("Նոր տեքստ")
    page.keyboard.press("Control+b")
    page.keyboard.type(" շեշտված")
    page.fill("[name=published_at_0]", "20.11.2026")
    page.fill("[name=published_at_1]", "22:09")
    page.locator("[name=_save]").first.click()
    expect(page.locator(".notice--success")).to_be_visible()
    article = Article.objects.get(slug="gavary-miatsav")
    assert article.body_hy == "<p>Նոր տեքստ<strong> շեշտված</strong></p>"
    page.goto("/hy/news/gavary-miatsav/")
    expect(page.locator("article strong")).to_have_text("շեշտված")
