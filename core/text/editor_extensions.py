"""What our own parts of the rich text may be: figures that name a picture of the library or a film.

The text holds keys alone; the address, the size, and the words in the reader's language come from
the library when the page is made. Read by the settings, so it imports nothing of the project.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

#: one definition is both the editor's buttons and the allow-list of the sanitiser
RICH_TEXT: dict[str, Any] = {
    "Bold": True,
    "Italic": True,
    "Subscript": True,
    "Superscript": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "Link": {"enableTarget": False, "protocols": ["https", "http", "mailto"]},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "HardBreak": True,
    "History": True,
    "Picture": True,
    "Gallery": True,
    "Film": True,
    "Paste": {
        "lost": {
            "pictures": _(
                "Pictures left out: %(n)s. Add them from the picture library."
            ),
            "objects": _("Objects left out (videos, drawings, files): %(n)s."),
            "comments": _("Comments left out: %(n)s."),
        },
        "tooMuch": _(
            "The text is %(size)s MB and was not sent: at most %(most)s MB can be saved. "
            "Nothing is lost; make it shorter or divide it between several pages."
        ),
    },
}

#: what a text says of a film: where it is, what it is called, what it is about, a picture's key
FILM_PARTS = ("data-film", "data-title", "data-about", "data-poster")


def allow_picture(options, shared: dict) -> None:
    """<figure data-picture="uid"></figure>: one picture."""
    shared["tags"].add("figure")
    shared["attributes"].setdefault("figure", set()).add("data-picture")


def allow_gallery(options, shared: dict) -> None:
    """<figure data-gallery="here"></figure>: where the page's gallery stands in the text."""
    shared["tags"].add("figure")
    shared["attributes"].setdefault("figure", set()).add("data-gallery")


def allow_film(options, shared: dict) -> None:
    """<figure data-film="address" data-title data-about data-poster="uid"></figure>: a film."""
    shared["tags"].add("figure")
    shared["attributes"].setdefault("figure", set()).update(FILM_PARTS)


def allow_nothing(options, shared: dict) -> None:
    """A part of the editor that makes no HTML of its own."""
