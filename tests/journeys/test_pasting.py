"""What editors paste into a text, as the programs put it on the clipboard."""

import html

import pytest
from playwright.sync_api import expect

from news.models import Article
from tests.journeys.signing_in import be_signed_in

pytestmark = pytest.mark.browser

PASTE = """(editor, html) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    const event = { clipboardData: data, bubbles: true, cancelable: true };
    editor.dispatchEvent(new ClipboardEvent("paste", event));
}"""
PASTE_FILES = """(editor, names) => {
    const data = new DataTransfer();
    for (const name of names) {
        data.items.add(new File(["x"], name, { type: "image/png" }));
    }
    const event = { clipboardData: data, bubbles: true, cancelable: true };
    editor.dispatchEvent(new ClipboardEvent("paste", event));
}"""
SYMBOL = "font-family:Symbol;mso-fareast-font-family:Symbol"
WINGDINGS = "font-family:Wingdings;mso-bidi-font-family:Wingdings"
COURIER = 'font-family:"Courier New"'


@pytest.fixture
def writing(page):
    be_signed_in(page, "editor@portal.example")
    page.goto("/hy/admin/news/article/add/")
    expect(page.locator(".ProseMirror[contenteditable=true]")).to_have_count(2)
    return page


def editor_of(page):
    return page.locator(".ProseMirror[contenteditable=true]").first


def pasted(page, clipboard):
    """What the field says after the paste, the editor having been empty."""
    editor = editor_of(page)
    editor.click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    editor.evaluate(PASTE, clipboard)
    kept = page.locator("[name=body_hy]").input_value()
    return kept.replace(' data-type="decimal"', "")  # the editor's own


def google(body):
    return (
        "<meta charset='utf-8'>"
        '<b style="font-weight:normal;" id="docs-internal-guid-5d1f">'
        f"{body}</b>"
    )


def google_span(
    words,
    weight=400,
    slant="normal",
    place="baseline",
):
    return (
        f'<span style="font-size:11pt;font-family:Arial,sans-serif;'
        f"font-weight:{weight};font-style:{slant};text-decoration:none;"
        f'vertical-align:{place};white-space:pre-wrap;">{words}</span>'
    )


def word_item(
    sign,
    words,
    *,
    font="",
    level=1,
    style="l0",
):
    return (
        "<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;"
        f"mso-list:{style} level{level} lfo1'><![if !supportLists]>"
        f"<span style='{font}'><span style='mso-list:Ignore'>{sign}"
        "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span>"
        f"</span></span><![endif]><span lang=HY>{words}<o:p></o:p></span></p>\n"
    )


def word(body):
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>'
        "<meta name=Generator content='Microsoft Word 15'>"
        "<style><!-- p.MsoNormal {margin:0cm} --></style></head>"
        f"<body lang=EN-US><!--StartFragment-->{body}<!--EndFragment--></body>"
        "</html>"
    )


def test_google_docs_keeps_what_was_bold_and_nothing_else(writing):
    text = google(
        '<p dir="ltr" style="line-height:1.38;">'
        + google_span("Պարզ ")
        + google_span("թավ", weight=700)
        + google_span(" և ")
        + google_span("շեղ", slant="italic")
        + google_span(" ու ")
        + google_span("երկուսն էլ", weight=700, slant="italic")
        + "</p><br /><p>"
        + google_span("CO")
        + google_span("2", place="sub")
        + google_span(" և մ")
        + google_span("2", place="super")
        + "</p>"
    )
    assert pasted(writing, text) == (
        "<p>Պարզ <strong>թավ</strong> և <em>շեղ</em> ու "
        "<strong><em>երկուսն էլ</em></strong></p>"
        "<p>CO<sub>2</sub> և մ<sup>2</sup></p>"
    )


def test_google_docs_headings_and_lists(writing):
    text = google(
        '<h1 dir="ltr">'
        + google_span("Վերնագիր", weight=700)
        + '</h1><ul><li dir="ltr" aria-level="1"><p role="presentation">'
        + google_span("մեկ")
        + "</p></li><ul><li><p>"
        + google_span("խորքում")
        + "</p></li></ul><li><p>"
        + google_span("երկու")
        + "</p></li></ul>"
    )
    assert pasted(writing, text) == (
        "<h2>Վերնագիր</h2><ul><li><p>մեկ</p><ul><li><p>խորքում</p></li></ul>"
        "</li><li><p>երկու</p></li></ul>"
    )


REAL = "https://eumayors.eu/plans?lang=hy&page=2"
QUOTED = "https%3A%2F%2Feumayors.eu%2Fplans%3Flang%3Dhy%26page%3D2"


REDIRECTS = [
    f"https://www.google.com/url?q={QUOTED}&sa=D&source=editors&usg=A",
    f"https://www.google.am/url?sa=t&url={QUOTED}",
    f"https://eur02.safelinks.protection.outlook.com/?url={QUOTED}&data=05",
    f"https://l.facebook.com/l.php?u={QUOTED}&h=AT",
]
DIRECT = [
    "https://www.google.com/url?q=javascript:alert(1)",
    "https://www.google.com/maps?q=Gavar",
]


def test_a_link_leads_where_it_is_meant_to(writing):
    links = "".join(
        f'<p>Տես <a href="{html.escape(address)}">ծրագրերը</a></p>'
        for address in [*REDIRECTS, *DIRECT]
    )
    pasted(writing, google(links))
    addresses = [
        link.get_attribute("href")
        for link in editor_of(writing).locator("a").all()
    ]
    assert addresses == [*[REAL] * len(REDIRECTS), *DIRECT]


def test_places_of_words_own_document_are_no_links(writing):
    text = word(
        "<p class=MsoNormal><a name='_Toc1'>Բաժին</a> "
        "<a href='#_ftn1'>[1]</a> <a href='file:///C:/a.docx'>ֆայլ</a></p>"
    )
    assert pasted(writing, text) == "<p>Բաժին [1] ֆայլ</p>"


SIGNS = [
    ("·", SYMBOL, "ul"),
    ("\uf0b7", SYMBOL, "ul"),
    ("o", COURIER, "ul"),
    ("o", "", "ul"),
    *((sign, WINGDINGS, "ul") for sign in "§ØüvqnluwþàèŸ¨\uf0a7\uf0fc"),
    ("•", "", "ul"),
    ("–", "", "ul"),
    ("1.", "", "ol"),
    ("1)", "", "ol"),
    ("(1)", "", "ol"),
    ("1", "", "ol"),
    ("1.", COURIER, "ol"),
    ("ա)", "", "ol"),
    ("ա.", "", "ol"),
    ("a.", "", "ol"),
    ("i.", "", "ol"),
    ("Հոդված 1․", "", "ol"),
]


def test_a_list_of_word_is_a_list(writing):
    after = "<p class=MsoNormal>Տեքստ<o:p></o:p></p>"
    kept = {
        (sign, font): pasted(
            writing, word(word_item(sign, "մեկ", font=font) + after)
        )
        for sign, font, _tag in SIGNS
    }
    assert kept == {
        (sign, font): f"<{tag}><li><p>մեկ</p></li></{tag}><p>Տեքստ</p>"
        for sign, font, tag in SIGNS
    }


def test_a_list_of_word_keeps_levels_and_goes_on_counting(writing):
    text = word(
        word_item("1.", "մեկ")
        + word_item("o", "խորքում", font=COURIER, level=2)
        + word_item("§", "ավելի խոր", font=WINGDINGS, level=3)
        + word_item("2.", "երկու")
        + "<p class=MsoNormal>Միջանկյալ</p>"
        + word_item("3.", "երեք")
        + word_item("1.", "ուրիշ ցանկ", style="l1")
        + word_item("ա)", "տառով", style="l2", level=2)
        + word_item("բ)", "տառով", style="l2", level=2)
    )
    assert pasted(writing, text) == (
        "<ol><li><p>մեկ</p><ul><li><p>խորքում</p><ul><li><p>ավելի խոր</p></li>"
        "</ul></li></ul></li><li><p>երկու</p></li></ol><p>Միջանկյալ</p>"
        '<ol start="3"><li><p>երեք</p></li></ol>'
        "<ol><li><p>ուրիշ ցանկ</p><ol><li><p>տառով</p></li>"
        "<li><p>տառով</p></li></ol></li></ol>"
    )


TYPED = [
    (
        "<p>· մեկ</p><p>·&nbsp;&nbsp; երկու</p>",
        "<ul><li><p>մեկ</p></li><li><p>երկու</p></li></ul>",
    ),
    (
        "<p>•մեկ</p><p>•երկու</p>",
        "<ul><li><p>մեկ</p></li><li><p>երկու</p></li></ul>",
    ),
    (
        f"<p><span style='{WINGDINGS}'>ü</span> մեկ</p>"
        f"<p><span style='{WINGDINGS}'>ü</span> <b>երկու</b></p>",
        "<ul><li><p>մեկ</p></li><li><p><strong>երկու</strong></p></li></ul>",
    ),
    (
        "<p class=MsoListParagraph>§ մեկ</p>",
        "<ul><li><p>մեկ</p></li></ul>",
    ),
    (
        "<p>1. մեկ</p><p>2. երկու</p>",
        "<ol><li><p>մեկ</p></li><li><p>երկու</p></li></ol>",
    ),
    (
        "<p>ա) մեկ</p><p>բ) երկու</p>",
        "<ol><li><p>մեկ</p></li><li><p>երկու</p></li></ol>",
    ),
    ("<p>§ 5 մեկ</p><p>§ 6 երկու</p>", None),
    ("<p>– Ինչպե՞ս։</p><p>– Լավ։</p>", None),
    ("<p>Ա. Գիլոյան</p><p>Բ. Գիլոյան</p>", None),
    ("<p>1. մեկ միայն</p>", None),
    ("<p>2024 թվական</p><p>2025 թվական</p>", None),
]


def test_a_list_typed_by_hand_is_one_where_that_is_sure(writing):
    assert {typed: pasted(writing, word(typed)) for typed, _kept in TYPED} == {
        typed: kept or typed for typed, kept in TYPED
    }


def test_word_in_a_browser_sends_each_item_alone(writing):
    def item(
        words,
        tag,
        level,
        start=1,
    ):
        return (
            f'<div class="ListContainerWrapper"><{tag} start="{start}">'
            f'<li data-aria-level="{level}"><p class="Paragraph"><span '
            f'style="font-weight:bold">{words}</span></p></li></{tag}></div>'
        )

    text = (
        '<div><p role="heading" aria-level="1">Վերնագիր</p>'
        + item("մեկ", "ol", 1)
        + item("խորքում", "ul", 2)
        + item("երկու", "ol", 1, 2)
        + "</div>"
    )
    assert pasted(writing, text) == (
        "<h2>Վերնագիր</h2><ol><li><p><strong>մեկ</strong></p>"
        "<ul><li><p><strong>խորքում</strong></p></li></ul></li>"
        "<li><p><strong>երկու</strong></p></li></ol>"
    )


HEADINGS = [
    ("<h1>Ա</h1>", "<h2>Ա</h2>"),
    ("<h2>Ա</h2>", "<h2>Ա</h2>"),
    ("<h3>Ա</h3>", "<h3>Ա</h3>"),
    ("<h4>Ա</h4>", "<h3>Ա</h3>"),
    ("<h6><b>Ա</b></h6>", "<h3>Ա</h3>"),
    ("<p class=MsoHeading7>Ա</p>", "<h3>Ա</h3>"),
    (
        "<h1 style='mso-list:l0 level1 lfo1'><![if !supportLists]>"
        "<span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span>"
        "<![endif]>Ա</h1>",
        "<h2>1. Ա</h2>",
    ),
]


def test_a_heading_takes_the_nearest_level_that_a_text_has(writing):
    after = "<p class=MsoNormal>Տեքստ</p>"
    kept = {
        heading: pasted(writing, word(heading + after))
        for heading, _kept in HEADINGS
    }
    assert kept == {
        heading: f"{kept}<p>Տեքստ</p>" for heading, kept in HEADINGS
    }


def test_what_is_deleted_or_commented_in_word_is_no_text(writing):
    text = word(
        "<p class=MsoNormal>Մնում է"
        "<del cite='mailto:A' datetime='2026-01-01T10:00'> հինը</del>"
        "<span style='mso-hide:all'> թաքուն</span></p>"
        "<div style='mso-element:comment-list'><p>Գաղտնի նկատողություն</p></div>"
    )
    assert pasted(writing, text) == "<p>Մնում է</p>"


def notice_of(page):
    return page.locator("[data-lost]")


def test_pictures_that_do_not_come_along_are_said(writing):
    assert pasted(
        writing, "<p>Առանց նկարի <img alt='🙂' src='/e.png'></p>"
    ) == ("<p>Առանց նկարի 🙂</p>")
    expect(notice_of(writing)).to_have_count(0)
    text = word(
        "<p>Լիճ<img width=600 height=400 src='file:///C:/clip_image001.png'></p>"
        "<p><img src='data:image/png;base64,AA=='></p>"
        "<p><img width=1 height=1 src='https://a.example/count.gif'></p>"
    )
    assert pasted(writing, text).startswith("<p>Լիճ</p>")
    expect(notice_of(writing)).to_contain_text("2")
    expect(writing.locator(".prose-figure")).to_have_count(0)
    editor_of(writing).evaluate(PASTE_FILES, ["a.png", "b.png", "c.png"])
    expect(notice_of(writing)).to_contain_text("3")
    expect(notice_of(writing)).to_have_count(1)
    expect(writing.locator(".prose-figure")).to_have_count(0)


def test_what_was_pasted_is_what_is_saved(writing):
    writing.fill("[name=title_hy]", "Փակցված")
    text = word(
        "<h1>Մաս</h1><p class=MsoNormal>CO<sub>2</sub> և մ<sup>2</sup></p>"
        + word_item("3.", "երեք")
    )
    kept = pasted(writing, text)
    assert kept == (
        "<h2>Մաս</h2><p>CO<sub>2</sub> և մ<sup>2</sup></p>"
        '<ol start="3"><li><p>երեք</p></li></ol>'
    )
    writing.locator("[name=_save]").first.click()
    expect(writing.locator(".notice--success")).to_be_visible()
    body = Article.objects.get(title_hy="Փակցված").body_hy
    assert body.replace(' data-type="decimal"', "") == kept
