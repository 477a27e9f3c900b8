"""What a colleague would notice while reading a text: marks for the writer, never a change of it.

Both և and եւ are right; a text that uses both is told so and left alone.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

ARMENIAN = "\u0531-\u0556\u0561-\u0587"
SMALL = "\u0561-\u0587"
DASHES = "-–—֊‐‑−"
#: letters of other scripts that look like Armenian ones: what is said when one stands among them
FOREIGN = {
    "A-Za-z": gettext_noop(
        "The Armenian word “%(word)s” contains Latin letters."
    ),
    "\u0400-\u04ff": gettext_noop(
        "The Armenian word “%(word)s” contains Cyrillic letters."
    ),
    "\u0370-\u03ff": gettext_noop(
        "The Armenian word “%(word)s” contains Greek letters."
    ),
}
WORD = re.compile(rf"\b[{ARMENIAN}{''.join(FOREIGN)}]+\b")
ASCII_COLON_AT_END = re.compile(rf"[{ARMENIAN}]:(?=\s+[Ա-Ֆ]|\s*$)")
#: three points and more are one sign, also after a stop («դաշնագիր՝...»)
ELLIPSIS = re.compile(r"\.{3,}|․{3,}")
#: a point may begin a name («.am»); the other stops never stand apart
SPACE_BEFORE_STOP = re.compile(
    rf"[{ARMENIAN}\d»)][^\S\n]+(?:[։,՝;]|[.․:](?=[\s»)]|$))"
)
#: after a short word the point may be of an abbreviation («ք.Երևան»), and «.հայ» ends an address
NO_SPACE_AFTER_STOP = re.compile(
    rf"[{ARMENIAN}»)][,։՝;:][{ARMENIAN}«(]"
    rf"|[{ARMENIAN}]{{4}}[.․](?!հայ\b)[{ARMENIAN}]{{2}}"
)
#: «թ.,» and «թ.։» are right: the point belongs to a short word
DOUBLED_STOP = re.compile(
    rf"[{ARMENIAN}\d»)՞՜]\s*[։:,;՝]\s*[։:,;՝.․](?![.․])"
    rf"|[{ARMENIAN}»)][.․]{{2}}"
    rf"|[{ARMENIAN}]{{4}}[.․][։:,;՝]"
)
#: between a number or a name in capitals and the ending that belongs to it
SPACE_AT_DASH = re.compile(
    rf"[\dA-ZԱ-Ֆ%»][^\S\n]+[{DASHES}][{SMALL}]{{1,5}}\b"
    rf"|[\dA-ZԱ-Ֆ%»][{DASHES}][^\S\n]+(?:ից|ին|ով|ում|ի|ը|ն|րդ|ական|ամյա)\b"
)
#: not the one of an address («?page=2»)
QUESTION_MARK = re.compile(rf"[{ARMENIAN}][»)]?\s*\?(?![A-Za-z\d=&%])")
QUOTED = re.compile(r"\"[^\"\n]+\"|(?<!\w)'[^'\n]+'(?!\w)")
ARMENIAN_LETTER = re.compile(rf"[{ARMENIAN}]")
#: «ե» for the word «է»; not the letter that numbers a paragraph («ե)», «ե.»)
LETTER_FOR_IS = re.compile(rf"[{ARMENIAN}]{{2}}[^\S\n]+ե(?=[\s։:,]|$)")
#: what Word's fonts draw for a bullet stands there as a letter or as U+F020–U+F0FF
TYPED_BULLET = re.compile(
    r"^\s*(?:[•·∙⁃‣◦●○■□▪▫◆◇❖❑➢➤►▶✓✔✗✘☐☑☒\uf020-\uf0ff]\s*"
    r"|(?:[oqvnluw§¨ØÜüþàèðŸ]|[-–—]|\(?(?:\d+|[ա-ֆ])[.)․])\s+)\S"
)
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
                _("The heading “%(text)s” skips a level.")
                % {"text": text[:60]},
            )
        level = now


def _of_links(links: list[tuple[str, str]]):
    for href, text in links:
        if ADDRESS.match(text) or text.lower().strip(" .։:") in EMPTY_WORDS:
            shown = text or href
            message = _("The link “%(text)s” does not say where it leads.") % {
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
                "The text contains leftover formatting from Word. It is removed when you save."
            ),
        )
    if sum(bool(TYPED_BULLET.match(text)) for text in paragraphs) > 1:
        yield Finding(
            "typed_list",
            _(
                "A list is typed by hand. Use the list button, so that "
                "screen readers recognise it as a list."
            ),
        )


def _of_letters(text: str):
    for word in dict.fromkeys(WORD.findall(text)):
        if not ARMENIAN_LETTER.search(word):
            continue
        for letters, sentence in FOREIGN.items():
            if re.search(f"[{letters}]", word):
                yield Finding("mixed_letters", _(sentence) % {"word": word})


def _of_spelling(text: str):
    if "և" in text and "եւ" in text:
        sentence = _(
            "Both %(one)s and %(other)s are used. Both are right; choose one if you wish."
        )
        yield Finding("two_spellings", sentence % {"one": "և", "other": "եւ"})
    if LETTER_FOR_IS.search(text):
        yield Finding(
            "letter_for_is",
            _("The letter “ե” stands alone. Is the word “է” meant?"),
        )


def _place(match: re.Match) -> str:
    """The words around a fault, so that it is found in a long text."""
    text = match.string
    before = text[: match.start()].split("\n")[-1].split(" ")[-1]
    after = text[match.end() :].split("\n")[0].split(" ")[0]
    return f"{before}{match[0]}{after}".strip()[:60]


def _of_stops(text: str):
    """Each kind of fault once, at its first place."""
    kinds = (
        (
            "space_before_stop",
            SPACE_BEFORE_STOP,
            _("There is a space before a punctuation mark: “%(place)s”."),
        ),
        (
            "no_space",
            NO_SPACE_AFTER_STOP,
            _("A space is missing after a punctuation mark: “%(place)s”."),
        ),
        (
            "doubled_stop",
            DOUBLED_STOP,
            _("Two punctuation marks in a row: “%(place)s”."),
        ),
        (
            "dash_ending",
            SPACE_AT_DASH,
            _("A space separates a word from its ending: “%(place)s”."),
        ),
        (
            "question_mark",
            QUESTION_MARK,
            _(
                "An Armenian question is marked with “՞” on its word, not with “?”:"
                " “%(place)s”."
            ),
        ),
    )
    shortened = ELLIPSIS.sub("…", text)
    for code, pattern, sentence in kinds:
        if match := pattern.search(shortened):
            yield Finding(code, sentence % {"place": _place(match)})


def _of_quotes(text: str):
    for quoted in QUOTED.findall(text):
        if ARMENIAN_LETTER.search(quoted):
            sentence = _(
                "Armenian words are in straight quotes: %(words)s. Use «…» instead."
            )
            yield Finding("straight_quotes", sentence % {"words": quoted[:60]})
            return


def findings_in_words(text: str) -> list[Finding]:
    """What the words of a plain text show."""
    findings = [*_of_letters(text), *_of_spelling(text)]
    if ASCII_COLON_AT_END.search(text):
        findings.append(
            Finding(
                "full_stop",
                _("A sentence ends with the Latin colon (:) instead of “։”."),
            )
        )
    return [*findings, *_of_stops(text), *_of_quotes(text)]


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
