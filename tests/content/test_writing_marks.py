import pytest

from content import writing_marks


def codes(html):
    return [
        finding.code for finding in writing_marks.findings_in_rich_text(html)
    ]


@pytest.mark.parametrize(
    "html, found",
    [
        ("<h2>Ա</h2><h3>Բ</h3><h2>Գ</h2>", []),
        ("<h3>Ա</h3>", ["heading_order"]),
        ("<h2></h2>", ["empty_heading"]),
        ('<p><a href="https://a.example/">այստեղ</a></p>', ["bare_link"]),
        (
            '<p><a href="https://a.example/">https://a.example/</a></p>',
            ["bare_link"],
        ),
        ('<p><a href="https://a.example/"></a></p>', ["empty_link"]),
        ('<p><a href="https://a.example/">Դաշնագրի կայքը</a></p>', []),
        ('<p class="MsoNormal" style="mso-x:1">Ա</p>', ["word"]),
        ("<p>• մեկ</p><p>• երկու</p>", ["typed_list"]),
        ("<p>1) մեկ</p><p>2) երկու</p>", ["typed_list"]),
        ("<p>- մեկ գիծ միայն</p>", []),
        ("<p>Հaյաստան</p>", ["mixed_letters"]),
        ("<p>EU4Energy և ԵՄ-ն, CO2</p>", []),
        ("<p>և մեկը, եւ մյուսը</p>", ["two_spellings"]),
        ("<p>և միայն սա</p>", []),
        ("<p>եւ միայն սա</p>", []),
        ("<p>Այսպես է:</p>", ["full_stop"]),
        ("<p>Այսպես է։</p>", []),
        ("", []),
        (None, []),
    ],
)
def test_what_a_colleague_would_notice(html, found):
    assert codes(html) == found


def test_links_are_listed_once():
    html = '<p><a href="/a/">Ա</a> <a href="/a/">Բ</a> <a href="https://b.example/">Գ</a></p>'
    assert writing_marks.text_links(html) == ["/a/", "https://b.example/"]


def test_broken_html_is_read_as_far_as_it_goes():
    assert codes("<h2>Ա<p><a href=x>այստեղ</h3></a><<<") == ["bare_link"]
