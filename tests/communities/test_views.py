import datetime as dt
import json

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from lxml import html

from communities.models import (
    Adhesion,
    Community,
    EmissionInventory,
    InventoryRow,
    PublishedCount,
    Recognition,
    Region,
)
from communities.register import map_points, totals
from tests import make

pytestmark = pytest.mark.django_db


def names(client, query="", language="hy"):
    answer = client.get(f"/{language}/communities/{query}")
    assert answer.status_code == 200
    return [str(c) for c in answer.context["object_list"]]


@pytest.mark.parametrize(
    "query, found",
    [
        ("Գավառում", ["Գավառ"]),
        ("գավ", ["Գավառ"]),
        ("Gavar", ["Գավառ"]),
        ("Էջմիածնի", ["Վաղարշապատ"]),
        ("Էջմիածին", ["Վաղարշապատ"]),
        ("ejmiatsin", ["Վաղարշապատ"]),
        ("ԵՐԵՎԱՆ", ["Երևան"]),
        ("Երեւանի", ["Երևան"]),
        ("Եղվարդ", ["Նաիրի"]),
        ("Ախթալա", ["Ախթալա"]),
        ("լոռի բերդ", ["Լոռի Բերդ"]),
        ("Սևան համայնք", ["Սևան"]),
        ("Գավառի համայնքապետարան", ["Գավառ"]),
        ("Գյումրի քաղաք", ["Գյումրի"]),
        ("Gyumri municipality", ["Գյումրի"]),
        ("Гюмри", ["Գյումրի"]),
        ("Uևան", ["Սևան"]),
        (
            "Վայոց ձորի մարզ",
            ["Արենի", "Եղեգիս", "Եղեգնաձոր", "Ջերմուկ", "Վայք"],
        ),
        ("Արարատի մարզի Վեդի", ["Վեդի"]),
        ("զզզ", []),
        ("'; DROP TABLE", []),
    ],
)
def test_the_catalogue_finds_case_forms_aliases_and_both_scripts(
    client, register, query, found
):
    assert names(client, f"?q={query}") == found


@pytest.mark.parametrize("query", ["Լոռի", "Լոռու մարզ", "Lori region"])
def test_a_region_finds_its_communities_the_abolished_ones_last(
    client, register, query
):
    found = client.get(f"/hy/communities/?q={query}").context["object_list"]
    assert str(found[0]) == "Լոռի Բերդ"
    assert [community.is_former for community in found] == (
        [False] * 11 + [True] * 5
    )
    assert {community.region.slug for community in found} == {"lori"}


def test_the_kind_of_a_place_alone_leaves_no_community_out(client, register):
    assert names(client, "?q=համայնք") == names(client)
    answer = client.get("/hy/communities/?q=համայնք")
    assert answer.context["page_obj"].paginator.count == 80


def test_the_catalogue_lists_71_by_the_armenian_alphabet(client, register):
    answer = client.get("/hy/communities/")
    assert answer.context["page_obj"].paginator.count == 71
    first = names(client)[:5]
    assert first == ["Աբովյան", "Ալագյազ", "Ալավերդի", "Ախուրյան", "Ակունք"]
    assert names(client, language="en")[:3] == ["Abovyan", "Akhuryan", "Akunk"]


def test_filters_by_region_and_signatory(client, register):
    answer = client.get(
        "/en/communities/?region=gegharkunik&programme=covenant"
    )
    assert [c.name_en for c in answer.context["object_list"]] == [
        "Gavar",
        "Martuni",
        "Sevan",
        "Vardenis",
    ]
    assert (
        client.get("/en/communities/?programme=covenant")
        .context["page_obj"]
        .paginator.count
        == 31
    )


@pytest.mark.parametrize(
    "query",
    [
        "?region=nowhere",
        "?programme=perhaps",
        "?status=x",
        "?horizon=2019",
        "?size=xxl",
        "?plan=maybe",
        "?year=1066",
        "?sort=x",
    ],
)
def test_a_nonsense_filter_finds_nothing_and_says_so(client, register, query):
    answer = client.get(f"/hy/communities/{query}")
    assert (
        list(answer.context["object_list"]),
        "errorlist" in answer.content.decode(),
    ) == ([], True)


def test_a_former_community_says_where_it_went(client, register):
    text = client.get("/en/communities/akhtala/").content.decode()
    assert 'href="/en/communities/alaverdi/"' in text
    assert (
        "not confirmed"
        in client.get("/en/communities/kasakh/").content.decode()
    )


def test_an_unexact_date_says_so(client, register):
    text = client.get("/en/communities/gyumri/").content.decode()
    assert (
        "not later than" in text,
        "3 March 2020" in text,
        "14 February 2023" in text,
    ) == (
        True,
        True,
        True,
    )
    assert (
        "not later than"
        not in client.get("/en/communities/yerevan/").content.decode()
    )


def test_what_is_not_known_is_said_not_zero(client, register):
    text = client.get("/en/communities/areni/").content.decode()
    assert text.count("not known") == 1
    assert "has not joined" in text


def test_the_home_page_counts_from_the_register(client, register):
    answer = client.get("/en/")
    assert (answer.context["signatories"], answer.context["communities"]) == (
        31,
        71,
    )
    assert sum(place.value for place in answer.context["places"]) == 31
    assert len(answer.context["places"]) == 11


def full_profile(slug, n=0):
    """A community with one of everything that hangs on it."""
    one = make.community(slug=slug)
    make.adhesion(
        one, dt.date(2020, 1, n + 1), target_percent=30, target_year=2030
    )
    plan = make.plan(one, council_approved_on=dt.date(2021, 1, 1))
    plan.documents.create(
        title_hy="Ծրագիր", language="hy", link="https://plan.example/"
    )
    plan.actions.create(
        number=1, title_hy="Լույս", is_mitigation=True, source="test"
    )
    make.inventory(one)
    one.recognitions.create(
        kind="award", title_hy="Մրցանակ", on="2022", source="test"
    )
    one.population_figures.create(on="2022", people=100, source="test")
    one.reports.create(submitted_on=dt.date(2023, 1, 1), source="test")
    PublishedCount.objects.create(on=f"202{n}", count=n, source="test")
    return one


def read(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return (
        b"".join(answer.streaming_content)
        if answer.streaming
        else answer.content
    )


@pytest.mark.parametrize("language", ["hy", "en"])
@pytest.mark.parametrize(
    "path, queries",
    [
        ("communities/", 9),
        ("communities/?view=cards&sort=population", 9),
        ("organisations/", 1),
        ("communities/map/", 3),
        ("communities/map/?measure=plans", 3),
        ("communities/map/?measure=per_head", 5),
        ("communities/compare/?c=one", 8),
        ("communities/totals/", 18),
        ("communities/one/", 17),
        ("communities.json", 7),
        ("communities.geojson", 6),
        ("communities.csv", 6),
        ("inventories.csv", 4),
    ],
)
@pytest.mark.parametrize("rows", [1, 3])
def test_lists_take_as_many_queries_for_three_as_for_one(
    client, django_assert_num_queries, language, path, queries, rows
):
    for n in range(rows):
        full_profile("one" if n == 0 else f"other-{n}", n)
    read(client, f"/{language}/{path}")
    with django_assert_num_queries(queries):
        read(client, f"/{language}/{path}")


def test_a_community_with_two_adhesions_is_listed_once(client):
    one = make.community()
    make.adhesion(one, dt.date(2020, 1, 1))
    make.adhesion(one, dt.date(2021, 1, 1))
    assert names(client, "?programme=covenant") == [str(one)]
    assert Community.objects.signatories(dt.date(2022, 1, 1)).count() == 1


@pytest.mark.parametrize("language", ["hy", "en"])
def test_the_catalogue_counts_what_the_issue_names(client, countries, language):
    """31 signatories, 71 communities, 16 on hold as published; 27 on 3 March 2020, six of them
    bounded.
    """
    head = client.get(f"/{language}/communities/").context["head"]
    assert (
        head.signatories,
        head.communities,
        head.on_hold,
        head.on_hold_in,
    ) == (31, 71, 16, "2024-01")
    assert (head.then, head.then_bounded) == (27, 6)


def test_the_catalogue_says_that_six_rest_on_not_later_than(client, register):
    text = client.get("/en/communities/").content.decode()
    assert "On 3 March 2020 there were 27" in text
    assert "for 6 of them only a “not later than” date is known" in text


@pytest.mark.parametrize("language", ["hy", "en"])
@pytest.mark.parametrize("query", ["Ejmiatsin", "Էջմիածին", "ՎԱՂԱՐՇԱՊԱՏ"])
def test_vagharshapat_is_found_by_each_of_its_names(
    client, register, language, query
):
    answer = client.get(f"/{language}/communities/", {"q": query})
    assert [c.slug for c in answer.context["object_list"]] == ["vagharshapat"]


@pytest.mark.parametrize(
    "query, number",
    [
        ("programme=covenant", 31),
        ("programme=no-covenant", 42),
        ("programme=m4eg", 11),
        ("status=on_hold", 16),
        ("status=active", 15),
        ("horizon=2020", 13),
        ("horizon=2030", 27),
        ("horizon=2050", 0),
        ("plan=yes", 8),
        ("plan=no", 63),
        ("year=2016", 6),
        ("size=l", 1),
        ("size=unknown", 36),
        ("region=lori", 11),
        ("scope=all", 80),
        ("region=lori&programme=covenant&status=active", 4),
        ("q=Ախթալա&programme=covenant", 1),
    ],
)
def test_each_filter_counts(
    client,
    register,
    query,
    number,
):
    assert (
        client.get(f"/en/communities/?{query}")
        .context["page_obj"]
        .paginator.count
        == number
    )


def test_sorting_by_population_and_date_puts_the_unknown_last(client, register):
    assert names(client, "?sort=population", "en")[:2] == ["Yerevan", "Gyumri"]
    assert names(client, "?sort=date", "en")[:2] == ["Talin", "Aparan"]
    last = client.get("/en/communities/?sort=population&page=3").context[
        "object_list"
    ]
    assert {c.population for c in last} == {None}


def test_cards_show_the_same_communities(client, register):
    assert names(client, "?view=cards&region=lori") == names(
        client, "?region=lori"
    )


@pytest.mark.parametrize("page", ["9999", "0", "x", "-1"])
def test_a_page_that_does_not_exist_is_not_found(client, register, page):
    assert client.get(f"/hy/communities/?page={page}").status_code == 404


def test_ten_thousand_communities_take_no_more_queries(
    client, django_assert_num_queries
):
    region = make.region()
    Community.objects.bulk_create(
        Community(
            hd002_code=f"{n:08}",
            slug=f"c{n}",
            name_hy=f"Համայնք {n}",
            name_en=f"Community {n}",
            region=region,
            search_key=f" համայնք {n} ",
        )
        for n in range(10_000)
    )
    one = Community.objects.get(slug="c5")
    make.adhesion(one)
    client.get("/hy/communities/")
    with django_assert_num_queries(9):
        answer = client.get("/hy/communities/?page=333")
    assert answer.context["page_obj"].paginator.count == 10_000
    assert len(answer.content) < 62_000
    with django_assert_num_queries(7):
        body = client.get("/hy/communities.json").json()
    assert (len(body["communities"]), body["count"]) == (1000, 10_000)
    rest = client.get(body["next"]).json()
    assert rest["communities"][0]["hd002_code"] == "00001000"


def test_yerevan_shows_both_adhesions_and_its_impossible_figure_marked(
    client, register
):
    answer = client.get("/en/communities/yerevan/")
    text = answer.content.decode()
    assert [a.joined_on.year for a in answer.context["adhesions"]] == [
        2014,
        2021,
    ]
    flagged = [
        (part.sector, part.flag, part.emissions_t)
        for part in answer.context["totals"][0].flagged
    ]
    assert flagged == [("residential_buildings", "implausible", 155)]
    assert "only 726 + 37 MWh are reported for 1.07 million inhabitants" in text
    assert answer.context["totals"][0].comparable_per_head is None


def test_comparisons_leave_the_impossible_figure_out(client, register):
    answer = client.get("/en/communities/compare/?c=yerevan&c=gyumri")
    rows = {row["label"]: row["cells"] for row in answer.context["sectors"]}
    homes = rows["Residential buildings and facilities"]
    assert [cell.is_comparable for cell in homes] == [False, True]
    assert answer.content.decode().count("left out: implausible") == 1
    assert (
        "0.884" not in answer.content.decode()
    )  # its total holds the impossible figure
    place = next(
        p
        for p in totals.regions(dt.date.today(), "per_head")
        if p.region.iso == "AM-ER"
    )
    assert (place.value, [t.community.slug for t in place.left_out]) == (
        None,
        ["yerevan"],
    )
    assert [
        t.community.slug
        for t in totals.covenant_totals(dt.date.today()).left_out
    ] == ["yerevan"]


@pytest.mark.parametrize(
    "query, shown, said",
    [
        ("", [], "Choose two to four"),
        ("?c=gavar", ["gavar"], "Choose two to four"),
        ("?c=gavar&c=gavar&c=sevan", ["gavar", "sevan"], "remove"),
        ("?c=gavar&c=nowhere", ["gavar"], "Not found: nowhere"),
        (
            "?c=gavar&c=sevan&c=goris&c=berd&c=meghri",
            ["gavar", "sevan", "goris", "berd"],
            "At most 4",
        ),
        ("?c=gavar&q=Ejmiatsin", ["gavar"], "?c=gavar&amp;c=vagharshapat"),
        ("?c=<script>", [], "&lt;script&gt;"),
    ],
)
def test_compare_takes_two_to_four_and_says_what_it_left_out(
    client, register, query, shown, said
):
    answer = client.get(f"/en/communities/compare/{query}")
    assert [
        column["community"].slug for column in answer.context["columns"]
    ] == shown
    assert said in answer.content.decode()


def test_a_nonsense_measure_shows_the_signatories(client, register):
    answer = client.get("/en/communities/map/?measure=x")
    assert answer.context["measure"] == "signatories"
    assert "© OpenStreetMap contributors" in answer.content.decode()


def test_the_history_states_each_difference(client, countries):
    answer = client.get("/en/communities/totals/")
    told = [
        (t.published.on, t.published.count, t.counted, t.difference)
        for t in answer.context["history"]
    ]
    assert told == [
        ("2016", 13, 11, -2),
        ("2020-03-03", 27, 27, 0),
        ("2022", 28, 29, 1),
        ("2023", 30, 31, 1),
        ("2024-01", 31, 31, 0),
    ]
    text = answer.content.decode()
    assert "the register counts 1 more on 31 December 2022" in text
    assert "the register counts 2 fewer on 31 December 2016" in text


def test_the_absorbed_community_leads_to_its_successor_which_names_it(
    client, register
):
    text = client.get("/en/communities/alaverdi/").content.decode()
    assert "Akhtala became part of this community" in text
    assert "whether its commitment passed on is not recorded" in text


def test_an_inventory_without_population_knows_nothing_per_head(client):
    one = make.community(slug="one")
    make.adhesion(one)
    make.inventory(one, population=0)
    for path in (
        "communities/one/",
        "communities/one/inventories/2012/",
        "communities/compare/?c=one",
    ):
        assert "not known" in client.get(f"/en/{path}").content.decode()
    assert (
        client.get("/en/communities/map/?measure=per_head").status_code == 200
    )
    assert (
        client.get("/hy/communities/one/inventories/2013/").status_code == 404
    )


def test_an_inventory_without_population_enters_no_sum_per_head_and_the_page_says_why(
    client,
):
    one = make.community(slug="one")
    make.inventory(one, population=None)
    make.inventory(year=2013)
    text = client.get("/en/communities/totals/").content.decode()
    assert (
        "100 t CO2-eq for 1\xa0000 inhabitants" in text,
        "its population is not known" in text,
    ) == (
        True,
        True,
    )
    assert (
        "implausible"
        not in client.get(
            "/en/communities/map/?measure=per_head"
        ).content.decode()
    )


def test_compare_says_overdue_and_says_nothing_of_who_has_not_joined(client):
    make.adhesion(make.community(slug="late"), dt.date(2015, 1, 1))
    make.community(slug="apart")
    text = client.get(
        "/en/communities/compare/?c=late&c=apart&c=%00"
    ).content.decode()
    assert ("overdue" in text, "\x00" in text) == (True, False)


def test_a_former_community_is_not_on_hold_and_nobody_is_asked_to_complete_it(
    client, register
):
    for slug in ("akhtala", "kasakh"):
        text = client.get(f"/en/communities/{slug}/").content.decode()
        assert ("On hold under" in text, "How complete" in text) == (
            False,
            False,
        )


@pytest.mark.parametrize("query", ["%25", ".", "_", "(", "🙂", "%00"])
def test_a_search_without_a_word_finds_nothing(client, register, query):
    answer = client.get(f"/en/communities/?q={query}")
    assert (answer.status_code, list(answer.context["object_list"])) == (
        200,
        [],
    )


@pytest.mark.parametrize(
    "model, field, fields",
    [
        ("populationfigure", "on", {"on": "2024-02-31"}),
        ("recognition", "on", {"on": "2024-13"}),
        ("membership", "since", {"since": "20245"}),
        ("publishedcount", "on", {"on": "2024-2-1"}),
        ("community", "absorbed_in", {"absorbed_in": "2022-02-31"}),
        ("adhesion", "reported_on", {"reported_on": "January 20"}),
        ("adhesion", "target_year", {"target_year": 1}),
        ("adhesion", "joined_on", {"joined_on": dt.date(9999, 1, 1)}),
        ("community", "latitude", {"latitude": 999}),
        ("community", "hd002_code", {"hd002_code": "x"}),
        ("community", "slug", {"slug": "map"}),
        ("emissioninventory", "year", {"year": 1}),
    ],
)
def test_what_cannot_be_is_refused_by_the_model(model, field, fields):
    with pytest.raises(ValidationError) as caught:
        apps.get_model("communities", model)(**fields).clean_fields()
    assert field in caught.value.message_dict


@pytest.mark.parametrize(
    "row",
    [
        lambda one: InventoryRow(
            inventory=one, sector="waste", kind="direct", flag="implausible"
        ),
        lambda one: InventoryRow(
            inventory=one, sector="waste", kind="direct", emissions_t=-1
        ),
        lambda one: EmissionInventory(year=2012, kind="baseline", source="x"),
        lambda one: Adhesion(
            community=one.community,
            joined_on=dt.date(2020, 1, 1),
            target_percent=5,
            source="x",
        ),
        lambda one: Community(
            pk=one.community_id,
            is_former=True,
            absorbed_by_id=one.community_id,
            region=one.community.region,
        ),
        lambda one: Community(
            pk=one.community_id, latitude=40, region=one.community.region
        ),
        lambda one: Adhesion(
            community=one.community,
            joined_on=dt.date(2020, 1, 1),
            target_percent=0,
            source="x",
        ),
    ],
)
def test_the_database_refuses_the_impossible_too(db, row):
    one = make.inventory()
    with pytest.raises(IntegrityError), transaction.atomic():
        row(one).save()


def test_an_inventory_of_a_partner_country_leads_to_the_totals(
    client, countries
):
    one = EmissionInventory.objects.filter(community=None).first()
    assert client.get("/en" + one.get_absolute_url()[3:]).status_code == 200


@pytest.mark.parametrize("language", ["hy", "en"])
def test_a_community_with_nothing_has_a_page(client, language):
    """No coordinates, population, English name, coordinator, adhesion."""
    make.community(slug="bare", name_en="", hd002_code="12345678")
    text = client.get(f"/{language}/communities/bare/").content.decode()
    assert "12345678" in text
    assert (
        client.get(f"/{language}/communities/compare/?c=bare").status_code
        == 200
    )
    found = client.get(f"/{language}/communities.geojson")
    assert (
        json.loads(b"".join(found.streaming_content))["features"][0]["geometry"]
        is None
    )


def test_two_adhesions_on_one_day_are_both_shown(client):
    one = make.community(slug="one")
    make.adhesion(one, dt.date(2020, 1, 1), for_2020=True, decision="N 1")
    make.adhesion(one, dt.date(2020, 1, 1), for_2030=True, decision="N 2")
    text = client.get("/en/communities/one/").content.decode()
    assert ("N 1" in text, "N 2" in text) == (True, True)
    assert names(client, "?programme=covenant") == [str(one)]


# --- programmes ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["hy", "en"])
def test_a_programme_names_its_partners_and_offices(client, register, language):
    tree = html.fromstring(
        client.get(f"/{language}/programmes/urban-transformation/").content
    )
    partners = tree.xpath("//section[@aria-labelledby='partners']//li")
    links = tree.xpath("//section[@aria-labelledby='partners']//a/@href")
    assert len(partners) == 8
    assert "https://www.undp.org/georgia" in links
    assert (
        tree.xpath("count(//section[contains(@class, 'journey')]//ol/li)") == 5
    )


@pytest.mark.parametrize("language", ["hy", "en"])
def test_the_covenant_tells_its_four_aims(client, register, language):
    tree = html.fromstring(
        client.get(f"/{language}/programmes/covenant-of-mayors/").content
    )
    assert tree.xpath("count(//section[@id='aims']//ol/li)") == 4


# --- the map ------------------------------------------------------------------------------------


def shapes(client, query=""):
    page = client.get(f"/hy/communities/map/{query}")
    assert page.status_code == 200
    return html.fromstring(page.content)


def test_the_map_has_names_a_legend_and_points(client, register):
    tree = shapes(client)
    assert tree.xpath("count(//*[@class='map__name'])") == 11
    legend = tree.xpath("//ul[@class='map-legend']/li")
    assert legend
    assert tree.xpath("count(//*[@class='map__points']/circle)") == 57


def test_a_region_is_drawn_large_with_its_communities(client, register):
    tree = shapes(client, "?region=lori")
    links = tree.xpath("//svg/a[contains(@class, 'map__point')]/@href")
    lori = Community.objects.current().filter(region__slug="lori")
    known = lori.filter(latitude__isnull=False)
    assert sorted(links) == sorted(one.get_absolute_url() for one in known)
    listed = tree.xpath("//section[@aria-labelledby='of-region']//li/a/@href")
    assert sorted(listed) == sorted(links)
    [box] = tree.xpath("//figure/svg/@viewbox")
    assert box != "-6 -6 652 659"


def test_a_region_that_does_not_exist_is_not_found(client, register):
    assert client.get("/hy/communities/map/?region=x").status_code == 404


def test_names_on_the_map_cover_no_other(register):
    region = Region.objects.get(slug="kotayk")
    points = map_points.map_points(dt.date(2026, 11, 27), region)
    named = [point.name_at for point in points if point.name_at]
    assert len(named) == len(set(named)) >= 4


def test_a_shade_tells_from_what_value_to_what(register):
    places = totals.regions(dt.date(2026, 11, 27))
    told = [(one.step, one.low, one.high) for one in totals.shades(places)]
    assert told == [(1, 1, 1), (2, 2, 3), (3, 4, 4), (4, 5, 6)]


@pytest.mark.parametrize("is_known", [True, False])
def test_a_profile_shows_its_place_where_it_is_known(client, is_known):
    place = {"latitude": 40, "longitude": 45} if is_known else {}
    make.community(slug="c", **place)
    page = client.get("/hy/communities/c/").content.decode()
    assert ('class="position__dot"' in page) == is_known


def test_the_outlines_are_a_picture(client, register):
    answer = client.get("/hy/communities/outlines.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content.count(b"<path") == 11


@pytest.mark.parametrize("language", ["hy", "en"])
def test_recognitions_stand_by_year(client, register, language):
    tree = html.fromstring(
        client.get(f"/{language}/communities/recognitions/").content
    )
    years = [year.text_content().strip() for year in tree.xpath("//main//h2")]
    assert years == sorted(years, reverse=True)
    listed = tree.xpath("//main//section//li")
    assert len(listed) == Recognition.objects.count()


@pytest.mark.parametrize("language", ["hy", "en"])
def test_the_list_of_those_on_hold_says_why(client, register, language):
    tree = html.fromstring(
        client.get(f"/{language}/communities/?status=on_hold").content
    )
    rows = tree.xpath("//table/tbody/tr")
    reasons = tree.xpath("//table/tbody/tr/td[last()]/p")
    assert len(rows) == len(reasons) == 16
    others = html.fromstring(client.get(f"/{language}/communities/").content)
    assert others.xpath("//table/tbody/tr/td[last()]/p") == []


@pytest.mark.parametrize("rows", [1, 3])
def test_saying_why_takes_as_many_queries_for_three_as_for_one(
    client, django_assert_num_queries, rows
):
    for _ in range(rows):
        make.adhesion(
            on=dt.date(2015, 1, 1),
            reported_status="on_hold",
            reported_on="2024-01",
        )
    with django_assert_num_queries(15):
        client.get("/en/communities/?status=on_hold")


def test_a_profile_shows_its_photograph_and_arms_with_their_source(client):
    make.community(
        slug="c",
        photograph=make.picture(alt_hy="Քաղաքը", credit="Անի"),
        coat_of_arms=make.picture(alt_hy="Զինանշանը", credit="Գագիկ"),
    )
    page = client.get("/hy/communities/c/").content.decode()
    for words in ("Քաղաքը", "Անի", "Զինանշանը", "Գագիկ"):
        assert words in page
