import csv
import itertools
import unicodedata
from pathlib import Path

import pytest
from django.db.models.functions import Collate
from hypothesis import given, settings
from hypothesis import strategies as st

from communities.models import Community
from core.language import armenian, search_words
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
        "Մարտունի Մարտունու Մարտունում Մարտունիում Մարտունին Մարտունիից",
        "Գյումրի Գյումրու Գյումրուն Գյումրում Գյումրիում Գյումրուց Գյումրին",
        "Լոռի Լոռու Լոռուն Լոռուց",
        "կայուն կայունը կայունի",
        "աշխատակից աշխատակցի աշխատակցին աշխատակիցներ աշխատակցից աշխատակցով",
        "մասնակից մասնակցի մասնակիցների մասնակիցները",
        "աջակից աջակցի աջակիցներից",
        "շաբաթ շաբաթվա շաբաթներ",
        "գարուն գարնան գարունը գարնանը",
        "աշուն աշնան աշունը",
        "օր օրվա օրեր",
        "բաժին բաժնի բաժնում բաժիններ",
        "Էջմիածին Էջմիածնի Էջմիածնում",
        "հիմնում հիմնման հիմնումը",
        "լեզու լեզվի լեզուն լեզուներ",
        "տուն տան տներ",
        "հայտատու հայտատուի հայտատուն հայտատուներ",
        "միություն միութիւն միութեան միութիւնը",
        "Վանաձոր Վանաձօր Վանաձօրի",
        "mayor mayors",
        "emission emissions",
        "inventory inventories",
        "municipality municipalities",
        "signatory signatories",
        "grant grants",
        "address addresses",
        "process processes",
    ],
)
def test_all_forms_of_a_word_have_one_stem(forms):
    assert len({armenian.stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "different",
    [
        "Մարտունի մարտ",
        "կայուն կա կայ",
        "հայտ հայտնի հայտնել հայտնում",
        "Գառնի գառ գառան",
        "Մեղրի մեղր",
        "անուն Անի",
        "գինի գին",
        "նպատակից մասնակից",
        "news new",
        "Goris gori",
    ],
)
def test_words_that_differ_have_stems_that_differ(different):
    words = different.split()
    assert len({armenian.stem(word) for word in words}) == len(words)


def test_the_forms_of_every_name_of_the_register_have_one_stem():
    names = [
        word
        for file in (
            "am_communities",
            "am_communities_merged_2022",
            "am_marzes",
        )
        for row in csv.DictReader(
            (DATA.parent / f"{file}.csv").read_text("utf-8").splitlines()
        )
        for word in row["name_hy"].split()
    ]
    parted = {
        form
        for name in names
        for form in case_forms(name)
        if armenian.stem(form) != armenian.stem(name)
    }
    assert parted == {"Անուն"}  # which is the word for a name too
    assert len({armenian.stem(name) for name in names}) == len(set(names))


def case_forms(name):
    yield from (name + ending for ending in ("ի", "ից", "ով", "ում"))
    yield name + ("ն" if name[-1] in "աիո" else "ը")
    if name.endswith("ի"):
        yield from (name[:-1] + ending for ending in ("ու", "ուն", "ուց"))


@pytest.mark.parametrize(
    "text, words",
    [
        ("ՀՀՏԶ-ի, ԿԷԶԿԳԾ‑ում", ["հհտզ", "կէզկգծ"]),
        ("2026-ին, 12-րդ", ["2026", "12"]),
        ("PDF-ները, PDFներ", ["pdf", "pdf"]),
        ("Armenia's grant", ["armenia", "grant"]),
        ("քաղաք-պետություն", ["քաղաք", "պետություն"]),
        (
            "60 000, 60\u00a0000, 60,000 և 60000",
            ["60000"] * 3 + ["եվ", "60000"],
        ),
        ("27 600 000-ից", ["27600000"]),
        ("03.03.2020, 2020 100", ["03", "03", "2020", "2020", "100"]),
    ],
)
def test_words_are_told_apart_as_readers_do(text, words):
    assert armenian.words(text) == words


@pytest.mark.parametrize(
    "typed, meant",
    [
        ("Գoռիս", "Գօռիս"),  # Latin o
        ("Գоռիս", "Գօռիս"),  # Cyrillic о
        ("Uևան", "Սևան"),
        ("uևան", "սևան"),
        ("Գyումրի", "Գյումրի"),
        ("hամայնք", "համայնք"),
        ("Դաշնаգիր", "Դաշնագիր"),  # Cyrillic а
    ],
)
def test_foreign_letters_in_an_armenian_word_are_read_as_armenian(typed, meant):
    assert armenian.words(typed) == armenian.words(meant)
    assert armenian.stem(typed) == armenian.stem(meant)


@pytest.mark.parametrize(
    "alike",
    [
        "համայնք hamaynk hamaynq hamaynqner",
        "քաղաքապետ qaghaqapet kaghakapet qaxaqapet",
        "ծրագիր cragir tsragir tsragrer",
        "մրցույթ mrcuyt mrtsuyt",
        "Գյումրի Gyumri Giumri Гюмри",
        "Սևան Sevan Севан",
        "Երևան Yerevan Erevan Ереван",
        "Եղեգնաձոր Yeghegnadzor Eghegnadzor Ехегнадзор",
        "Լոռի Lori Лори",
        "Թալին Talin Талин",
        "էներգիա energia",
        "միություն miutyun",
    ],
)
def test_words_that_sound_alike_have_one_sound(alike):
    assert len({search_words.word_sound(word) for word in alike.split()}) == 1


def test_the_kind_of_a_place_is_no_name():
    question = search_words.read_question("Gavari hamaynqapetaran, Լոռու մարզ")
    assert [term[0] for term in question.names] == ["gavari", "լոռի"]


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
@settings(max_examples=25)
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
@settings(max_examples=40)
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
