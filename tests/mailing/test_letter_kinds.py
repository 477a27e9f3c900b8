"""Every letter of the portal has a name that staff can read."""

from django.conf import settings

from mailing.letter_kinds import LETTER_KINDS


def test_every_template_of_a_letter_has_a_name_and_no_name_is_without_one():
    templates = (settings.BASE_DIR / "templates" / "mail").glob("*.txt")
    assert {path.stem for path in templates} == set(LETTER_KINDS)
