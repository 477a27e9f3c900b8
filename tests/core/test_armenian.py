import csv
import itertools
import unicodedata
from pathlib import Path

import pytest
from django.db.models.functions import Collate
from hypothesis import given, settings
from hypothesis import strategies as st

from communities.models import Community
from core.language import armenian
from tests import make

ALPHABET = "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ"
letters = st.sampled_from(ALPHABET + ALPHABET.upper() + "և")
armenian_words = st.text(letters, min_size=1, max_size=14)
texts = st.text(max_size=40) | st.text(
    letters | st.sampled_from("՛՜՞։՝«» -"), max_size=40
)
DATA = Path(__file__).parents[2] / "communities" / "data" / "am_communities.csv"


@given(texts)
@settings(max_examples=300)
def test_normalise_is_idempotent(text):
    once = armenian.normalise(text)
    assert armenian.normalise(once) == once


@given(armenian_words)
@settings(max_examples=300)
def test_stem_is_idempotent(word):
    once = armenian.stem(word)
    assert armenian.stem(once) == once


@given(st.text(min_size=1, max_size=14).filter(str.isalpha) | armenian_words)
@settings(max_examples=300)
def test_stem_is_never_empty_for_a_letter(word):
    assert armenian.stem(word) != ""


@given(armenian_words)
@settings(max_examples=200)
def test_normalise_takes_both_spellings_of_yev_for_one(word):
    assert armenian.normalise(word.replace("և", "եւ")) == armenian.normalise(
        word
    )


@given(armenian_words)
def test_a_mark_inside_a_word_changes_nothing(word):
    assert armenian.normalise(word[:1] + "՞" + word[1:]) == armenian.normalise(
        word
    )


@given(texts)
@settings(max_examples=300)
def test_slug_is_latin_idempotent_and_never_empty(text):
    slug = armenian.slug(text)
    assert slug == armenian.slug(slug)
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert 0 < len(slug) <= 60


@given(st.lists(armenian_words, min_size=2, max_size=6))
def test_collation_is_a_total_order(words):
    ordered = sorted(words, key=armenian.collation_key)
    assert all(
        armenian.collate(a, b) <= 0 for a, b in itertools.pairwise(ordered)
    )


@pytest.mark.parametrize(
    "forms",
    [
        "ծրագիր ծրագրեր ծրագրի ծրագրերի ծրագրերում ծրագրով ծրագրից ծրագրին ծրագիրը",
        "հայտ հայտեր հայտի հայտերի հայտերը հայտով",
        "միություն միության միությունը միություններ միությամբ",
        "համայնք համայնքի համայնքներ համայնքներում համայնքը համայնքներից",
        "քաղաքապետ քաղաքապետի քաղաքապետերի քաղաքապետերը",
        "դաշնագիր դաշնագրի դաշնագրին դաշնագիրը Դաշնագրով",
        "Գավառ Գավառի Գավառում Գավառը Գավառից",
        "Երևան ԵՐԵՎԱՆ Երեւանի Երևանում",
        "տարի տարվա տարիներ տարիների",
        "ուսուցում ուսուցման ուսուցումը",
        "աշխատաժողով աշխատաժողովի աշխատաժողովին",
        "Ի՞նչ ինչ",
    ],
)
def test_all_forms_of_a_word_have_one_stem(forms):
    assert len({armenian.stem(form) for form in forms.split()}) == 1


def test_miutyun_is_not_cut_to_two_letters():
    assert armenian.stem("միություն") == "միութ"


def test_slugs_of_the_71_communities_are_their_usual_latin_names():
    rows = list(csv.DictReader(DATA.read_text(encoding="utf-8").splitlines()))
    assert [
        armenian.slug(row["name_hy"]).replace("-", " ") for row in rows
    ] == [row["name_en"].lower() for row in rows]


@pytest.mark.django_db
@given(
    st.lists(
        st.text(
            st.sampled_from(ALPHABET + ALPHABET.upper()), min_size=1, max_size=8
        ),
        max_size=8,
        unique=True,
    )
)
@settings(max_examples=25, deadline=None)
def test_the_database_sorts_as_the_key_does(words):
    Community.objects.all().delete()
    place = make.region()
    for word in words:
        make.community(name_hy=word, region=place)
    found = Community.objects.order_by(
        Collate("name_hy", armenian.COLLATION)
    ).values_list("name_hy", flat=True)
    assert list(found) == sorted(words, key=armenian.collation_key)


@pytest.mark.django_db
@given(armenian_words)
@settings(max_examples=40, deadline=None)
def test_the_database_finds_what_the_stem_says(word):
    Community.objects.all().delete()
    one = make.community(name_hy=word, name_en="x", seat_hy="", seat_en="")
    found = list(
        Community.objects.matching(unicodedata.normalize("NFD", word).upper())
    )
    by_hand = all(
        f" {s}" in one.search_key
        for s in armenian.stems(unicodedata.normalize("NFD", word).upper())
    )
    assert (one in found) == by_hand
