import io
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar
from pypdf import PdfReader

from core.papers import cells, pdf, printable

TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: "x")
#set text(font: ("Noto Sans", "Noto Sans Armenian"), size: 10pt, lang: "hy")
#set page(paper: "a4", margin: 20mm)
#for line in data.lines [#par(line)]
#in-columns(6, table(columns: (1fr,) * 6, ..data.lines))
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    path = tmp_path_factory.mktemp("papers") / "plain.typ"
    path.write_text(TEMPLATE, encoding="utf-8")
    return path


def read_back(paper: bytes) -> str:
    pages = PdfReader(io.BytesIO(paper)).pages
    text = "".join(page.extract_text() for page in pages)
    return "".join(text.split())


def letters(element):
    if isinstance(element, LTChar):
        yield element
    elif hasattr(element, "__iter__"):
        for part in element:
            yield from letters(part)


def outside(paper: bytes) -> list[str]:
    """The letters that stand outside their page."""
    return [
        letter.get_text()
        for page in extract_pages(
            io.BytesIO(paper), laparams=LAParams(all_texts=True)
        )
        for letter in letters(page)
        if letter.x0 < 0 or letter.x1 > page.width or letter.y0 < 0
    ]


def test_every_sign_of_unicode_makes_a_paper(template, caplog):
    signs = [
        chr(code)
        for code in range(0x110000)
        if unicodedata.category(chr(code)) != "Cs"
    ]
    shown = {printable.printable(f"ա{sign}b{sign}") for sign in signs}
    line = " ".join(sorted(shown))
    assert pdf.make_pdf(template, {"lines": [line, ""]})[:5] == b"%PDF-"
    assert caplog.records == []  # and none of them needed the plainest way


@settings(max_examples=60)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=6))
def test_any_text_makes_a_paper_inside_its_pages(template, lines):
    paper = pdf.make_pdf(template, {"lines": lines})
    assert outside(paper) == []


def test_what_no_table_foresees_makes_the_plainest_paper(
    template, monkeypatch, caplog
):
    monkeypatch.setattr(pdf, "printable", lambda text: text)
    paper = pdf.make_pdf(template, {"lines": ["Որոշում \U000f1234 այգի", ""]})
    assert "Որոշում▯այգի" in read_back(paper)
    assert [record.getMessage() for record in caplog.records] == [
        "plain.typ is made of plain signs only"
    ]


@pytest.mark.parametrize(
    "written, shown",
    [
        ("Որոշում 😀.pdf", "Որոշում 😀.pdf"),
        ("\uf0b7 կետ", "▯ կետ"),
        ("日本", "▯▯"),
        ("👍🏽", "👍"),
        ("1\ufe0f\u20e3", "1\ufe0f▯"),
        ("ա\u0301", "ա▯"),
        ("Մի\u202eաս", "Մի\u202eաս"),
        ("ru\u200bnon", "ru\u200bnon"),
        ("и\u0306 e\u0301 q\u0308", "й é q\u0308"),
        ("\u0000\ufeff", "▯"),
    ],
)
def test_a_sign_without_a_glyph_stands_as_a_substitute(written, shown):
    assert printable.printable(written) == shown


@pytest.mark.parametrize("word", ["ա" * 150, "W" * 300, "x" * 24 + "_.pdf"])
def test_a_long_word_breaks_inside_the_page(template, word):
    paper = pdf.make_pdf(template, {"lines": [word, word]})
    assert outside(paper) == []
    assert read_back(paper) == word * 4


def test_the_fonts_can_draw_the_substitute():
    assert ord(printable.SUBSTITUTE) in printable.drawn_signs()


def test_what_is_copied_from_a_paper_holds_no_break_of_ours(template):
    digest = "f0" * 32
    address = "https://portal.example/hy/verify/affix/file"
    paper = pdf.make_pdf(template, {"lines": [address, digest]})
    pages = PdfReader(io.BytesIO(paper)).pages
    text = "".join(page.extract_text() for page in pages)
    assert digest in "".join(text.split())


@pytest.mark.parametrize(
    "sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t="]
)
@pytest.mark.parametrize("before", ["", " ", "\u00a0", "\n", "\u200b"])
def test_no_cell_is_a_formula(sign, before):
    cell = cells.harmless_cell(f"{before}{sign}1+cmd|' /C calc'!A0")
    assert cell.startswith("'")
