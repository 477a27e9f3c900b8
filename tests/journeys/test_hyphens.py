"""Armenian words that are wider than their line are divided by syllables, and copied as written."""

import pytest

pytestmark = pytest.mark.browser

DIVIDE = """async (words) => {
  const {divided} = await import("/static/js/hyphens.js");
  return words.map((word) => divided(word).replaceAll("\u00ad", "-"));
}"""
WORDS = {
    "պարտավորություններն": "պար-տա-վո-րու-թյուն-ներն",
    "Կազմակերպություններ": "Կազ-մա-կեր-պու-թյուն-ներ",
    "համայնքապետարանում": "հա-մայն-քա-պե-տա-րա-նում",
    "ենթակառուցվածքների": "են-թա-կա-ռուց-վածք-նե-րի",
    "հայաստանյան": "հա-յաս-տա-նյան",
    "օրացույցի": "օրա-ցույ-ցի",  # one letter never stands alone
    "միություն": "միու-թյուն",
    "Եվրոպական": "Եվ-րո-պա-կան",
    "եւս": "եւս",
    "հե": "հե",
}
#: words that stand on two lines without a division
BROKEN = """() => {
  const broken = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (texts.nextNode()) {
    const node = texts.currentNode, holder = node.parentElement;
    if (!holder.checkVisibility() || holder.closest("svg, script")) continue;
    for (const found of node.data.matchAll(/[Ա-Ֆա-և\u00ad]{8,}/g)) {
      range.setStart(node, found.index);
      range.setEnd(node, found.index + found[0].length);
      const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
      if (lines.size > 1 && !found[0].includes("\u00ad")) broken.push(found[0]);
    }
  }
  return broken;
}"""


HAS_DIVISIONS = "() => document.body.textContent.includes('\u00ad')"


def settled(page, question, wanted):
    """What the page answers once it is what is wanted, or after a second."""
    for _try in range(20):
        if (answer := page.evaluate(question)) == wanted:
            break
        page.wait_for_timeout(50)
    return answer


def test_words_are_divided_by_syllables(page):
    page.goto("/hy/")
    found = page.evaluate(DIVIDE, list(WORDS))
    assert dict(zip(WORDS, found, strict=True)) == WORDS


@pytest.mark.parametrize("width", [320, 390])
def test_no_long_word_breaks_without_a_hyphen(page, width):
    page.set_viewport_size({"width": width, "height": 844})
    for path in ("", "calls/urban-imaginaries-2026/", "communities/gavar/"):
        page.goto(f"/hy/{path}")
        page.evaluate("document.fonts.ready.then(() => {})")
        page.locator(".menu summary").click()
        assert settled(page, BROKEN, []) == []


def test_what_is_copied_is_as_it_was_written(page):
    page.set_viewport_size({"width": 320, "height": 844})
    page.goto("/hy/communities/compare/?c=yerevan&c=gyumri&c=goris&c=gavar")
    assert settled(page, HAS_DIVISIONS, True)
    copied = page.evaluate("""() => {
        getSelection().selectAllChildren(document.body);
        const told = new DataTransfer();
        const event = new ClipboardEvent("copy", {clipboardData: told, cancelable: true});
        document.dispatchEvent(event);
        return [told.getData("text/plain"), told.getData("text/html")];
    }""")
    assert all(copied)
    assert [text for text in copied if "\u00ad" in text] == []


def test_nothing_is_divided_where_words_fit(page):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/hy/communities/gavar/")
    page.evaluate("document.fonts.ready.then(() => {})")
    assert "\u00ad" not in page.evaluate("document.body.textContent")


def test_english_pages_have_no_script_for_it(page):
    page.goto("/en/")
    assert page.locator("script[src*='hyphens']").count() == 0
