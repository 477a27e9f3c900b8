"""What the manuals say stands on the pages: names of buttons, pictures, the same tasks in both."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils.translation.trans_real import DjangoTranslation
from PIL import Image

from portal.manuals.texts import MANUALS, read_manual

LANGUAGES = ("hy", "en")
EVERY = [(name, language) for name in MANUALS for language in LANGUAGES]


def words_of_the_pages(language):
    """Every message of the pages in a language, in small letters; placeholders stand for anything.

    English is the source: its words are the keys of the Armenian catalogue.
    """
    for domain in ("django", "djangojs"):
        catalogue = DjangoTranslation("hy", domain=domain)._catalog
        for key, translated in catalogue.items():
            source = key[0] if isinstance(key, tuple) else key
            words = translated if language == "hy" else source
            yield words.rpartition("\x04")[2].casefold()


def admins_own(word):
    """ "Add banner": Django's word for adding with the name of what is added."""
    return re.sub(r"^(add|ավելացնել) .*", r"\1 %(name)s", word)


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_name_in_a_manual_stands_on_the_pages(name, language):
    known = set(words_of_the_pages(language))
    names = {
        unescape(found).casefold()
        for chapter in read_manual(name, language).chapters
        for sentence in chapter.steps + chapter.notes
        for found in re.findall("<b>(.+?)</b>", sentence)
    }
    unknown = [
        word
        for word in sorted(names)
        if word not in known and admins_own(word) not in known
    ]
    assert unknown == []


@pytest.mark.parametrize("name", MANUALS)
def test_both_languages_have_the_same_tasks_and_pictures(name):
    armenian, english = (read_manual(name, one) for one in LANGUAGES)
    assert [
        (chapter.code, len(chapter.steps), bool(chapter.picture))
        for chapter in armenian.chapters
    ] == [
        (chapter.code, len(chapter.steps), bool(chapter.picture))
        for chapter in english.chapters
    ]


def size_of(picture):
    with Image.open(finders.find(picture)) as image:
        return image.size


def test_every_picture_is_there_and_as_large_as_the_page_says():
    named = {
        chapter.picture
        for name, language in EVERY
        for chapter in read_manual(name, language).chapters
        if chapter.picture
    }
    folder = Path(settings.BASE_DIR) / "static"
    taken = {
        str(file.relative_to(folder)) for file in folder.glob("manuals/*.png")
    }
    assert taken == named
    assert {size_of(picture) for picture in named} == {(1000, 640)}


def test_a_name_is_bold_and_nothing_else_is_markup():
    step = read_manual("editor", "en").chapters[0].steps[0]
    assert "<b>Newsroom</b>" in step
    assert re.findall(r"</?\w+", step) == ["<b", "</b"]
