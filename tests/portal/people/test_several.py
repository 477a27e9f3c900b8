import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from communities import people
from communities.models import Invitation
from mailing.models import Letter
from portal.people import several
from portal.people.spreadsheet import MAX_ROWS, read_people
from tests import make

pytestmark = pytest.mark.django_db
HEADINGS = [
    "Community",
    "E-mail address",
    "Name and surname",
    "Role",
    "Language",
]
GOOD = [
    ["Գավառ", "a@gavar.example", "Ա Բ", "submitter", "hy"],
    ["gavar", "b@gavar.example", "", "Viewer", ""],
    ["00000077", "c@gavar.example", "", "editor", "en"],
]


@pytest.fixture
def gavar(db):
    return make.community(
        slug="gavar",
        name_hy="Գավառ",
        name_en="Gavar",
        hd002_code="00000077",
        letters_in="hy",
    )


@pytest.fixture
def officer(client):
    one = make.staff("officer")
    client.force_login(one)
    return one


def xlsx(*rows, headings=HEADINGS, name="people.xlsx"):
    book = Workbook()
    for row in (headings, *rows):
        book.active.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile(name, out.getvalue())


def csv_file(text, encoding="utf-8"):
    return SimpleUploadedFile("people.csv", text.encode(encoding))


def look(client, file, language="en", days="14"):
    return client.post(
        f"/{language}/people/invite/several/", {"file": file, "days": days}
    )


def send(client, answer):
    return client.post(
        "/en/people/invite/several/send/",
        {"signed": answer.context["signed"]},
        follow=True,
    )


def faults(answer):
    return {
        guest.line: guest.faults
        for guest in answer.context["guests"]
        if guest.faults
    }


@pytest.mark.parametrize("language", ["hy", "en"])
def test_the_rows_are_looked_at_and_nothing_is_sent(
    client, officer, gavar, language
):
    answer = look(client, xlsx(*GOOD), language)
    guests = answer.context["guests"]
    assert [(one.line, one.role, one.language) for one in guests] == [
        (2, "submitter", "hy"),
        (3, "viewer", "hy"),
        (4, "editor", "en"),
    ]
    assert {one.community for one in guests} == {gavar}
    assert (faults(answer), Letter.objects.count()) == ({}, 0)


def test_all_letters_leave_once_confirmed(client, officer, gavar):
    page = send(client, look(client, xlsx(*GOOD), days="30"))
    assert "3 invitations are on their way" in page.text
    assert (
        list(Invitation.objects.values_list("role", "days").order_by("email")),
        Letter.objects.count(),
    ) == ([("submitter", 30), ("viewer", 30), ("editor", 30)], 3)


def test_all_or_none(client, officer, gavar):
    answer = look(client, xlsx(*GOOD))
    make.seat(gavar, "viewer", make.user("c@gavar.example"))
    page = send(client, answer)
    assert "Line 4" in page.text
    assert (Invitation.objects.count(), Letter.objects.count()) == (0, 0)


def test_every_fault_is_said_in_words(client, officer, gavar):
    seated = make.seat(gavar, "viewer").user
    staff, closed = make.staff("editor"), make.user(is_active=False)
    people.invite_colleague(gavar, "w@test.example", "viewer", by=officer)
    make.community(slug="tashir", name_hy="Տաշիր", name_en="Tashir")
    answer = look(
        client,
        xlsx(
            ["Gavar", "ok@test.example", "", "viewer", ""],
            ["Tahsir", "x1@test.example", "", "viewer", ""],
            ["Gavar", "not an address", "", "viewer", ""],
            ["Gavar", "x2@test.example", "", "king", ""],
            ["Gavar", "x3@test.example", "", "viewer", "de"],
            ["Gavar", "OK@test.example", "", "viewer", ""],
            ["Gavar", seated.email, "", "editor", ""],
            ["Gavar", staff.email, "", "editor", ""],
            ["Gavar", closed.email, "", "editor", ""],
            ["Gavar", "w@test.example", "", "editor", ""],
        ),
    )
    said = {line: " ".join(words) for line, words in faults(answer).items()}
    expected = {
        3: "Perhaps: Tashir",
        4: "not an e-mail address",
        5: "must be one of: viewer, editor, submitter",
        6: "must be hy or en",
        7: "stands in line 2",
        8: "already has a seat",
        9: "Programme staff",
        10: "deactivated",
        11: "valid until",
    }
    assert {
        line: words in said.get(line, "") for line, words in expected.items()
    } == dict.fromkeys(expected, True)
    assert set(said) == set(expected)
    assert answer.context["signed"] == ""


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_is_read_as_programs_write_it(gavar, delimiter, encoding):
    rows = [HEADINGS[:4], GOOD[0][:4], ["", "", "", ""], GOOD[1][:4]]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    lines = read_people(csv_file(text, encoding))
    assert [(line, cells["email"]) for line, cells in lines] == [
        (2, "a@gavar.example"),
        (4, "b@gavar.example"),
    ]


REFUSED = [
    xlsx(headings=HEADINGS[:2]),
    xlsx(),
    xlsx(["=1+1", "a@b.example", "", "viewer", ""]),
    xlsx(*[["Gavar", "a@b.example", "", "viewer", ""]] * (MAX_ROWS + 1)),
    SimpleUploadedFile("people.xlsx", b"PK\x03\x04 broken"),
    SimpleUploadedFile("people.xlsx", b"no spreadsheet"),
    SimpleUploadedFile("people.pdf", make.PDF),
    SimpleUploadedFile("people.csv", b""),
    SimpleUploadedFile("people.csv", b"\xe0\xe1\xe2"),
    SimpleUploadedFile("people.csv", b'Community,"' + b"x" * 200_000),
    SimpleUploadedFile("people.csv", b"x" * 1_000_001),
]


@pytest.mark.parametrize("file", REFUSED)
def test_a_file_that_is_no_list_is_refused(client, officer, file):
    file.seek(0)
    answer = look(client, file)
    assert (answer.status_code, list(answer.context["form"].errors)) == (
        422,
        ["file"],
    )


@pytest.mark.parametrize("language", ["hy", "en"])
def test_the_template_is_read_back(client, officer, gavar, language):
    answer = client.get(f"/{language}/people/invite/several/template.xlsx")
    book = load_workbook(io.BytesIO(answer.content))
    book.active.append(GOOD[0])
    out = io.BytesIO()
    book.save(out)
    file = SimpleUploadedFile("people.xlsx", out.getvalue())
    for other in ("hy", "en"):
        file.seek(0)
        assert faults(look(client, file, other)) == {}


def test_a_list_is_sent_by_whom_it_was_shown_to(officer, gavar):
    lines = read_people(xlsx(*GOOD))
    signed = several.sign_list(several.judge_list(lines), by=officer, days=14)
    other = make.staff("officer")
    for forged, by in ((signed, other), (signed + "x", officer), ("", officer)):
        with pytest.raises(ValidationError) as caught:
            several.invite_several(forged, by=by)
        assert caught.value.code == "stale"
    officer.groups.clear()
    officer = type(officer).objects.get(pk=officer.pk)
    with pytest.raises(PermissionDenied):
        several.invite_several(signed, by=officer)
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_looking_costs_the_same_for_many_of_one_community(
    gavar, django_assert_num_queries, rows
):
    lines = read_people(xlsx(*GOOD[:1] * rows))
    with django_assert_num_queries(6):
        several.judge_list(lines)
