"""What a colleague would notice while reading a text: marks for the writer, never a change of it.

Both և and եւ are right; a text that uses both is told so and left alone.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.utils.translation import gettext as _

ARMENIAN = "\u0531-\u0556\u0561-\u0587"
MIXED_WORD = re.compile(
    rf"\b(?=\w*[{ARMENIAN}])(?=\w*[A-Za-z])[{ARMENIAN}A-Za-z]+\b"
)
ASCII_COLON_AT_END = re.compile(rf"[{ARMENIAN}]:(?=\s+[Ա-Ֆ]|\s*$)")
TYPED_BULLET = re.compile(r"^\s*(?:[•·▪‣o]|[-–—]|\d+[.)])\s+\S")
WORD_SIGNS = re.compile(r"mso-|class=\"?Mso|<o:p|<w:|<!--\[if", re.IGNORECASE)
ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$")
EMPTY_WORDS = {
    "here",
    "click here",
    "link",
    "read more",
    "այստեղ",
    "սեղմեք այստեղ",
    "հղում",
    "ավելին",
    "տես",
}


@dataclass(frozen=True)
class Finding:
    """Something to look at: `code` names the rule, `message` says it in the reader's language."""

    code: str
    message: str


@dataclass
class _Reader(HTMLParser):
    """The headings, links and paragraphs of a text, in order."""

    headings: list[tuple[int, str]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    _open: list[tuple[str, str, list[str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag, attrs) -> None:
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6", "a", "p"):
            self._open.append((tag, dict(attrs).get("href") or "", []))

    def handle_data(self, data) -> None:
        for _tag, _href, words in self._open:
            words.append(data)

    def handle_endtag(self, tag) -> None:
        if not self._open or self._open[-1][0] != tag:
            return
        name, href, words = self._open.pop()
        text = "".join(words).strip()
        if name == "a":
            self.links.append((href, text))
        elif name == "p":
            self.paragraphs.append(text)
        else:
            self.headings.append((int(name[1]), text))


def read_text(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html or "")
    reader.close()
    return reader


def text_links(html: str) -> list[str]:
    """The addresses that a text links to."""
    return list(
        dict.fromkeys(href for href, _text in read_text(html).links if href)
    )


def _of_headings(headings: list[tuple[int, str]]):
    level = 1
    for now, text in headings:
        if not text:
            yield Finding("empty_heading", _("A heading is empty."))
        elif now > level + 1:
            yield Finding(
                "heading_order",
                _("The heading «%(text)s» skips a level.")
                % {"text": text[:60]},
            )
        level = now


def _of_links(links: list[tuple[str, str]]):
    for href, text in links:
        if ADDRESS.match(text) or text.lower().strip(" .։:") in EMPTY_WORDS:
            shown = text or href
            message = _("The link «%(text)s» does not say where it leads.") % {
                "text": shown[:60]
            }
            yield Finding("bare_link", message)
        elif not text:
            yield Finding("empty_link", _("A link has no text."))


def _of_word(html: str, paragraphs: list[str]):
    if WORD_SIGNS.search(html):
        yield Finding(
            "word",
            _(
                "The text carries marks of Word. They are taken out when you save."
            ),
        )
    if sum(bool(TYPED_BULLET.match(text)) for text in paragraphs) > 1:
        yield Finding(
            "typed_list",
            _(
                "A list is typed by hand. Use the list button: readers' programs then know it."
            ),
        )


def findings_in_words(text: str) -> list[Finding]:
    """What the words of a plain text show."""
    findings = [
        Finding(
            "mixed_letters",
            _("Latin letters stand in the Armenian word «%(word)s».")
            % {"word": word},
        )
        for word in dict.fromkeys(MIXED_WORD.findall(text))
    ]
    if "և" in text and "եւ" in text:
        sentence = _(
            "Both %(one)s and %(other)s are used. Both are right; choose one if you wish."
        )
        findings.append(
            Finding("two_spellings", sentence % {"one": "և", "other": "եւ"})
        )
    if ASCII_COLON_AT_END.search(text):
        findings.append(
            Finding(
                "full_stop",
                _("A sentence ends with the Latin colon (:) instead of «։»."),
            )
        )
    return findings


def findings_in_rich_text(html: str) -> list[Finding]:
    """Everything to be said of one rich text, in its order."""
    reader = read_text(html)
    plain = "\n".join(
        [*(text for _level, text in reader.headings), *reader.paragraphs]
    )
    return [
        *_of_headings(reader.headings),
        *_of_links(reader.links),
        *_of_word(html or "", reader.paragraphs),
        *findings_in_words(plain),
    ]
