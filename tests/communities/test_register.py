import datetime as dt

import pytest

from communities import importing
from communities import register as verbs
from communities.models import Adhesion, Community, PopulationFigure, Region


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
    exact = then.filter(precision=Adhesion.EXACT).values("community").distinct().count()
    bounded = then.filter(precision=Adhesion.NOT_LATER_THAN)
    names = set(bounded.values_list("community__name_en", flat=True))
    assert (exact, names) == (21, {"Gyumri", "Vanadzor", "Spitak", "Artik", "Aparan", "Vayk"})
    assert all(row.source for row in bounded)


def test_the_day_before_the_six_are_not_counted(register):
    assert on("2020-03-02") == 21


def test_a_renewal_overwrites_nothing(register):
    yerevan = Community.objects.get(gcom_id="AM0001")
    days = list(yerevan.adhesions.values_list("joined_on", flat=True))
    assert days == [dt.date(2014, 9, 9), dt.date(2021, 4, 20)]


def test_importing_twice_changes_nothing(register):
    before = [(a.pk, a.joined_on, a.source) for a in Adhesion.objects.order_by("pk")]
    again = verbs.load()
    assert (again.count("created"), again.count("changed"), again.refused) == (0, 0, [])
    assert [(a.pk, a.joined_on, a.source) for a in Adhesion.objects.order_by("pk")] == before


def test_an_empty_cell_stays_empty(register):
    areni = Community.objects.get(name_en="Areni")
    assert PopulationFigure.objects.filter(community=areni).count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "line, reason",
    [
        ("0200,Ա,A,A,AM-ER,,,,,,,,,,,,,,,,", "'0200' is not an HD 002 code of eight digits"),
        ("02001000,Ա,A,A,AM-XX,,,,,,,,,,,,,,,,", "Region matching query does not exist."),
        ("02001000,Ա,A,A,AM-ER,,,,,north,,,,,,,,,,,", "'north' is not a number"),
        ("02001000,Ա,A,A,AM-ER,,,,,,,,-5,,,,,,,,", "'-5' is negative"),
    ],
)
def test_a_bad_row_is_refused_with_its_line_and_reason(tmp_path, line, reason):
    report = importing.Report()
    importing.read(verbs.DATA / "am_marzes.csv", verbs.take_region, report)
    header = (verbs.DATA / "am_communities.csv").read_text(encoding="utf-8").splitlines()[0]
    file = tmp_path / "bad.csv"
    file.write_text(f"{header}\n{line}\n", encoding="utf-8")
    importing.read(file, verbs.take_community, report)
    assert report.refused == [("bad.csv", 2, reason)]
    assert Community.objects.count() == 0


@pytest.mark.django_db
def test_a_missing_column_is_named(tmp_path):
    report = importing.Report()
    file = tmp_path / "bad.csv"
    file.write_text("iso\nAM-ER\n", encoding="utf-8")
    importing.read(file, verbs.take_region, report)
    assert report.refused == [("bad.csv", 2, "no column 'name_hy'")]


def test_the_report_counts_and_lists(register):
    lines = list(register.lines())
    assert "adhesion: 38 created, 0 changed, 0 unchanged" in lines
