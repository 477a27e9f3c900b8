import csv
import datetime as dt
from decimal import Decimal

import pytest
from django.utils import translation

from communities.covenant import standings
from communities.models import (
    Adhesion,
    Community,
    EmissionInventory,
    InventoryRow,
    PopulationFigure,
    Region,
)
from communities.register import importing, inventories, reading, totals
from communities.register import loading as verbs
from communities.register.sources import covenant, places


def on(text):
    return Community.objects.signatories(dt.date.fromisoformat(text)).count()


def test_the_map_has_71_communities_and_eight_absorbed(register):
    assert Community.objects.current().count() == 71
    assert Community.objects.filter(absorbed_by__isnull=False).count() == 8
    assert Region.objects.count() == 11


def test_kasakh_is_former_without_a_confirmed_successor(register):
    kasakh = Community.objects.get(gcom_id="AM0021")
    assert (kasakh.is_former, kasakh.absorbed_by) == (True, None)


def test_27_had_joined_by_3_march_2020_and_31_by_january_2024(register):
    assert on("2020-03-03") == 27
    assert on("2024-01-31") == 31


def test_the_27_are_21_exact_dates_and_six_not_later_than(register):
    then = Adhesion.objects.by(dt.date(2020, 3, 3))
    exact = (
        then.filter(precision=Adhesion.EXACT)
        .values("community")
        .distinct()
        .count()
    )
    bounded = then.filter(precision=Adhesion.NOT_LATER_THAN)
    names = set(bounded.values_list("community__name_en", flat=True))
    assert (exact, names) == (
        21,
        {"Gyumri", "Vanadzor", "Spitak", "Artik", "Aparan", "Vayk"},
    )
    assert all(row.source for row in bounded)


@pytest.mark.parametrize(
    "day",
    ["2008-12-31", "2016-12-31", "2020-03-02", "2020-03-03", "2023-12-31"],
)
def test_counting_in_memory_agrees_with_the_database(register, day):
    assert totals.counted_on(
        totals.joined_by_year(), dt.date.fromisoformat(day)
    )[0] == on(day)


def test_the_day_before_the_six_are_not_counted(register):
    assert on("2020-03-02") == 21


def test_a_renewal_overwrites_nothing(register):
    yerevan = Community.objects.get(gcom_id="AM0001")
    days = list(yerevan.adhesions.values_list("joined_on", flat=True))
    assert days == [dt.date(2014, 9, 9), dt.date(2021, 4, 20)]


def test_importing_twice_changes_nothing(countries):
    before = [
        (a.pk, a.joined_on, a.source) for a in Adhesion.objects.order_by("pk")
    ]
    again = verbs.load()
    assert (again.count("created"), again.count("changed"), again.refused) == (
        0,
        0,
        [],
    )
    assert [
        (a.pk, a.joined_on, a.source) for a in Adhesion.objects.order_by("pk")
    ] == before


def test_an_empty_cell_stays_empty(register):
    areni = Community.objects.get(name_en="Areni")
    assert PopulationFigure.objects.filter(community=areni).count() == 0


def tried(
    source,
    text,
    write=True,
    encoding="utf-8",
):
    content = text if isinstance(text, bytes) else text.encode(encoding)
    return importing.read_source(source, content, name="bad.csv", write=write)


def regions_only():
    importing.read_source(
        places.REGIONS, (verbs.DATA / "am_marzes.csv").read_bytes()
    )


HEADER = ",".join(places.COMMUNITIES.columns)
GOOD = "02001000,Ա,A,A,AM-ER,,,,,,,,,,,,,,,,"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "line, reason",
    [
        (
            "0200,Ա,A,A,AM-ER,,,,,,,,,,,,,,,,",
            "'0200' is not an eight-digit HD 002 code",
        ),
        (
            "02001001,Ա,A,A,AM-XX,,,,,,,,,,,,,,,,",
            "no region with ISO 3166-2 code «AM-XX»",
        ),
        (
            "02001001,Ա,A,A,AM-ER,,,,,north,,,,,,,,,,,",
            "'north' is not a number",
        ),
        ("02001001,Ա,A,A,AM-ER,,,,,NaN,,,,,,,,,,,", "'NaN' is not a number"),
        (
            "02001001,Ա,A,A,AM-ER,,,,,1e999,,,,,,,,,,,",
            "'1e999' is not a number",
        ),
        ("02001001,Բ,B,B,AM-ER,,,,,,,,-5,,,,,,,,", "'-5' is negative"),
        (
            "02001001,Բ,B,B,AM-ER,,,,,,,,5.5,,,,,,,,",
            "'5.5' is not a whole number",
        ),
        (
            "02001001,Բ,B,B,AM-ER,,,,,,,,٣٣x,,,,,,,,",
            "'٣٣x' is not a whole number",
        ),
        (
            "02001001,Ա,B,B,AM-ER,,,,,,,,,,,,,,,,",
            "another row of the register already has this name or code",
        ),
        (
            "02001001,=1+1,A,A,AM-ER,,,,,,,,,,,,,,,,",
            "a formula in column name_hy",
        ),
        (
            "02001001,@SUM(A1),A,A,AM-ER,,,,,,,,,,,,,,,,",
            "a formula in column name_hy",
        ),
        ("02001001,Ա,A,A,AM-ER", "5 cells instead of 21"),
        (
            "02001000,Ա,A,A,AM-ER,,,,,,,,,,,,,,,,",
            "the same row as line 2: 02001000",
        ),
    ],
)
def test_a_bad_row_refuses_the_whole_file_with_line_and_reason(line, reason):
    regions_only()
    with translation.override("en"):
        report = tried(places.COMMUNITIES, f"{HEADER}\n{GOOD}\n{line}\n")
    assert report.refused == [("bad.csv", 3, reason)]
    assert (Community.objects.count(), report.count("created")) == (0, 0)


@pytest.mark.django_db
def test_every_bad_row_is_named_at_once():
    regions_only()
    report = tried(
        places.COMMUNITIES,
        f"{HEADER}\n0200,Ա,A,A,AM-ER{',' * 16}\n02001001,Ա,A,A,AM-ER\n"
        f"02001002,Ա,A,A,AM-XX{',' * 16}\n",
    )
    assert [line for _file, line, _reason in report.refused] == [2, 3, 4]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "content, line, reason",
    [
        (b"iso\nAM-ER\n", 1, "no column hd002_code, name"),
        (b"", 1, "no column hd002_code, name"),
        (b"hd002_code,name,mayor\n", 1, "unknown column 'mayor'"),
        (b"hd002_code,name,name\n", 1, "a column appears twice"),
        (
            "hd002_code,name\n01001000,Երևան\n".encode()
            + "02001000,Աշտարակ\n".encode("utf-16-le"),
            3,
            "not UTF-8; was the file saved in two encodings?",
        ),
        (
            b"hd002_code,name\n01001000,\xef\xbf\xbd\n",
            2,
            "a letter lost in conversion: �",
        ),
        (b"hd002_code,name\n01001000,\0\n", 2, "a NUL character"),
        (
            b'hd002_code,name\n01001000,"x\n',
            2,
            "the line is damaged: an open quotation mark, or too long",
        ),
    ],
)
def test_a_file_that_cannot_be_read_says_where(content, line, reason):
    with translation.override("en"):
        assert tried(places.ALIASES, content).refused == [
            ("bad.csv", line, reason)
        ]


@pytest.mark.django_db
def test_a_file_too_large_is_not_read():
    with translation.override("en"):
        report = tried(places.ALIASES, b"x" * (reading.MAX_BYTES + 1))
    assert report.refused == [("bad.csv", 0, "the file is larger than 10 MB")]


RING = "[[44, 40], [45, 40], [45, 41], [44, 40]]"


@pytest.mark.parametrize(
    "geometry, reason",
    [
        (
            '{"type": "Point", "coordinates": [1, 2]}',
            "the geometry is not an area",
        ),
        ("null", "the geometry is not an area"),
        ('"x"', "the geometry is not an area"),
        ('{"type": "Polygon"}', "the area has no ring"),
        ('{"type": "Polygon", "coordinates": []}', "the area has no ring"),
        (
            '{"type": "MultiPolygon", "coordinates": [[]]}',
            "the area has no ring",
        ),
        (
            '{"type": "Polygon", "coordinates": [[[1, 2]]]}',
            "a ring has fewer than four points",
        ),
        (
            '{"type": "Polygon", "coordinates": [["a", "b", "c", "d"]]}',
            "a point is not two numbers",
        ),
        (
            '{"type": "Polygon", "coordinates": [[[44], [45], [46], [44]]]}',
            "a point is not two numbers",
        ),
        (
            '{"type": "Polygon", "coordinates": [[[44, 1e308], [45, 40], [45, 41], [44, 40]]]}',
            "a point lies outside Armenia",
        ),
        (
            '{"type": "Polygon", "coordinates": [[[44, NaN], [45, 40], [45, 41], [44, 40]]]}',
            "a point lies outside Armenia",
        ),
    ],
)
def test_a_boundary_that_is_no_area_is_refused(register, geometry, reason):
    facts = '{"iso_3166_2": "AM-ER", "label_lon": 1, "label_lat": 2}'
    text = '{"features": [{"properties": ' + facts + ', "geometry": %s}]}'
    with translation.override("en"):
        assert tried(places.OUTLINES, text % geometry).refused == [
            ("bad.csv", 1, reason)
        ]


LONE = (
    '{"features":[{"properties":{"iso_3166_2":"AM-\\ud800",'
    '"label_lon":44,"label_lat":40},"geometry":{}}]}'
)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        '{"features": [%s]}' % ("9" * 5000),
        "{}",
        "[]",
        "",
        "null",
        LONE,
    ],
)
def test_what_is_no_geojson_is_refused(register, text):
    with translation.override("en"):
        assert tried(places.OUTLINES, text).refused == [
            ("bad.csv", 1, "this is not a GeoJSON of regions")
        ]


def test_an_empty_line_at_the_end_is_no_row(register):
    report = tried(places.ALIASES, "hd002_code,name\n01001000,Էրեբունի\n\n,\n")
    assert (report.refused, report.count("created")) == ([], 1)


def test_an_empty_other_name_is_refused(register):
    with translation.override("en"):
        assert tried(
            places.ALIASES, "hd002_code,name\n04002000,\n"
        ).refused == [("bad.csv", 2, "the name is empty")]


@pytest.mark.parametrize("text", ["a;b;c\n1;2;3\n", "hd002_code;name\n"])
def test_semicolons_are_named(register, text):
    with translation.override("en"):
        [(_file, _line, reason)] = tried(places.REGIONS, text).refused
    assert (
        reason
        == "the cells are separated by semicolons; save the file with commas"
    )


def changed_file(name, old, new):
    text = (verbs.DATA / name).read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new)


@pytest.mark.parametrize(
    "source, old, new, said",
    [
        (
            places.COMMUNITIES,
            "02003000,Թալին,",
            "02003000,,",
            "the Armenian name is empty",
        ),
        (
            places.COMMUNITIES,
            "40.39172,43.87793",
            "999,43.87793",
            "less than or equal to 42",
        ),
        (
            places.COMMUNITIES,
            ",27163,2023-05-21,",
            ",27163,2024-02-31,",
            "Write 2021, 2021-05 or",
        ),
        (
            covenant.SIGNATORIES,
            ",2030,35,",
            ",2030,0,",
            "more than 0 and at most 100 per cent",
        ),
        (
            covenant.SIGNATORIES,
            ",2030,35,",
            ",99999,35,",
            "less than or equal to 2100",
        ),
        (
            covenant.SIGNATORIES,
            ",118600,",
            ",999999999999,",
            "less than or equal to 50000000",
        ),
        (
            covenant.SIGNATORIES,
            "AM0002,",
            "XX0002,",
            "is not a number in Armenia's register",
        ),
    ],
)
def test_an_impossible_value_is_refused_in_words(
    register, source, old, new, said
):
    with translation.override("en"):
        [(_file, _line, reason)] = tried(
            source, changed_file(source.file, old, new)
        ).refused
    assert said in reason


def test_a_corrected_name_keeps_its_address(register):
    tried(
        places.COMMUNITIES,
        changed_file(
            "am_communities.csv",
            "02003000,Թալին,Talin",
            "02003000,Թալինն,Talin",
        ),
    )
    talin = Community.objects.get(hd002_code="02003000")
    assert (talin.name_hy, talin.slug) == ("Թալինն", "talin")


def test_a_spreadsheets_byte_order_mark_is_no_fault(register):
    report = tried(places.ALIASES, "\ufeffhd002_code,name\n01001000,Էրեբունի\n")
    assert (report.refused, report.count("created")) == ([], 1)
    assert Community.objects.matching("Էրեբունիում").get().name_en == "Yerevan"


def test_a_trial_shows_the_differences_and_writes_nothing(register):
    header, *lines = (
        (verbs.DATA / "com_signatories_am_2024.csv")
        .read_text(encoding="utf-8")
        .splitlines()
    )
    changed = [line.replace(",118600,", ",118601,") for line in lines]
    report = tried(
        covenant.SIGNATORIES, "\n".join([header, *changed]), write=False
    )
    [change] = report.changes
    assert (change.model, change.outcome, change.values) == (
        "adhesion",
        "changed",
        (("population", "118600", "118601"),),
    )
    assert Adhesion.objects.filter(population=118601).count() == 0
    tried(covenant.SIGNATORIES, "\n".join([header, *changed]))
    assert Adhesion.objects.filter(population=118601).count() == 1


def test_the_rules_find_the_same_16_on_hold_as_the_register_published_in_january_2024(
    register,
):
    """The published status speaks of January 2024; the rules are asked without it."""
    computed, published = set(), set()
    for placed in standings.community_standings(
        Community.objects.signatories(dt.date(2024, 1, 31)),
        dt.date(2024, 1, 31),
    ):
        if placed.published.reported_status == "on_hold":
            published.add(placed.community.gcom_id)
        if placed.standing.state == "on_hold" or (
            placed.community.is_former and placed.standing.state == "former"
        ):
            computed.add(placed.community.gcom_id)
    assert (len(published), computed) == (16, published)


def test_totals_per_city_equal_the_published_sums(register):
    with (verbs.DATA / "com_emission_inventories_am_2019_by_sector.csv").open(
        encoding="utf-8"
    ) as file:
        published = list(csv.DictReader(file))
    assert (
        len(published) == EmissionInventory.objects.of_armenia().count() == 10
    )
    for row in published:
        inventory = EmissionInventory.objects.get(
            community__gcom_id=row["gcom_id"], year=row["inventory_year"]
        )
        summed = inventories.summed_by_sector(inventory)
        by_sector = {
            f"{part.sector}_t": part.emissions_t for part in summed.sectors
        }
        told = {
            name: Decimal(cell)
            for name, cell in row.items()
            if name.endswith("_t") and cell
        }
        assert by_sector == told
        assert (summed.emissions_t, summed.energy_mwh) == (
            Decimal(row["emissions_t_total"]),
            Decimal(row["energy_mwh_total"]),
        )
        assert round(summed.per_head, 3) == Decimal(row["t_per_capita"])
        assert inventory.population == int(row["population"])


def test_totals_per_country_equal_the_published_sums(countries):
    with (verbs.DATA / "com_eap_country_counts_2024.csv").open(
        encoding="utf-8"
    ) as file:
        published = {row["country_code"]: row for row in csv.DictReader(file)}
    counted = {row["code"]: row for row in totals.countries()}
    assert set(counted) == set(published)
    names = {
        "signatories": "signatories_total",
        "active": "active",
        "on_hold": "on_hold",
        "for_2020": "commitment_2020",
        "for_2030": "commitment_2030",
        "for_2050": "commitment_2050",
    }
    for code, row in published.items():
        assert {n: counted[code][n] for n in names} == {
            n: int(row[column]) for n, column in names.items()
        }
        assert (counted[code]["people"] or 0) == int(
            row["population_at_adhesion_active"] or 0
        )


def test_the_two_files_of_armenian_inventories_agree(register):
    """The partner countries' file holds Armenia too, without flags; its rows are passed over."""
    with (verbs.DATA / "com_emission_inventories_eap_2019.csv").open(
        encoding="utf-8"
    ) as file:
        theirs = {
            (row["gcom_id"], row["sector"], row["emission_kind"]): (
                Decimal(row["energy_mwh"]),
                Decimal(row["emissions_t"]),
            )
            for row in csv.DictReader(file)
            if row["country_code"] == "AM"
        }
    ours = {
        (row.inventory.community.gcom_id, row.sector, row.kind): (
            row.energy_mwh,
            row.emissions_t,
        )
        for row in InventoryRow.objects.select_related("inventory__community")
    }
    assert ours == theirs


def test_the_report_counts_and_lists(register):
    lines = list(register.lines())
    assert "adhesion: 38 created, 0 changed, 0 unchanged" in lines
