"""The Armenian catalogue is whole, and what it says is right where it is easily wrong."""

import subprocess
import sys

import pytest
from django.conf import settings
from django.utils import dates, formats, translation
from django.utils.translation import gettext, ngettext

from core.language import catalogue


@pytest.mark.parametrize("domain", catalogue.DOMAINS)
def test_the_catalogue_is_neither_stale_nor_untranslated_nor_fuzzy(domain):
    assert catalogue.catalogue_problems(domain) == []


def test_the_command_agrees(tmp_path):
    done = subprocess.run(
        [sys.executable, "manage.py", "messages", "--check"],
        cwd=settings.BASE_DIR,
        capture_output=True,
    )
    assert done.returncode == 0


MONTHS = (
    "Հունվար Փետրվար Մարտ Ապրիլ Մայիս Հունիս "
    "Հուլիս Օգոստոս Սեպտեմբեր Հոկտեմբեր Նոյեմբեր Դեկտեմբեր"
)
GENITIVE = " ".join(f"{month.lower()}ի" for month in MONTHS.split())


def test_every_month_has_its_own_name():
    with translation.override("hy"):
        assert [
            str(dates.MONTHS[month]) for month in range(1, 13)
        ] == MONTHS.split()
        assert [
            str(dates.MONTHS_ALT[month]) for month in range(1, 13)
        ] == GENITIVE.split()
        assert len({str(dates.MONTHS_3[month]) for month in range(1, 13)}) == 12
        assert (
            len({str(dates.MONTHS_AP[month]) for month in range(1, 13)}) == 12
        )


def test_the_week_begins_on_monday_and_numbers_are_armenian():
    with translation.override("hy"):
        assert formats.get_format("FIRST_DAY_OF_WEEK") == 1
        assert (
            formats.number_format("1234567.5", 1, force_grouping=True)
            == "1\u00a0234\u00a0567,5"
        )


def test_at_most_is_not_at_least():
    with translation.override("hy"):
        said = ngettext(
            "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
            "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
            3,
        )
    assert "առավելագույն" in said or "ոչ ավելի" in said
    assert "առնվազն" not in said


def test_armenian_texts_use_armenian_signs():
    """No old spelling of և, no Latin letter inside an Armenian word, no colon for a full stop."""
    wrong = []
    for domain in catalogue.DOMAINS:
        for message in catalogue.catalogue_messages(domain).values():
            forms = (
                [message.string]
                if isinstance(message.string, str)
                else message.string
            )
            wrong += [
                form
                for form in forms
                if "եւ" in form
                or catalogue.MIXED.search(catalogue.PLACEHOLDER.sub(" ", form))
            ]
    assert wrong == []


@pytest.mark.parametrize(
    "english", ["Sign in", "Save", "Deadline", "Log out", "Delete"]
)
def test_a_word_of_each_kind_is_said_in_armenian(english):
    with translation.override("hy"):
        assert gettext(english) != english


def planted(domain, change):
    """The problems of a catalogue after one planted fault."""
    have = catalogue.catalogue_messages(domain)
    change(have)
    return have


@pytest.mark.parametrize(
    "fault, said",
    [
        (
            lambda have: have.pop((None, "Deadline")),
            "missing: (None, 'Deadline')",
        ),
        (
            lambda have: have.update(
                {(None, "Gone"): catalogue.Message("Gone", "Գնաց")}
            ),
            "stale: (None, 'Gone')",
        ),
        (
            lambda have: setattr(have[None, "Deadline"], "string", ""),
            "untranslated: (None, 'Deadline')",
        ),
        (
            lambda have: have[None, "Deadline"].flags.add("fuzzy"),
            "fuzzy: (None, 'Deadline')",
        ),
        (
            lambda have: setattr(
                have[None, "Lot %(number)s"], "string", "Լոտ %(numer)s"
            ),
            "placeholders differ: (None, 'Lot %(number)s')",
        ),
    ],
)
def test_each_fault_of_a_catalogue_is_seen(monkeypatch, fault, said):
    faulty = planted("django", fault)
    monkeypatch.setattr(catalogue, "catalogue_messages", lambda domain: faulty)
    assert catalogue.catalogue_problems("django") == [said]
