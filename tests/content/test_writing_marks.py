from pathlib import Path

import pytest
from django.utils import translation

from content import writing_marks

#: paragraphs of real texts with nothing to be said of them but that some end with a Latin colon
SENTENCES = Path(__file__).parent / "seed_sentences.txt"


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
        ("<p>\uf0b7 մեկ</p><p>\uf0a7 երկու</p>", ["typed_list"]),
        ("<p>§ մեկ</p><p>Ø երկու</p>", ["typed_list"]),
        ("<p>ա) մեկ</p><p>բ) երկու</p>", ["typed_list"]),
        ("<p>- մեկ գիծ միայն</p>", []),
        ("<p>Հaյաստան</p>", ["mixed_letters"]),
        ("<p>EU4Energy և ԵՄ-ն, CO2</p>", []),
        ("<p>և մեկը, եւ մյուսը</p>", ["two_spellings"]),
        ("<p>և միայն սա</p>", []),
        ("<p>եւ միայն սա</p>", []),
        ("<p>Այսպես է:</p>", ["full_stop"]),
        ("<p>Այսպես է։</p>", []),
        ("<p>բաժնում ։ Այցելեք</p>", ["space_before_stop"]),
        ("<p>բաժնում ․</p>", ["space_before_stop"]),
        ("<p>բաժնում , ուր</p>", ["space_before_stop"]),
        ("<p>«բաժնում» .</p>", ["space_before_stop"]),
        ("<p>գրեք .am կամ .pdf</p>", []),
        ("<p>տեղեկությունների համար,կապ հաստատեք</p>", ["no_space"]),
        ("<p>ուսուցում։Այցելեք</p>", ["no_space"]),
        ("<p>ԴՐԱՄԱՇՆՈՐՀ.ընտրված</p>", ["no_space"]),
        ("<p>ք.Երևան, 60,000 եվրո, ժամը 10:30</p>", []),
        ("<p>գրադարան.հայ</p>", []),
        ("<p>նորարարականը:.</p>", ["doubled_stop"]),
        ("<p>նորարարականը։.</p>", ["doubled_stop"]),
        ("<p>նորարարականը։։</p>", ["doubled_stop"]),
        ("<p>նորարարականը,, բայց</p>", ["doubled_stop"]),
        ("<p>նորարարականը..</p>", ["doubled_stop"]),
        ("<p>նորարարականը.։</p>", ["doubled_stop"]),
        ("<p>2020 թ., 2021 թ.։</p>", []),
        ("<p>դաշնագիր՝... կամ դաշնագիր…</p>", []),
        ("<p>50 –ից ավել</p>", ["dash_ending"]),
        ("<p>50 -ից ավել</p>", ["dash_ending"]),
        ("<p>ՀՀՏԶ -ն</p>", ["dash_ending"]),
        ("<p>EU4Energy» –ի</p>", ["dash_ending"]),
        ("<p>50- ից ավել</p>", ["dash_ending"]),
        ("<p>50-ից, 10 – 15, 10- և 12-ամյա, ՀՀՏԶ – ծրագիր</p>", []),
        ("<p>Ինչ կտա այն?</p>", ["question_mark"]),
        ("<p>«Ինչ»? Այդ</p>", ["question_mark"]),
        ("<p>Ի՞նչ կտա այն։ What? /որոնում?q=1</p>", []),
        ('<p>"Դաշնագիր" ծրագիր</p>', ["straight_quotes"]),
        ("<p>'Դաշնագիր' ծրագիր</p>", ["straight_quotes"]),
        ('<p>«Դաշնագիր» "EU4" ծրագիր "CoM"</p>', []),
        ("<p>Հ\u0430\u0435աստան</p>", ["mixed_letters"]),
        ("<p>Հ\u03b1յաստան</p>", ["mixed_letters"]),
        ("<p>Россия և Հայաստան</p>", []),
        ("<p>հասանելի ե Համայնքային</p>", ["letter_for_is"]),
        ("<p>հասանելի է, եւ ե) կետը</p>", []),
        ("", []),
        (None, []),
    ],
)
def test_what_a_colleague_would_notice(html, found):
    assert codes(html) == found


def messages(text):
    return [
        finding.message for finding in writing_marks.findings_in_words(text)
    ]


@pytest.mark.parametrize(
    "text, said",
    [
        (
            "Հ\u0430յ\u0430ստան",
            [
                "The Armenian word “Հ\u0430յ\u0430ստան” contains Cyrillic letters."
            ],
        ),
        (
            "Հ\u0430yաստան",
            [
                "The Armenian word “Հ\u0430yաստան” contains Latin letters.",
                "The Armenian word “Հ\u0430yաստան” contains Cyrillic letters.",
            ],
        ),
        (
            "երկու տողի\nկյանքի կկոչվեն 50 –ից ավել տարբերակներ",
            ["A space separates a word from its ending: “50 –ից”."],
        ),
        (
            "Տեղեկությունների համար,կապ հաստատեք",
            ["A space is missing after a punctuation mark: “համար,կապ”."],
        ),
    ],
)
def test_a_mark_says_where(text, said):
    with translation.override("en"):
        assert messages(text) == said


def test_right_sentences_have_no_marks():
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    marked = {
        line: found
        for line in lines
        if (
            found := [
                code for code in codes(f"<p>{line}</p>") if code != "full_stop"
            ]
        )
    }
    assert (len(lines) > 30, marked) == (True, {})


def test_links_are_listed_once():
    html = '<p><a href="/a/">Ա</a> <a href="/a/">Բ</a> <a href="https://b.example/">Գ</a></p>'
    assert writing_marks.text_links(html) == ["/a/", "https://b.example/"]


def test_broken_html_is_read_as_far_as_it_goes():
    assert codes("<h2>Ա<p><a href=x>այստեղ</h3></a><<<") == ["bare_link"]
