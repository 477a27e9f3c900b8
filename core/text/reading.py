"""What people type and paste is read once, here: one function for each purpose.

any text        readable          lines end with \\n; signs that control, hide or turn go;
                                  a soft line break of Word is a line, in a title a space;
                                  bullets of Word are bullets
a line          read_line         every run of white space is one space
a name          read_name         NFC; nothing that cannot be seen
an e-mail       read_email        NFC; Armenian dot and dashes are . and -; the domain as mail
                                  servers write it
a web address   read_web_address  the same; https:// where no scheme was typed
a file name     read_file_name    NFC; Armenian dot is .; no folder
a search        read_search       NFC; white space is one space
a number        numbers.py
a day           dates.py

The address of a page (slug) is made from its title: core/language/armenian.py.
"""

import re
import unicodedata

from core.text.bullets import read_bullets

#: no text needs them: controls but for tab and line end, signs that turn or hide the text
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\u115f\u1160\u3164\uffa0\U000e0001\U000e0020-\U000e007f]"
)
#: line ends of every system, and the soft ones of Word and PowerPoint
HARD_LINE_END = re.compile("\r\n|\r")
SOFT_LINE_END = re.compile("[\x0b\x0c\x85\u2028\u2029]")
#: a text without line ends that is no longer than this is a title or a name: it stays one line
LONGEST_LINE = 300
#: what joins letters or pictures: seen in what it joins, nothing by itself
JOINERS = re.compile("[\u200c\u200d\ufe00-\ufe0f]")
#: the Armenian dot and its likes, and the dashes, as addresses and file names know them
DOTS = dict.fromkeys(map(ord, "\u2024\u0589\uff0e\u3002"), ".")
DASHES = dict.fromkeys(
    map(ord, "\u058a\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d"), "-"
)


def readable(text: str) -> str:
    """A text that every page, paper, feed and database can carry; what can be seen stays."""
    if text.isascii() and text.isprintable():
        return text
    text = text.encode("utf-8", "ignore").decode()  # no halves of characters
    text = HARD_LINE_END.sub("\n", text)
    is_of_lines = "\n" in text or len(text) > LONGEST_LINE
    text = SOFT_LINE_END.sub("\n" if is_of_lines else " ", text)
    return read_bullets(UNSEEN.sub("", text))


def read_line(text: str) -> str:
    return " ".join(readable(text).split())


def read_name(text: str) -> str:
    """The name of a person or a thing; '' when nothing of it can be seen."""
    return unicodedata.normalize("NFC", read_line(JOINERS.sub("", text)))


def has_letter(name: str) -> bool:
    return any(sign.isalpha() for sign in name)


def read_email(text: str) -> str:
    """An address as letters are sent to it: one mailbox, one spelling."""
    text = read_name(text).translate(DOTS).translate(DASHES)
    text = re.sub(r"^<(.*)>$", r"\1", re.sub(r"(?i)^mailto:", "", text))
    local, at, domain = text.rpartition("@")
    return f"{local}{at}{_read_domain(domain)}".lower()


def _read_domain(domain: str) -> str:
    try:
        return domain.rstrip(".").encode("idna").decode()
    except UnicodeError:  # no domain: the field says so
        return domain


def read_web_address(text: str) -> str:
    """The whole address of a page; 'gavar.am' means https://gavar.am."""
    text = read_name(text).translate(DOTS).translate(DASHES)
    if re.match(r"[a-z][a-z0-9+.-]*:", text, re.I):
        return text
    return f"https://{text}" if text else ""


def read_file_name(text: str) -> str:
    """A name without a folder; '' when nothing of it can be seen."""
    text = read_name(text.replace("\\", "/").rpartition("/")[2])
    return text.translate(DOTS).strip(" .")


def read_search(text: str) -> str:
    return unicodedata.normalize("NFC", read_line(text))
