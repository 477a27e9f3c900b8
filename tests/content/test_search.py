import datetime as dt
import re
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone, translation
from hypothesis import given, settings
from hypothesis import strategies as st

from content import searchable
from content.models import SearchEntry, SearchWord
from content.search import (
    engine,
    entries,
    fixed_pages,
    highlight,
    kinds,
    query,
    results,
    suggest,
)
from core.language import armenian
from library.models import Lesson
from news.models import Article
from tests import make

pytestmark = pytest.mark.django_db
HERE = Path(__file__).parent
NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)


def titles(asked, language="hy", **options):
    answer = query.search(asked, language, **options)
    return [
        re.sub("</?mark>", "", result.title)
        for group in answer.groups
        for result in group.results
    ]


def told(title, body="<p>Տեքստ</p>", **fields):
    return make.article(
        title_hy=title, body_hy=body, title_en="", body_en="", **fields
    )


@pytest.mark.parametrize(
    "asked",
    [
        "ծրագիր",
        "ծրագրեր",
        "ծրագրերի",
        "ԾՐԱԳԻՐ",
        "Ծրագրում",
        "ծրագրով",
        "ծրագրից",
        "ծրագրերը",
        "ծրագիրն",
        "«ծրագիր»",
        "ծրագի՞ր",
    ],
)
def test_any_case_form_capital_or_mark_finds_the_word(asked):
    told("Գործողությունների ծրագիրը")
    told("Ուրիշ բան")
    assert titles(asked) == ["Գործողությունների ծրագիրը"]


@pytest.mark.parametrize(
    "written", ["Ի՞նչ է արվել եւ ինչ է մնում", "ի՞նչ է արվել և ինչ է մնում"]
)
@pytest.mark.parametrize("asked", ["Ի՞նչ", "ինչ", "ԻՆՉ", "ի՜նչ"])
def test_marks_inside_words_and_both_spellings_are_one(written, asked):
    told(written)
    assert titles(asked) == [written]


@pytest.mark.parametrize(
    "written, asked",
    [
        ("Արեւելք", "Արևելք"),
        ("Արևելք", "ԱՐԵՒԵԼՔ"),
        ("Երևան", "Երեւանում"),
        ("վերաձեւակերպել", "վերաձևակերպել"),
    ],
)
def test_both_spellings_of_ev_find_each_other(written, asked):
    told(written)
    assert titles(asked) == [written]


#: real questions → the addresses that must come, in this order, from the demonstration
REAL = [
    ("Մինսկ", ["minsk-workshop-2020", "minsk-workshop"]),
    ("մինսկում աշխատաժողով", ["minsk-workshop-2020", "minsk-workshop"]),
    ("Կապուկչյան", ["minsk-workshop-2020"]),
    ("Գիլոյանի", ["minsk-workshop-2020"]),
    (
        "պորտֆելի ճամփորդություն",
        ["urban-transformation", "what-urban-transformation-gives"],
    ),
    (
        "ՀԱՆՐԱՅԻՆ ԱԶԴԵՑՈՒԹՅԱՆ ԿԵՆՏՐՈՆ",
        ["urban-transformation", "what-urban-transformation-gives"],
    ),
    ("ի՞նչ կտա մենթորությունը", []),
    (
        "մենթորություն",
        ["urban-transformation", "what-urban-transformation-gives"],
    ),
    ("բարեգործական կազմակերպություններ", ["what-urban-transformation-gives"]),
    ("վերաձևակերպել հիմնախնդիրները", ["what-urban-transformation-gives"]),
]


@pytest.mark.parametrize("asked, addresses", REAL)
def test_real_questions_get_their_answers(texts, asked, addresses):
    answer = query.search(asked, "hy")
    found = [
        result.path.rstrip("/").rpartition("/")[2]
        for group in answer.groups
        for result in group.results
    ]
    assert found == addresses


def seed_words():
    """Every word of the two seed pages that is longer than three letters, as it stands there."""
    return (HERE / "seed_words.txt").read_text(encoding="utf-8").split()


FACTS = ("minsk-workshop-2020", "what-urban-transformation-gives")


def spellings(word):
    yield from (
        word,
        word.upper().replace("ԵՎ", "ԵՒ"),
        word.capitalize(),
        word.replace("եւ", "և"),
    )
    yield word.replace("և", "եւ")
    yield re.sub("([աեէըիոօ])", "\\1՞", word, count=1)


def test_the_articles_that_tell_the_facts_of_the_seeds_are_found_by_their_words(
    texts,
):
    """In any spelling and capital; and the words of both seeds are told nearly all of them."""
    told = Article.objects.filter(slug__in=FACTS)
    held = {
        article.slug: set(armenian.stems(text_of(article))) for article in told
    }
    words = seed_words()
    missing = [
        word
        for word in words
        if not any(armenian.stem(word) in stems for stems in held.values())
    ]
    assert len(missing) / len(words) < 0.06, missing
    for word in sorted(set(words) - set(missing)):
        wanted = {
            slug for slug, stems in held.items() if armenian.stem(word) in stems
        }
        for spelling in set(spellings(word)):
            assert wanted <= articles_found(spelling), spelling


def text_of(article):
    return f"{article.title_hy} {article.search_text('hy')[1]}"


def articles_found(asked):
    answer = query.search(asked, "hy", kind="article")
    return {
        result.path.rstrip("/").rpartition("/")[2]
        for group in answer.groups
        for result in group.results
    }


@pytest.mark.parametrize(
    "noun",
    [
        "համայնք",
        "դաշնագիր",
        "քաղաք",
        "գործընկեր",
        "ծրագիր",
        "հրավեր",
        "կազմակերպություն",
    ],
)
def test_every_case_form_of_a_noun_finds_it(noun):
    told(f"Մի {noun} կա")
    stem = {"դաշնագիր": "դաշնագր", "ծրագիր": "ծրագր"}.get(noun, noun)
    if noun.endswith("ություն"):
        forms = [
            noun + e
            for e in (
                "ը",
                "ն",
                "ից",
                "ով",
                "ում",
                "ներ",
                "ների",
                "ներից",
                "ներով",
                "ներում",
            )
        ]
        forms += [
            noun.replace("ություն", "ության"),
            noun.replace("ություն", "ությամբ"),
        ]
    else:
        forms = [
            stem + e
            for e in (
                "ի",
                "ից",
                "ով",
                "ում",
                "ը",
                "եր",
                "երի",
                "երից",
                "երով",
                "երում",
                "երը",
            )
        ]
        forms.append(f"{noun}ն")
    assert [form for form in forms if titles(form) != [f"Մի {noun} կա"]] == []


def test_titles_come_first_then_the_newest():
    new_text = told("Ա", "<p>Կլիմա</p>", published_at=NOW)
    old_title = told("Կլիմա", published_at=NOW - dt.timedelta(days=900))
    new_title = told("Կլիմայի օր", published_at=NOW - dt.timedelta(days=1))
    with time_machine.travel(NOW + dt.timedelta(days=1), tick=False):
        assert titles("կլիմա") == [
            new_title.title_hy,
            old_title.title_hy,
            new_text.title_hy,
        ]


def test_with_two_words_some_in_the_title_come_before_none():
    both = told("Կլիմա և էներգիա", published_at=NOW - dt.timedelta(days=3))
    some = told(
        "Էներգիա", "<p>կլիմա</p>", published_at=NOW - dt.timedelta(days=2)
    )
    none = told(
        "Ա", "<p>կլիմա, էներգիա</p>", published_at=NOW - dt.timedelta(days=1)
    )
    told("Էներգիա առանց մյուսի", published_at=NOW)
    with time_machine.travel(NOW + dt.timedelta(days=1), tick=False):
        assert titles("էներգիա կլիմա") == [
            one.title_hy for one in (both, some, none)
        ]


def test_only_what_is_public_now_is_found():
    told("Վաղը կլիմա", published_at=NOW + dt.timedelta(hours=1))
    told("Սևագիր կլիմա", published_at=None)
    told(
        "Հանված կլիմա",
        published_at=NOW - dt.timedelta(days=2),
        withdrawn_at=NOW - dt.timedelta(days=1),
    )
    with time_machine.travel(NOW, tick=False):
        assert titles("կլիմա") == []
    with time_machine.travel(NOW + dt.timedelta(hours=2), tick=False):
        assert titles("կլիմա") == ["Վաղը կլիմա"]


def test_the_index_follows_a_change_and_a_deletion():
    article = told("Կլիմա")
    article.title_hy = "Տուֆ"
    article.save()
    assert (titles("կլիմա"), titles("տուֆ")) == ([], ["Տուֆ"])
    article.delete()
    assert (titles("տուֆ"), SearchEntry.objects.count()) == ([], 0)


def test_what_is_taken_back_is_taken_out_of_the_index_too():
    with transaction.atomic():
        told("Կլիմա")
        transaction.set_rollback(True)
    assert titles("կլիմա") == []


def test_a_thing_is_found_in_the_language_of_the_reader():
    make.article(title_hy="Կլիմա", title_en="Climate")
    assert (titles("Climate", "en"), titles("կլիմա", "hy")) == (
        ["Climate"],
        ["Կլիմա"],
    )


def test_what_only_the_other_language_has_is_marked(client):
    told("Կլիմա միայն հայերեն")
    answer = query.search("կլիմա", "en")
    assert (answer.count, answer.groups[0].results[0].language) == (1, "hy")
    make.article(
        slug="both", title_hy="Ուրիշ", title_en="Only English says energy"
    )
    other = query.search("energy", "hy")
    assert (other.language, other.groups[0].results[0].path) == (
        "en",
        "/en/news/both/",
    )
    page = client.get("/hy/search/?q=energy").content.decode()
    assert '<a href="/en/news/both/" hreflang="en">' in page


def test_a_community_is_found_by_its_other_names():
    town = make.community(name_hy="Վաղարշապատ", name_en="Vagharshapat")
    town.aliases.create(name="Էջմիածին")
    town.save()
    assert titles("Էջմիածնում") == ["Վաղարշապատ"]
    assert titles("Vagharshapat") == ["Վաղարշապատ"]


@pytest.mark.parametrize(
    "asked, name",
    [
        ("Լենինական", "Գյումրի"),
        ("Կիրովականում", "Վանաձոր"),
        ("Նոր Բայազետ", "Գավառ"),
        ("Կամո", "Գավառ"),
        ("leninakan", "Գյումրի"),
        ("Աջափնյակ", "Երևան"),
        ("Քանաքեռ", "Երևան"),
        ("Մալաթիա-Սեբաստիա", "Երևան"),
        ("Arabkir", "Երևան"),
    ],
)
def test_former_names_and_districts_find_their_town(register, asked, name):
    assert titles(asked)[0] == name


def found(asked, kind="community", language="hy"):
    """Titles of one kind, and whether each is marked as past."""
    return [
        (re.sub("</?mark>", "", result.title), result.is_past)
        for group in query.search(asked, language, kind=kind).groups
        for result in group.results
    ]


def present(*names):
    return [(name, False) for name in names]


@pytest.mark.parametrize(
    "asked, language, names",
    [
        ("Սևան համայնք", "hy", ["Սևան"]),
        ("Գավառի համայնքապետարան", "hy", ["Գավառ"]),
        ("Գյումրի քաղաք", "hy", ["Գյումրի"]),
        ("քաղաք Գյումրի", "hy", ["Գյումրի"]),
        ("Gavari hamaynq", "hy", ["Գավառ"]),
        ("Gyumri municipality", "en", ["Gyumri"]),
        ("Municipality of Gyumri", "en", ["Gyumri"]),
        ("Гюмри", "hy", ["Գյումրի"]),
        ("Севан", "hy", ["Սևան"]),
        ("Ереван", "en", ["Yerevan"]),
        ("Erevan", "hy", ["Երևան"]),
        ("Eghegnadzor", "en", ["Yeghegnadzor"]),
        ("Վանաձօր", "hy", ["Վանաձոր"]),
        ("Uևան", "hy", ["Սևան"]),
        ("Գyումրի", "hy", ["Գյումրի"]),
        ("Գորիu", "hy", ["Գորիս"]),
        ("Գорիս", "hy", ["Գորիս"]),
    ],
)
def test_a_community_is_found_by_how_people_write_it(
    texts, asked, language, names
):
    assert found(asked, language=language) == present(*names)


@pytest.mark.parametrize("region", ["Վայոց ձորի մարզ", "Վայոց ձոր"])
def test_a_region_finds_its_communities(texts, region):
    assert found(region) == present(
        "Եղեգնաձոր", "Ջերմուկ", "Վայք", "Արենի", "Եղեգիս"
    )


@pytest.mark.parametrize("asked", ["Լոռի", "Լոռու մարզ", "Lori marz"])
def test_present_communities_come_first_and_abolished_ones_are_marked(
    texts, client, asked
):
    communities = found(asked)
    assert communities[:3] == present("Լոռի Բերդ", "Վանաձոր", "Ալավերդի")
    assert [is_past for _title, is_past in communities] == (
        [False] * 11 + [True] * 5
    )
    page = client.get("/hy/search/", {"q": "Օձուն", "kind": "community"})
    assert page.content.decode().count("նախկին համայնք") == 1
    page = client.get("/hy/search/", {"q": "Վանաձոր", "kind": "community"})
    assert page.content.decode().count("նախկին համայնք") == 0


def test_what_has_the_kind_of_the_place_too_comes_first():
    told("Սևան", published_at=NOW)
    told("Սևան քաղաք", published_at=NOW - dt.timedelta(days=9))
    told("Քաղաք", published_at=NOW)
    with time_machine.travel(NOW + dt.timedelta(days=1), tick=False):
        assert titles("քաղաք Սևան") == ["Սևան քաղաք", "Սևան"]
        assert titles("քաղաք") == ["Քաղաք", "Սևան քաղաք"]


def counts(asked, language="hy"):
    return {
        group.kind: group.count
        for group in query.search(asked, language).groups
    }


@pytest.mark.parametrize(
    "one, other, language",
    [
        ("ՀՀՏԶ", "ՀՀՏԶ-ի", "hy"),
        ("ԿԷԶԿԳԾ", "ԿԷԶԿԳԾ-ի", "hy"),
        ("mayor", "mayors", "en"),
        ("emission", "emissions", "en"),
        ("inventory", "inventories", "en"),
        ("municipality", "municipalities", "en"),
        ("signatory", "signatories", "en"),
        ("grant", "grants", "en"),
        ("աշխատակից", "աշխատակցին", "hy"),
        ("շաբաթ", "շաբաթվա", "hy"),
        ("գարուն", "գարնան", "hy"),
        ("միություն", "միութիւն", "hy"),
        ("60 000", "60000", "hy"),
        ("60,000", "60000", "en"),
        ("hamaynk", "hamaynq", "hy"),
        ("qaghaqapet", "kaghakapet", "hy"),
        ("cragir", "ծրագիր", "hy"),
        ("klima", "կլիմա", "hy"),
    ],
)
def test_two_writings_of_a_word_find_the_same(
    texts,
    one,
    other,
    language,
):
    assert counts(one, language) == counts(other, language) != {}


def test_a_short_word_is_not_found_in_a_longer_one():
    told("Մարտունի")
    told("Կայուն զարգացում")
    told("Հայտնի է")
    for asked in ("մարտ", "կա", "հայտ", "հայտնել"):
        assert titles(asked) == []


@pytest.mark.parametrize(
    "asked, language, addresses",
    [
        ("map", "en", ["/en/communities/map/"]),
        ("map", "hy", ["/hy/communities/map/"]),
        ("քարտեզ", "hy", ["/hy/communities/map/"]),
        ("newsletter", "en", ["/en/newsletter/"]),
        ("տեղեկագիր", "hy", ["/hy/newsletter/"]),
        ("տեղեկագրի", "hy", ["/hy/newsletter/"]),
        ("library", "en", ["/en/library/"]),
        ("գրադարան", "hy", ["/hy/library/"]),
        ("gradaran", "hy", ["/hy/library/"]),
        ("մարզ", "hy", ["/hy/communities/", "/hy/communities/map/"]),
        ("Գավառի քարտեզ", "hy", []),
    ],
)
def test_the_portals_own_pages_are_found(
    client,
    asked,
    language,
    addresses,
):
    answer = client.get(f"/{language}/search/", {"q": asked})
    pages = answer.context["answer"].pages
    with translation.override(language):
        assert [page.get_absolute_url() for page in pages] == addresses
    text = answer.content.decode()
    assert [f'<a href="{path}">' in text for path in addresses] == (
        [True] * len(addresses)
    )


def test_every_page_of_the_portal_that_is_found_answers(client):
    pages = fixed_pages.FIXED_PAGES.all()
    assert len(pages) == 17
    for page in pages:
        assert client.get(page.get_absolute_url()).status_code == 200


def test_results_are_grouped_and_counted(client):
    make.community(name_hy="Գավառ", name_en="Gavar")
    for n in range(7):
        told(f"Գավառի լուր {n}")
    answer = query.search("Գավառ", "hy")
    assert [
        (group.kind, group.count, len(group.results)) for group in answer.groups
    ] == [
        ("community", 1, 1),
        ("article", 7, 5),
    ]
    page = client.get("/hy/search/?q=Գավառ").content.decode()
    assert "?q=%D4%B3%D5%A1%D5%BE%D5%A1%D5%BC&amp;kind=article" in page


def test_one_kind_is_paged():
    for n in range(25):
        told(f"Գավառ {n:02}", published_at=NOW - dt.timedelta(days=n))
    with time_machine.travel(NOW + dt.timedelta(days=1), tick=False):
        first, second = (
            titles("Գավառ", kind="article"),
            titles("Գավառ", kind="article", start=20),
        )
    assert (len(first), len(second), len({*first, *second})) == (20, 5, 25)


def test_counting_stops(monkeypatch, client):
    monkeypatch.setattr(results, "COUNTED", 3)
    monkeypatch.setattr(query, "MOST", 4)
    for n in range(6):
        told(f"Գավառ {n}")
    (group,) = query.search("Գավառ", "hy").groups
    assert (group.count, group.is_more_than_counted) == (4, True)


def test_the_kind_of_a_place_costs_three_queries_more_at_most(
    client, django_assert_max_num_queries
):
    told("Գավառ")
    with django_assert_max_num_queries(10):
        client.get("/hy/search/?q=Գավառ համայնք")


@pytest.mark.parametrize("rows", [1, 3])
def test_a_search_takes_as_many_queries_for_three_as_for_one(
    client, django_assert_num_queries, rows
):
    for _ in range(rows):
        told("Գավառ")
        make.community(name_hy="Գավառ")
    with django_assert_num_queries(3):
        client.get("/hy/search/?q=Գավառ")


def test_words_found_are_marked_in_their_own_spelling():
    assert highlight.marked_words(
        "Ի՞նչ են ծրագրերը <b>", {armenian.stem("ծրագիր"), "ինչ"}
    ) == ("<mark>Ի՞նչ</mark> են <mark>ծրագրերը</mark> &lt;b&gt;")


def test_a_number_and_an_abbreviation_are_marked_as_they_are_written():
    tokens = query.read_question("60000 ՀՀՏԶ-ի Gavar").tokens
    assert highlight.marked_words("60 000 եվրո, ՀՀՏԶ-ն Գավառում", tokens) == (
        "<mark>60 000</mark> եվրո, <mark>ՀՀՏԶ</mark>-ն <mark>Գավառում</mark>"
    )


def test_an_excerpt_stands_around_the_first_word_found():
    text = "սկիզբ " * 100 + "Գավառում ձյուն եկավ " + "վերջ " * 100
    said = highlight.excerpt(text, {armenian.stem("Գավառ")})
    assert (said[0], said[-1], len(said) < 300) == ("…", "…", True)
    assert "<mark>Գավառում</mark> ձյուն" in said


@pytest.mark.parametrize(
    "asked, better",
    [
        ("Գավար", "գավառ"),
        ("gavar", "գավառ"),
        ("վանձոր", "վանաձոր"),
        ("vanadzor", "վանաձոր"),
        ("Գավառ", ""),
        ("քաֆքա", ""),
        ("Վանաձոռ", "վանաձոր"),
        ("Վանադզոր", "վանաձոր"),
        ("Kavar", "գավառ"),
        ("Гавар", "գավառ"),
    ],
)
def test_a_misspelt_word_gets_a_suggestion(asked, better):
    told("Գավառ և Վանաձոր")
    assert suggest.suggestion(asked) == better


@pytest.mark.parametrize(
    "asked, language, better",
    [
        ("Գավար", "hy", "գավառ"),
        ("Kavar", "hy", "գավառ"),
        ("Kavar", "en", "gavar"),
        ("Վանաձոռ", "hy", "վանաձոր"),
        ("Վանադզոր", "hy", "վանաձոր"),
        ("Раздан", "hy", "հրազդան"),
        ("Мегри", "hy", "մեղրի"),
        ("Etchmiadzin", "hy", "էջմիածին"),
        ("Erivan", "hy", "երևան"),
        ("Gyumry", "en", "gyumri"),
    ],
)
def test_a_suggestion_stands_in_the_letters_of_the_page(
    texts, asked, language, better
):
    with translation.override(language):
        assert suggest.suggestion(asked) == better


def test_words_of_what_is_not_public_are_not_suggested(client):
    told("Պլանավորված", published_at=timezone.now() + dt.timedelta(days=9))
    assert (
        "պլանավորված"
        not in client.get("/hy/search/?q=Պլանավորվաց").content.decode()
    )


def test_the_page_offers_the_suggestion(client):
    told("Վանաձոր")
    page = client.get("/hy/search/?q=վանձոր").content.decode()
    assert 'href="?q=%D5%BE%D5%A1%D5%B6%D5%A1%D5%B1%D5%B8%D6%80"' in page


HOSTILE = [
    "",
    " ",
    "'",
    '"',
    "\\",
    "' OR 1=1 --",
    '"Գավառ" NOT OR AND NEAR(',
    "(((",
    "*",
    "Գավառ*",
    ":",
    "a:b & | !",
    "\x00",
    "😀",
    "ա" * 5000,
    "%",
    "_",
    "<script>",
    "\ue000",
    "𐐀",
]


@pytest.mark.parametrize("asked", HOSTILE)
def test_no_question_breaks_the_search(client, asked):
    told("Գավառ")
    assert client.get("/hy/search/", {"q": asked}).status_code == 200
    assert (
        client.get(
            "/en/search/", {"q": asked, "kind": "x", "start": "-1"}
        ).status_code
        == 200
    )


@settings(max_examples=40)
@given(st.text(max_size=40))
def test_any_text_may_be_asked(asked):
    assert query.search(asked, "hy").count == 0


def test_a_word_of_the_page_is_escaped(client):
    told("<img src=x onerror=alert(1)> Գավառ")
    page = client.get("/hy/search/?q=Գավառ").content.decode()
    assert ("<img src=x" in page, "&lt;img" in page) == (False, True)


def index():
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {engine.ROW[connection.vendor]}, tokens FROM content_search ORDER BY 1"
        )
        return (
            cursor.fetchall(),
            list(SearchEntry.objects.order_by("pk").values()),
            list(SearchWord.objects.order_by("pk").values()),
        )


def test_rebuilding_gives_the_index_that_saving_gave(register):
    call_command(
        "rebuild_search", verbosity=0
    )  # the register of the fixture was put back in bulk
    make.lesson(of=make.course())
    make.resource()
    make.event()
    make.lot(make.call(), title_hy="Լոտ", title_en="Lot").call.save()
    told("Գավառ")
    before = index()
    call_command("rebuild_search", verbosity=0)
    assert index() == before
    assert len(before[1]) > 160


def test_every_model_that_is_searched_has_its_place_in_the_keys():
    assert {
        model._meta.label_lower for model in searchable.searchable_models()
    } == set(kinds.model_places())
    assert {
        model.search_kind for model in searchable.searchable_models()
    } == set(kinds.kind_codes())


def test_no_two_things_share_a_key():
    at = timezone.now()
    made = [
        told("Ա", published_at=at),
        told("Բ", published_at=at),
        make.course(published_at=at),
    ]
    made.append(make.lesson(of=made[-1], published_at=at))
    keys = [entry.key for thing in made for entry in entries.entries_of(thing)]
    assert len(keys) == len(set(keys)) == 6
    assert isinstance(made[-1], Lesson)


def test_a_word_of_thousands_of_letters_is_kept_and_found():
    word = "ա" * 3_000
    article = make.article(body_hy=f"<p>{word}</p>")
    (group,) = query.search(word, "hy").groups
    assert (group.count, group.results[0].path) == (
        1,
        article.get_absolute_url(),
    )
