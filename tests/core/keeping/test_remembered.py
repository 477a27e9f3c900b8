"""Values and parts of pages that are worked out once while the content stays as it is."""

import threading

import pytest
from django.db import transaction
from django.template import Context, Template
from django.utils import translation
from lxml import html

from core.keeping import selects
from core.keeping.remembered import remembered
from tests import make
from tests.core.keeping.asking import early_in_a_tick

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def steady_clock():
    with early_in_a_tick():
        yield


def counter():
    """A function that tells how often it was called."""
    calls = []

    def make_value():
        calls.append(1)
        return len(calls)

    return make_value


def test_a_value_is_worked_out_once_until_the_content_changes():
    value = counter()
    assert [remembered(("a",), value) for _ in range(3)] == [1, 1, 1]
    make.topic()
    assert [remembered(("a",), value) for _ in range(3)] == [2, 2, 2]
    assert remembered(("b",), value) == 3


def test_inside_a_transaction_nothing_is_remembered():
    value = counter()
    with transaction.atomic():
        assert [remembered(("c",), value) for _ in range(2)] == [1, 2]


def test_another_thread_finds_the_same_value():
    value = counter()
    remembered(("d",), value)
    found = []
    thread = threading.Thread(
        target=lambda: found.append(remembered(("d",), value))
    )
    thread.start()
    thread.join()
    assert found == [1]


def test_a_part_is_written_once_for_each_key_and_language():
    template = Template('{% remember "part" key %}{{ value }}{% endremember %}')
    written = [
        template.render(Context({"key": key, "value": value}))
        for key, value in ((1, "a"), (1, "b"), (2, "c"))
    ]
    assert written == ["a", "a", "c"]
    with translation.override("en"):
        assert template.render(Context({"key": 1, "value": "d"})) == "d"


@pytest.mark.parametrize(
    "value, chosen",
    [("b", ["b"]), (None, [""]), ("", [""]), ('x"', ['x"']), ("zz", [])],
)
def test_a_select_marks_what_is_chosen(value, chosen):
    choices = [("", "All"), ("a", "A & <b>"), ("b", "B"), ('x"', "X")]
    select = selects.QuickSelect("test", choices=choices)
    element = html.fromstring(select.render("n", value, {"id": "i"}))
    assert (element.get("name"), element.get("id")) == ("n", "i")
    assert [option.text for option in element] == ["All", "A & <b>", "B", "X"]
    assert element.xpath("option[@selected]/@value") == chosen
