"""Files of the register through the administration: tried, shown, written."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from communities.admin.imports import kinds
from communities.models import (
    Adhesion,
    Alias,
    Community,
    Edition,
    EmissionInventory,
    ImportRun,
)
from communities.register import import_runs, reading
from communities.register import loading as verbs
from communities.register.sources.registry import SOURCES
from tests import make

pytestmark = pytest.mark.django_db
NEW = "hd002_code,name\n01001000,Էրեբունի\n"


@pytest.fixture
def officer():
    return make.staff("officer")


def code_of(call, *args, **options):
    with pytest.raises(ValidationError) as caught:
        call(*args, **options)
    return caught.value.code


def test_a_trial_writes_nothing_and_the_writing_what_was_shown(
    register, officer
):
    run = make.import_run(officer, NEW)
    assert (
        run.state,
        run.report["written"],
        Alias.objects.filter(name="Էրեբունի").exists(),
    ) == (
        "tried",
        1,
        False,
    )
    run = import_runs.write(run, by=officer)
    assert (run.state, Alias.objects.filter(name="Էրեբունի").exists()) == (
        "written",
        True,
    )
    assert Edition.objects.first().what == "import of aliases.csv: 1 rows"
    assert code_of(import_runs.write, run, by=officer) == "written"


def test_a_bad_file_cannot_be_written(register, officer):
    run = make.import_run(officer, NEW + "99999999,Ոչ մի տեղ\n")
    assert run.report["refused"][0][1] == 3
    assert code_of(import_runs.write, run, by=officer) == "refused"
    assert not Alias.objects.filter(name="Էրեբունի").exists()


def test_when_the_register_moved_the_file_is_tried_again(register, officer):
    run = make.import_run(officer, NEW)
    Alias.objects.create(
        community=Community.objects.get(slug="yerevan"), name="Էրեբունի"
    )
    assert code_of(import_runs.write, run, by=officer) == "moved"


def test_when_the_value_that_was_shown_has_changed_the_file_is_tried_again(
    register, officer
):
    text = (verbs.DATA / "com_signatories_am_2024.csv").read_text(
        encoding="utf-8"
    )
    run = make.import_run(
        officer,
        text.replace(",118600,", ",118601,"),
        source="com_signatories_am_2024.csv",
    )
    Adhesion.objects.filter(population=118600).update(population=5)
    assert code_of(import_runs.write, run, by=officer) == "moved"


@pytest.mark.parametrize("role", ["editor", "head"])
def test_only_those_who_may_import(register, role, officer):
    person = make.staff(role)
    with pytest.raises(PermissionDenied):
        import_runs.try_file(
            SimpleUploadedFile("a.csv", b"x"), "aliases.csv", by=person
        )
    run = make.import_run(officer, NEW)
    with pytest.raises(PermissionDenied):
        import_runs.write(run, by=person)


def test_an_unknown_kind_of_file_is_refused(officer):
    assert (
        code_of(
            import_runs.try_file,
            SimpleUploadedFile("a.csv", b"x"),
            "x.csv",
            by=officer,
        )
        == "unknown"
    )


def test_the_administration_shows_the_differences_first(
    client, register, officer
):
    client.force_login(officer)
    path = verbs.DATA / "com_signatories_am_2024.csv"
    changed = path.read_text(encoding="utf-8").replace(",118600,", ",118601,")
    upload = SimpleUploadedFile(path.name, changed.encode())
    answer = client.post(
        "/en/admin/communities/importrun/add/",
        {"source": path.name, "file": upload},
        follow=True,
    )
    text, run = answer.content.decode(), ImportRun.objects.get()
    assert (
        "118600" in text,
        "118601" in text,
        "Nothing is written yet" in text,
    ) == (True, True, True)
    assert not Adhesion.objects.filter(population=118601).exists()
    done = client.post(
        f"/en/admin/communities/importrun/{run.uuid}/write/", follow=True
    )
    assert "The file has been written to the register." in done.content.decode()
    assert Adhesion.objects.filter(population=118601).exists()


def test_a_refused_file_says_line_and_reason_in_the_administration(
    client, register, officer
):
    client.force_login(officer)
    upload = SimpleUploadedFile(
        "../x/aliases.csv", b"hd002_code,name\n01001000,=1+1\n"
    )
    answer = client.post(
        "/en/admin/communities/importrun/add/",
        {"source": "aliases.csv", "file": upload},
        follow=True,
    )
    text = answer.content.decode()
    assert (
        "a formula in column name" in text,
        "Write these changes" in text,
    ) == (True, False)
    assert ImportRun.objects.get().file_name == "aliases.csv"


def test_every_file_of_the_register_can_be_given(register):
    offered = [name for name, _label in kinds()]
    assert offered == [
        source.file for source in (*verbs.ARMENIA, *verbs.COUNTRIES)
    ]
    assert all((verbs.DATA / name).exists() for name in offered)


def test_an_edit_in_the_administration_is_a_change_of_the_register(
    client, register, officer
):
    client.force_login(make.staff("administrator"))
    before = Edition.objects.count()
    client.post(
        "/en/admin/communities/monitoringreport/add/",
        {
            "community": Community.objects.get(slug="gavar").pk,
            "submitted_on": "2026-01-02",
            "source": "letter",
        },
    )
    assert (Edition.objects.count(), Edition.objects.first().what[:6]) == (
        before + 1,
        "added:",
    )


def test_the_trial_tells_everything_and_notices_every_change(register, officer):
    names = "".join(f"01001000,Անուն {n}\n" for n in range(2_500))
    run = make.import_run(officer, f"hd002_code,name\n{names}")
    assert (
        run.report["written"],
        len(run.report["changes"]),
        run.report["more"],
    ) == (2500, 200, 2300)
    other = make.import_run(
        officer, f"hd002_code,name\n{names}".replace("Անուն 2499", "Անուն 2500")
    )
    assert other.report["digest"] != run.report["digest"]


def test_the_trial_speaks_the_language_of_staff(client, register, officer):
    client.force_login(officer)
    run = make.import_run(officer, NEW)
    text = client.get(
        f"/hy/admin/communities/importrun/{run.pk}/change/"
    ).content.decode()
    assert ("Էրեբունի" in text, ">alias<" in text, "(tried)" in text) == (
        True,
        False,
        False,
    )


def test_the_administration_refuses_in_words(client, register):
    client.force_login(make.staff("administrator"))
    one = EmissionInventory.objects.filter(community__slug="gyumri").get()
    row = one.rows.first()
    data = {
        "community": one.community_id,
        "kind": one.kind,
        "year": one.year,
        "source": "x",
        "rows-TOTAL_FORMS": 1,
        "rows-INITIAL_FORMS": 1,
        "rows-0-id": row.pk,
        "rows-0-inventory": one.pk,
        "rows-0-sector": row.sector,
        "rows-0-kind": row.kind,
        "rows-0-flag": "implausible",
    }
    answer = client.post(
        f"/en/admin/communities/emissioninventory/{one.pk}/change/", data
    )
    assert answer.status_code == 200
    assert (
        "Say in Armenian why the figure is marked." in answer.content.decode()
    )


def test_a_trial_in_one_language_is_written_in_the_other(register, officer):
    with translation.override("en"):
        run = make.import_run(officer, NEW)
    with translation.override("hy"):
        assert import_runs.write(run, by=officer).state == "written"


# --- letters lost before they came --------------------------------------------------------------

FILE = "am_communities.csv"


def saved_without_armenian(text):
    """As a program of another code page writes it: each letter that it lacks is a «?»."""
    return text.encode("cp1252", "replace").decode("cp1252")


@pytest.mark.parametrize(
    "file",
    [
        source.file
        for source in SOURCES.all()
        if source.file.endswith(".csv")
        and not source.is_abroad
        and not (verbs.DATA / source.file).read_text(encoding="utf-8").isascii()
    ],
)
def test_a_file_that_lost_its_letters_is_refused_whole(register, officer, file):
    text = (verbs.DATA / file).read_text(encoding="utf-8-sig")
    if saved_without_armenian(text).count("??") == text.count("??"):
        pytest.skip("it has no word in Armenian")
    before = list(Community.objects.values_list("name_hy"))
    with translation.override("en"):
        run = make.import_run(officer, saved_without_armenian(text), file)
    [(_name, line, reason)] = run.report["refused"]
    assert line > 1
    assert "were lost when the file was saved" in reason
    assert "CSV UTF-8 (Comma delimited)" in reason
    assert run.report["written"] == 0
    assert code_of(import_runs.write, run, by=officer) == "refused"
    assert list(Community.objects.values_list("name_hy")) == before


@pytest.mark.parametrize(
    "name, is_lost",
    [
        ("?????", True),
        ("??", True),
        ("????? ??????", True),
        ("??????-????????", True),
        ("????? 2", True),
        ("?????? (Gavar)", True),
        ("Gavar", False),
        ("Էրեբունի?", False),
        ("what???", False),
        ("?", False),
    ],
)
def test_question_marks_in_the_place_of_a_word_are_lost_letters(name, is_lost):
    assert reading.is_lost(name) is is_lost


@pytest.mark.parametrize(
    "old, new, is_lost",
    [
        ("Ա", "?", True),
        ("Bălți", "B?l?i", True),
        ("Գավառ քաղաք", "?", True),
        ("Բալ", "Բալ?", False),
        ("Ո՞վ?", "Ո՞ր?", False),
        ("", "?", False),
        ("12", "?2", False),
    ],
)
def test_a_change_that_only_loses_letters_is_known(old, new, is_lost):
    assert reading.has_lost_letters(old, new) is is_lost


def test_a_name_of_one_letter_is_lost_too(register, officer):
    """Nothing tells a single «?» from a remark, but for the name that stands there today."""
    Community.objects.filter(slug="gavar").update(name_hy="Ա")
    text = (verbs.DATA / FILE).read_text(encoding="utf-8-sig")
    run = make.import_run(officer, text.replace(",Գավառ,", ",?,"), FILE)
    assert run.report["refused_count"] == 1
    assert "«?»" in run.report["refused"][0][2]
