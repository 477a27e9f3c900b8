import pytest

from core.text import rich_text


def test_sub_and_superscripts_are_kept():
    html = "<p>CO<sub>2</sub>, մ<sup>2</sup></p>"
    assert rich_text.sanitise(html) == html
    assert rich_text.sanitise('<p><sub style="a:b" class="c">2</sub></p>') == (
        "<p><sub>2</sub></p>"
    )


@pytest.mark.parametrize(
    "html, words",
    [
        ("<p>CO<sub>2</sub></p><p>մ<sup>2</sup></p>", "CO2 մ2"),
        ("<p>Դաշնագ<strong>րի</strong> տեքստ</p>", "Դաշնագրի տեքստ"),
        ("<ul><li><p>մեկ</p></li><li><p>երկու</p></li></ul>", "մեկ երկու"),
        ("<p>մեկ<br>երկու</p>", "մեկ երկու"),
        ("<h2>մեկ</h2><p>երկու</p>", "մեկ երկու"),
        (None, ""),
    ],
)
def test_plain_words_part_where_blocks_do(html, words):
    assert rich_text.plain_text(html) == words
