import csv
import io
import json
from decimal import Decimal

import pytest
from django.test import Client
from openapi_spec_validator import validate

from communities.models import Community, Edition
from communities.open_data import exports
from tests import make

pytestmark = pytest.mark.django_db


def body(answer):
    assert answer.status_code == 200
    return (
        b"".join(answer.streaming_content)
        if answer.streaming
        else answer.content
    )


def rows(client, path):
    text = body(client.get(path)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_csv_opens_in_a_spreadsheet_with_licence_and_date_inside(
    client, register
):
    raw = body(client.get("/hy/communities.csv"))
    assert raw.startswith(b"\xef\xbb\xbf")
    found = rows(client, "/hy/communities.csv")
    assert list(found[0]) == [f.name for f in exports.COMMUNITY_FIELDS] + [
        "source",
        "licence",
        "updated_on",
    ]
    assert (len(found), {row["licence"] for row in found}) == (
        71,
        {exports.LICENCE},
    )
    assert {row["updated_on"] for row in found} == {
        Edition.objects.first().at.date().isoformat()
    }
    gyumri = next(row for row in found if row["slug"] == "gyumri")
    assert (
        gyumri["name_hy"],
        gyumri["target_percent"],
        gyumri["commitment_2030"],
    ) == (
        "Գյումրի",
        "35",
        "true",
    )
    assert (gyumri["first_adhesion"], gyumri["first_adhesion_precision"]) == (
        "2020-03-03",
        "not_later_than",
    )


@pytest.mark.parametrize("kind", ["csv", "json", "geojson"])
@pytest.mark.parametrize(
    "query, number",
    [("", 71), ("?programme=covenant", 31), ("?region=lori&plan=yes", 5)],
)
def test_each_file_holds_exactly_what_is_filtered(
    client, register, kind, query, number
):
    shown = (
        client.get(f"/en/communities/{query}")
        .context["page_obj"]
        .paginator.count
    )
    if kind == "csv":
        found = [
            row["hd002_code"]
            for row in rows(client, f"/en/communities.csv{query}")
        ]
    else:
        data = json.loads(body(client.get(f"/en/communities.{kind}{query}")))
        found = [
            one.get("hd002_code") or one["id"]
            for one in data["communities" if kind == "json" else "features"]
        ]
    assert (len(found), shown) == (number, number)
    assert found == sorted(found)


def test_the_geojson_is_valid(client, register):
    data = json.loads(body(client.get("/en/communities.geojson")))
    assert (data["type"], data["licence"]) == (
        "FeatureCollection",
        exports.LICENCE,
    )
    for feature in data["features"]:
        assert (feature["type"], feature["id"]) == (
            "Feature",
            feature["properties"]["hd002_code"],
        )
        if feature["geometry"] is not None:
            lon, lat = feature["geometry"]["coordinates"]
            assert feature["geometry"]["type"] == "Point"
            assert 43 < lon < 47
            assert 38 < lat < 42
    known = sum(feature["geometry"] is not None for feature in data["features"])
    assert known == 57


def test_an_empty_result_is_valid_too(client, register):
    data = json.loads(body(client.get("/en/communities.geojson?q=զզզ")))
    assert data["features"] == []
    assert rows(client, "/en/communities.csv?q=զզզ") == []


def test_the_json_says_what_it_is(client, register):
    data = client.get("/en/communities.json?q=Yerevan").json()
    assert {
        "title",
        "source",
        "licence",
        "licence_url",
        "updated_on",
        "count",
        "next",
    } < set(data)
    [yerevan] = data["communities"]
    assert list(yerevan) == [f.name for f in exports.COMMUNITY_FIELDS]
    assert (yerevan["first_adhesion"], yerevan["last_adhesion"]) == (
        "2014-09-09",
        "2021-04-20",
    )
    assert (yerevan["plan"], yerevan["population"], yerevan["latitude"]) == (
        "seap",
        1086677,
        40.17467,
    )


def test_the_json_is_paged_by_code(client, register):
    first = client.get("/en/communities.json?limit=40").json()
    second = client.get(first["next"]).json()
    codes = [
        one["hd002_code"]
        for page in (first, second)
        for one in page["communities"]
    ]
    assert (len(codes), len(set(codes)), second["next"]) == (71, 71, None)


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=-1",
        "limit=x",
        "limit=9999999999",
        "after=%00",
        "after=x",
    ],
)
def test_a_nonsense_part_is_an_error_with_its_reason(client, register, query):
    answer = client.get(f"/en/communities.json?{query}")
    assert (answer.status_code, list(answer.json()["errors"])) == (
        400,
        [query.split("=")[0]],
    )


def test_former_communities_are_in_the_files_when_asked_for(client, register):
    data = client.get("/en/communities.json?scope=all").json()
    assert (
        data["count"],
        sum(one["is_former"] for one in data["communities"]),
    ) == (80, 9)
    assert sum(bool(one["first_adhesion"]) for one in data["communities"]) == 31
    assert (
        'communities.csv?scope=all"'
        in client.get("/en/open-data/").content.decode()
    )


@pytest.mark.parametrize("kind", ["csv", "json", "geojson"])
def test_a_nonsense_filter_is_an_error_with_its_reason(client, register, kind):
    answer = client.get(f"/en/communities.{kind}?region=nowhere")
    assert (answer.status_code, list(answer.json()["errors"])) == (
        400,
        ["region"],
    )


def test_inventories_are_given_with_their_quality(client, register):
    found = rows(client, "/en/inventories.csv")
    assert list(found[0])[: len(exports.INVENTORY_FIELDS)] == [
        f.name for f in exports.INVENTORY_FIELDS
    ]
    homes = next(
        r
        for r in found
        if r["name_en"] == "Yerevan" and r["sector"] == "residential_buildings"
    )
    assert (homes["emissions_t"], homes["quality"]) == ("155", "implausible")
    assert (
        sum(
            Decimal(r["emissions_t"]) for r in found if r["name_en"] == "Gyumri"
        )
        == 98036
    )


@pytest.mark.parametrize(
    "path",
    [
        "communities.csv",
        "communities.json",
        "communities.geojson",
        "inventories.csv",
        "open-data/openapi.json",
    ],
)
def test_reading_is_open_to_any_page_and_answers_304(client, register, path):
    answer = client.get(f"/en/{path}")
    body(answer)
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "public" in answer["Cache-Control"]
    again = client.get(f"/en/{path}", headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    Edition.objects.create(what="test")
    changed = client.get(
        f"/en/{path}", headers={"if-none-match": answer["ETag"]}
    )
    assert changed.status_code == 200
    body(changed)


def test_the_etag_is_of_the_question_too(client, register):
    one = client.get("/en/communities.json?region=lori")["ETag"]
    assert one != client.get("/en/communities.json?region=shirak")["ETag"]


def test_another_page_may_ask_first_and_may_not_write(client):
    asked = client.options("/en/communities.json")
    assert (asked.status_code, asked["Access-Control-Allow-Methods"]) == (
        204,
        "GET, HEAD, OPTIONS",
    )
    strict = Client(enforce_csrf_checks=True)
    for path in (
        "communities.json",
        "communities.csv",
        "inventories.csv",
        "open-data/openapi.json",
    ):
        answer = strict.post(f"/en/{path}")
        assert (answer.status_code, answer["Allow"]) == (
            405,
            "GET, HEAD, OPTIONS",
        )


def test_the_description_is_valid_openapi_and_names_every_field(
    client, register
):
    document = client.get("/en/open-data/openapi.json").json()
    validate(document)
    schema = document["components"]["schemas"]["Community"]
    assert list(schema["properties"]) == [
        f.name for f in exports.COMMUNITY_FIELDS
    ]
    [one] = client.get("/en/communities.json?q=Gyumri").json()["communities"]
    types = {"string": str, "integer": int, "number": float, "boolean": bool}
    for field in exports.COMMUNITY_FIELDS:
        assert one[field.name] is None or isinstance(
            one[field.name], types[field.type]
        )


def test_every_question_of_the_catalogue_is_described(client, register):
    document = client.get("/en/open-data/openapi.json").json()
    named = {
        p["name"]
        for p in document["paths"]["/{language}/communities.csv"]["get"][
            "parameters"
        ]
    }
    assert named - {"language"} == set(
        client.get("/en/communities/").context["filter"].filters
    )


@pytest.mark.parametrize("name", ["region", "year"])
def test_the_description_lists_what_a_filter_knows(client, register, name):
    """What it lists is answered, and what it does not is refused as it says."""
    document = client.get("/en/open-data/openapi.json").json()
    operation = document["paths"]["/{language}/communities.json"]["get"]
    [listed] = [
        one["schema"]["enum"]
        for one in operation["parameters"]
        if one["name"] == name
    ]
    assert len(listed) > 3
    for value in listed:
        answer = client.get(f"/en/communities.json?{name}={value}")
        assert answer.status_code == 200
    refused = client.get(f"/en/communities.json?{name}=1900")
    assert str(refused.status_code) in operation["responses"]
    assert refused.status_code == 400


def test_every_path_describes_that_it_may_not_be_found(client, register):
    document = client.get("/en/open-data/openapi.json").json()
    for path, item in document["paths"].items():
        missing = client.get(f"/open-data{path}".replace("{language}", "fr"))
        said = item["get"]["responses"]["404"]
        assert missing.status_code == 404
        assert missing["Content-Type"].split(";")[0] in said["content"]


def test_the_description_of_an_empty_register_is_valid(client):
    validate(client.get("/en/open-data/openapi.json").json())


def test_a_formula_from_outside_is_only_text(client):
    make.community(name_hy="=cmd|'/c calc'!A1", website="")
    [row] = rows(client, "/hy/communities.csv")
    assert row["name_hy"] == "'=cmd|'/c calc'!A1"


@pytest.mark.parametrize("language", ["hy", "en"])
def test_the_page_lists_fields_licence_and_date(client, register, language):
    text = client.get(f"/{language}/open-data/").content.decode()
    assert [
        f.name
        for f in exports.COMMUNITY_FIELDS
        if f"<code>{f.name}</code>" not in text
    ] == []
    assert exports.LICENCE_URL in text
    assert Community.objects.count() == 80


def test_the_page_leads_to_its_description_for_programs(client):
    page = client.get("/en/open-data/").content.decode()
    assert 'href="/en/open-data/openapi.json"' in page
