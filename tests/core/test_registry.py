"""The variants of a thing, by code and in order."""

import pytest

from core.registry import Registry
from tests.variants import Fruit

APPLE, PEAR = Fruit("apple", order=2), Fruit("pear", order=1)


@pytest.fixture
def fruits():
    fruits = Registry[Fruit]()
    fruits.register(APPLE, PEAR)
    return fruits


def test_variants_are_found_by_code_and_listed_in_order(fruits):
    assert (fruits.get("apple"), fruits.all()) == (APPLE, [PEAR, APPLE])
    assert ("pear" in fruits, "plum" in fruits) == (True, False)


def test_a_code_is_given_once(fruits):
    with pytest.raises(ValueError, match="apple"):
        fruits.register(Fruit("apple", order=3))
    assert fruits.get("apple") == APPLE


def test_what_is_unregistered_is_unknown(fruits):
    fruits.unregister(PEAR)
    assert fruits.all() == [APPLE]
    with pytest.raises(KeyError):
        fruits.get("pear")
