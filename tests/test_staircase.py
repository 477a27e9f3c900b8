"""The picture of the staircase is what the imports say, and anyone can read it."""

import xml.etree.ElementTree as ET

import pytest

from tools import staircase

SVG = "{http://www.w3.org/2000/svg}"
SMALL_HOUSE = {
    "core/hashing.py": "",
    "content/views.py": "from core import hashing\n",
    "calls/views.py": "from content import views\n",
    "applications/rules.py": "from calls import views\n",
    "applications/drafts/saving.py": "from applications import rules\n",
    "communities/models.py": "",
    "communities/register/reading.py": "from communities import models\n",
}


@pytest.fixture
def house(tmp_path):
    for name, text in SMALL_HOUSE.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def test_the_committed_picture_is_what_the_imports_say():
    drawn = (staircase.ROOT / staircase.PICTURE).read_text(encoding="utf-8")
    assert drawn == staircase.draw(staircase.ROOT), "run `make picture`"


def test_the_picture_has_a_title_and_says_the_same_in_words(house):
    picture = ET.fromstring(staircase.draw(house))
    assert picture.get("aria-labelledby") == "title desc"
    assert picture.findtext(f"{SVG}title") == "The staircase of rooms"
    said = picture.findtext(f"{SVG}desc")
    assert "calls imports content; applications imports calls." in said
    assert (
        "Inside applications: base imports nothing; drafts imports base."
        in (said)
    )


def test_a_new_import_changes_the_picture_and_a_second_one_does_not(house):
    before = staircase.draw(house)
    (house / "calls/views.py").write_text(
        "from content import views\nfrom core import hashing\n"
    )
    after = staircase.draw(house)
    (house / "calls/feeds.py").write_text("from core import hashing\n")
    assert after != before
    assert staircase.draw(house) == after


def test_packages_stand_as_low_as_what_they_import_allows():
    ties = {"base": (), "drafts": ("base",), "views": ("base", "drafts")}
    assert staircase.floors_of(ties) == [["base"], ["drafts"], ["views"]]
