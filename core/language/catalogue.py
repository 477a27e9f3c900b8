"""The Armenian catalogue: what must be said in Armenian, what is, and how the two differ.

Made with Babel, so that no machine needs gettext. The source is English; strings of Django and of
the libraries count too, as far as a visitor, member or editor can meet them.
"""

import functools
import io
import re
import site
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation import template as django_templates

FOLDER = settings.BASE_DIR / "locale" / "hy" / "LC_MESSAGES"
DOMAINS = ("django", "djangojs")
SOURCES = (
    "core",
    "accounts",
    "mailing",
    "content",
    "portal",
    "communities",
    "news",
    "library",
    "calls",
    "applications",
    "evaluation",
    "templates",
)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
#: library → its catalogue folder, and a language of it that lists every message
LIBRARIES = {
    "django/conf": "en",
    "django/contrib/admin": "en",
    "django/contrib/auth": "en",
    "django/contrib/contenttypes": "en",
    "allauth": "de",
    "django_filters": "de",
    "django_prose_editor": "de",
}
#: parts of libraries that nobody of ours can meet
UNMET = re.compile(
    r"contrib/(gis|postgres|flatpages|redirects)|global_settings"
    r"|^\.?/?(socialaccount|mfa|usersessions|idp|headless"
    r"|templates/(socialaccount|mfa|usersessions|idp))"
)
#: an id is the English text, or (context, text); plural forms share the id of the singular
Key = tuple[str | None, str]
#: a Latin letter next to an Armenian one inside a word
MIXED = re.compile("[Ա-Ֆա-և][A-Za-z]|[A-Za-z][Ա-Ֆա-և]")
PLACEHOLDER = re.compile(r"%\(\w+\)[sdfr]|%[sdr]|%%|\{\w*\}")


def message_key(message: Message) -> Key:
    single = message.id if isinstance(message.id, str) else message.id[0]
    return (message.context, single)


def _messages(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def _extract_file(path: Path) -> Iterator[tuple[int, Any, list[str], Any]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # what is not a message is blanked out; its indentation is no Python
        text = "\n".join(
            line.lstrip()
            for line in django_templates.templatize(text).split("\n")
        )
    return extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS)


@functools.cache
def own_messages() -> Catalog:
    """Every message of our code and templates, with the files it stands in."""
    catalog = Catalog(locale="hy")
    for folder in SOURCES:
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if (
                path.suffix in (".py", ".html", ".txt")
                and "migrations" not in path.parts
            ):
                where = str(path.relative_to(settings.BASE_DIR))
                for _line, ids, _comments, context in _extract_file(path):
                    catalog.add(ids, locations=[(where, 0)], context=context)
    return catalog


def _library_folder(library: str) -> Path:
    folders = [
        Path(packages) / library / "locale"
        for packages in site.getsitepackages()
    ]
    return next(folder for folder in folders if folder.is_dir())


def _read(path: Path) -> Catalog:
    if not path.is_file():
        return Catalog(locale="hy")
    with path.open("rb") as file:
        return read_po(file, locale="hy")


@functools.cache
def library_messages(domain: str) -> dict[Key, tuple[Message, bool]]:
    """key → (message, whether the library itself says it in Armenian)."""
    messages: dict[Key, tuple[Message, bool]] = {}
    for library, language in LIBRARIES.items():
        folder = _library_folder(library)
        translated = {
            message_key(m): m
            for m in _messages(
                _read(folder / "hy/LC_MESSAGES" / f"{domain}.po")
            )
        }
        for message in _messages(
            _read(folder / language / "LC_MESSAGES" / f"{domain}.po")
        ):
            if message.locations and all(
                UNMET.search(where) for where, _line in message.locations
            ):
                continue
            theirs = translated.get(message_key(message))
            is_said = (
                theirs is not None and not theirs.fuzzy and _is_full(theirs)
            )
            _seen, was_said = messages.get(message_key(message), (None, False))
            messages[message_key(message)] = (message, is_said or was_said)
    return messages


def _is_full(message: Message) -> bool:
    return (
        bool(message.string)
        if isinstance(message.string, str)
        else all(message.string or [""])
    )


def catalogue_messages(domain: str) -> dict[Key, Message]:
    return {
        message_key(message): message
        for message in _messages(_read(FOLDER / f"{domain}.po"))
    }


def wanted_messages(domain: str) -> tuple[dict[Key, Message], set[Key]]:
    """What the catalogue must hold, and what else it may hold: improvements on a library's own."""
    ours = (
        {message_key(m): m for m in _messages(own_messages())}
        if domain == "django"
        else {}
    )
    theirs = library_messages(domain)
    must = {
        id_: message
        for id_, (message, is_said) in theirs.items()
        if not is_said
    } | ours
    return must, set(theirs) | set(ours)


def catalogue_problems(domain: str) -> list[str]:
    """Everything wrong with the committed catalogue, a line each; empty when it is whole."""
    must, may = wanted_messages(domain)
    have = catalogue_messages(domain)
    problems = [f"missing: {id_}" for id_ in must if id_ not in have]
    problems += [f"stale: {id_}" for id_ in have if id_ not in may]
    for id_, message in have.items():
        if message.fuzzy:
            problems.append(f"fuzzy: {id_}")
        if not _is_full(message):
            problems.append(f"untranslated: {id_}")
        elif not _placeholders_agree(message):
            problems.append(f"placeholders differ: {id_}")
    return problems


def _placeholders_agree(message: Message) -> bool:
    """Each Armenian form has the placeholders of the English form of the same place."""
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    forms = (
        [message.string]
        if isinstance(message.string, str)
        else list(message.string or [])
    )
    needed = [set(PLACEHOLDER.findall(id_)) for id_ in ids]
    return all(
        set(PLACEHOLDER.findall(form)) == needed[min(place, len(needed) - 1)]
        for place, form in enumerate(forms)
    )


def update_catalogue(domain: str) -> int:
    """Rewrite the catalogue: new messages empty, stale ones gone; the number still to translate."""
    must, may = wanted_messages(domain)
    have = catalogue_messages(domain)
    fresh = Catalog(locale="hy", project="Covenant portal", fuzzy=False)
    for id_ in sorted(
        set(must) | (set(have) & may), key=lambda k: (k[1], k[0] or "")
    ):
        source, old = must.get(id_) or have[id_], have.get(id_)
        places = sorted({(where, 0) for where, _line in source.locations})
        string = old.string if old else None
        fresh.add(
            source.id,
            string,
            locations=places if id_ in must else [],
            context=id_[0],
        )
    with (FOLDER / f"{domain}.po").open("wb") as file:
        write_po(
            file,
            fresh,
            width=100,
            omit_header=False,
            include_lineno=False,
            sort_by_file=False,
        )
    return sum(
        not _is_full(message) for message in catalogue_messages(domain).values()
    )


def compile_catalogues() -> None:
    for domain in DOMAINS:
        with (FOLDER / f"{domain}.mo").open("wb") as file:
            write_mo(file, _read(FOLDER / f"{domain}.po"))
