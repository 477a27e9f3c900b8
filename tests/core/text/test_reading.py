import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from core.language import armenian
from core.text import fields, reading
from core.text.word_count import count_words


@pytest.mark.parametrize(
    "pasted, read",
    [
        ("ա\x00բ", "աբ"),
        ("a\ud83d", "a"),
        ("մեկ\x0bերկու", "մեկ երկու"),
        ("մեկ\x0bերկու\nերեք", "մեկ\nերկու\nերեք"),
        ("ա" * 200 + "\x0b" + "բ" * 200, "ա" * 200 + "\n" + "բ" * 200),
        ("ա\u2028բ", "ա բ"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("\uf0b7 կետ\n\uf0a7 կետ\n\uf0fc կետ", "• կետ\n▪ կետ\n✓ կետ"),
        ("\uf0ff կետ", "• կետ"),
        ("Մի\u202eաս", "Միաս"),
        ("ru\u200bn\ufeff", "run"),
        ("հա\u00adմայնք", "համայնք"),
        (
            "👨\u200d👩\u200d👧 1\ufe0f\u20e3",
            "👨\u200d👩\u200d👧 1\ufe0f\u20e3",
        ),
        ("\tա\n", "\tա\n"),
    ],
)
def test_pasted_text_is_read_as_it_can_be_carried(pasted, read):
    assert reading.readable(pasted) == read


@given(st.text(max_size=80))
def test_any_text_that_was_read_is_xml_and_stays_itself(text):
    read = reading.readable(text)
    element = etree.Element("a")
    element.text = read
    assert (etree.fromstring(etree.tostring(element)).text or "") == read
    assert reading.readable(read) == read


@pytest.mark.parametrize(
    "typed, address",
    [
        ("a@exam\u200fple.am", "a@example.am"),
        (" Ani@Gavar․am ", "ani@gavar.am"),
        ("a@գավառ.հայ", "a@xn--y9aae6hi.xn--y9a3aq"),
        ("a@xn--y9aae6hi.xn--y9a3aq", "a@xn--y9aae6hi.xn--y9a3aq"),
        ("<a@b.am>", "a@b.am"),
        ("mailto:A@b.am", "a@b.am"),
        ("a@b.am.", "a@b.am"),
        ("ani֊s@b.am", "ani-s@b.am"),
    ],
)
def test_one_mailbox_has_one_spelling(typed, address):
    assert fields.EmailField().clean(typed) == address


@pytest.mark.parametrize(
    "typed", ["ա@b.am", "a b@c.am", "a@", "@b.am", "a@b", "\u200b"]
)
def test_an_address_that_no_letter_reaches_is_refused(typed):
    with pytest.raises(ValidationError):
        fields.EmailField().clean(typed)


@pytest.mark.parametrize(
    "name", ["\u200b", "\u2800", "\u3164", "123", "...", "\u200d\u200d"]
)
def test_a_name_has_a_letter(name):
    with pytest.raises(ValidationError):
        fields.NameField().clean(name)


@pytest.mark.parametrize(
    "typed, name",
    [
        ("  Անի \u200b Սարգսյան ", "Անի Սարգսյան"),
        ("Jose\u0301", "José"),
        ("Ա\x0bԲ", "Ա Բ"),
    ],
)
def test_a_name_is_what_is_seen(typed, name):
    assert fields.NameField().clean(typed) == name


@pytest.mark.parametrize(
    "typed, address",
    [
        ("gavar.am", "https://gavar.am"),
        ("gavar․am", "https://gavar.am"),
        ("http://gavar.am/a?b=1", "http://gavar.am/a?b=1"),
        (" https://gavar.am/\u200b ", "https://gavar.am/"),
    ],
)
def test_the_address_of_a_page_is_made_whole(typed, address):
    assert fields.WebAddressField().clean(typed) == address


def test_a_script_is_no_address():
    with pytest.raises(ValidationError):
        fields.WebAddressField().clean("javascript:alert(1)")


@pytest.mark.parametrize(
    "name, read",
    [
        ("C:\\x\\Որոշում․pdf", "Որոշում.pdf"),
        ("../a/b\u202efdp.exe", "bfdp.exe"),
        ("e\u0301.png", "é.png"),
        ("\u200b", ""),
    ],
)
def test_a_file_name_is_what_is_seen(name, read):
    assert reading.read_file_name(name) == read


@pytest.mark.parametrize(
    "title, slug",
    [
        ("Գավառ․2026", "gavar-2026"),
        ("Նոր֊Գեղի–կոչ", "nor-geghi-koch"),
        ("ա\u00a0բ", "a-b"),
    ],
)
def test_every_separator_separates_in_the_address_of_a_page(title, slug):
    assert armenian.slug(title) == slug


@pytest.mark.parametrize("typed", ["12,500", "12.500", "60․000"])
def test_a_field_of_numbers_asks_back(typed):
    with pytest.raises(ValidationError) as refusal:
        fields.NumberField().clean(typed)
    assert refusal.value.error_list[0].code == "ambiguous"


@pytest.mark.parametrize("typed", ["12,5", "1e3", "5 EUR", "٣"])
def test_a_field_of_whole_numbers_takes_nothing_else(typed):
    with pytest.raises(ValidationError):
        fields.WholeNumberField().clean(typed)


def test_fields_of_numbers_read_groups():
    assert fields.WholeNumberField().clean("12 500") == 12500
    assert str(fields.NumberField().clean("12 500,50")) == "12500.50"


@pytest.mark.parametrize(
    "text, count",
    [
        ("", 0),
        ("  ", 0),
        ("մեկ", 1),
        ("մեկ երկու\nերեք", 3),
        ("a\u00a0b\u2009c", 3),
        (" a , b ", 3),
    ],
)
def test_words_are_counted_as_the_browser_counts_them(text, count):
    assert count_words(text) == count
