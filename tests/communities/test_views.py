import datetime as dt

import pytest

from communities.models import Community
from tests import make

pytestmark = pytest.mark.django_db


def names(client, query="", language="hy"):
    answer = client.get(f"/{language}/communities/{query}")
    assert answer.status_code == 200
    return [str(c) for c in answer.context["object_list"]]


@pytest.mark.parametrize(
    "query, found",
    [
        ("Գավառում", ["Գավառ"]), ("գավ", ["Գավառ"]), ("Gavar", ["Գավառ"]), ("Էջմիածնի", []),
        ("Էջմիածին", ["Վաղարշապատ"]), ("ejmiatsin", ["Վաղարշապատ"]), ("ԵՐԵՎԱՆ", ["Երևան"]),
        ("Երեւանի", ["Երևան"]), ("Եղվարդ", ["Նաիրի"]), ("Ախթալա", ["Ախթալա"]), ("լոռի բերդ", ["Լոռի Բերդ"]),
        ("զզզ", []), ("'; DROP TABLE", []),
    ],
)  # fmt: skip
def test_the_catalogue_finds_case_forms_aliases_and_both_scripts(client, register, query, found):
    assert names(client, f"?q={query}") == found


def test_the_catalogue_lists_71_by_the_armenian_alphabet(client, register):
    answer = client.get("/hy/communities/")
    assert answer.context["page_obj"].paginator.count == 71
    first = names(client)[:5]
    assert first == ["Աբովյան", "Ալագյազ", "Ալավերդի", "Ախուրյան", "Ակունք"]
    assert names(client, language="en")[:3] == ["Abovyan", "Akhuryan", "Akunk"]


def test_filters_by_region_and_signatory(client, register):
    answer = client.get("/en/communities/?region=gegharkunik&signatory=yes")
    assert [c.name_en for c in answer.context["object_list"]] == ["Gavar", "Martuni", "Sevan", "Vardenis"]
    assert client.get("/en/communities/?signatory=yes").context["page_obj"].paginator.count == 31


@pytest.mark.parametrize("query", ["?region=nowhere", "?signatory=perhaps"])
def test_a_nonsense_filter_finds_nothing_and_says_so(client, register, query):
    answer = client.get(f"/hy/communities/{query}")
    assert (list(answer.context["object_list"]), "errorlist" in answer.content.decode()) == ([], True)


def test_a_former_community_says_where_it_went(client, register):
    text = client.get("/en/communities/akhtala/").content.decode()
    assert 'href="/en/communities/alaverdi/"' in text
    assert "not confirmed" in client.get("/en/communities/kasakh/").content.decode()


def test_an_unexact_date_says_so(client, register):
    text = client.get("/en/communities/gyumri/").content.decode()
    assert ("not later than" in text, "3 March 2020" in text, "14 February 2023" in text) == (
        True,
        True,
        True,
    )
    assert "not later than" not in client.get("/en/communities/yerevan/").content.decode()


def test_what_is_not_known_is_said_not_zero(client, register):
    text = client.get("/en/communities/areni/").content.decode()
    assert text.count("not known") == 1
    assert "has not joined" in text


def test_the_home_page_counts_from_the_register(client, register):
    answer = client.get("/en/")
    assert (answer.context["signatories"], answer.context["communities"]) == (31, 71)
    assert sum(place.signatories for place in answer.context["map"]) == 31
    assert len(answer.context["map"]) == 11


@pytest.mark.parametrize("language", ["hy", "en"])
@pytest.mark.parametrize("path, queries", [("communities/", 4), ("organisations/", 1)])
@pytest.mark.parametrize("rows", [1, 3])
def test_lists_take_as_many_queries_for_three_as_for_one(
    client, django_assert_num_queries, language, path, queries, rows
):
    for n in range(rows):
        make.adhesion(on=dt.date(2020, 1, n + 1))
    client.get(f"/{language}/{path}")
    with django_assert_num_queries(queries):
        client.get(f"/{language}/{path}")


def test_a_community_with_two_adhesions_is_listed_once(client):
    one = make.community()
    make.adhesion(one, dt.date(2020, 1, 1))
    make.adhesion(one, dt.date(2021, 1, 1))
    assert names(client, "?signatory=yes") == [str(one)]
    assert Community.objects.signatories(dt.date(2022, 1, 1)).count() == 1
