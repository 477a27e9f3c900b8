"""Paging what has no order fails: Django's paginator by its warning, slices by our guard."""

import pytest
from django.core.paginator import Paginator, UnorderedObjectListWarning

from content.models import Topic
from core.database import keyset
from news.models import Article
from tests import unordered

pytestmark = pytest.mark.django_db


def taken():
    found = list(unordered.TAKEN)
    unordered.TAKEN.clear()
    return found


def by_chance():
    return Topic.objects.order_by()


def test_the_paginator_refuses_what_has_no_order():
    with pytest.raises(UnorderedObjectListWarning):
        Paginator(by_chance(), 10).page(1)


@pytest.mark.parametrize("before", ["", keyset.END])
def test_a_page_by_key_orders_by_itself(before):
    keyset.keyset_page(Article.objects.order_by(), 5, before=before)
    assert taken() == []


@pytest.mark.parametrize("place", [slice(6), slice(10, 20)])
def test_a_slice_of_what_has_no_order_is_noted(place):
    list(by_chance()[place])
    (said,) = taken()
    assert said.startswith("tests/test_unordered.py:")
    assert said.endswith("of unordered Topic")


def test_what_is_ordered_or_here_already_is_let_be():
    list(by_chance().order_by("pk")[:6])
    here = by_chance()
    list(here)
    list(here[:6])
    by_chance().first()
    by_chance().exists()
    assert taken() == []


def test_the_test_that_took_it_fails():
    around = unordered.pytest_runtest_call(None)
    next(around)
    list(by_chance()[:6])
    with pytest.raises(pytest.fail.Exception, match="of unordered Topic"):
        around.send(None)
    assert taken() == []
