"""A community proposes, staff decide; nothing reaches the register unchecked."""

import io
import zipfile

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.utils import translation
from openpyxl import Workbook, load_workbook

from communities.models import (
    Edition,
    EmissionInventory,
    MonitoringReport,
    ProfileChange,
)
from communities.proposals import proposing, spreadsheet
from communities.proposals.kinds.details import DETAILS
from communities.proposals.kinds.inventory import marks_lost, per_head
from communities.proposals.kinds.registry import CHANGE_KINDS
from mailing.models import Letter
from tests import make

pytestmark = pytest.mark.django_db
FIGURES = {
    "transport": {
        "direct_t": "12.50",
        "indirect_t": None,
        "direct_mwh": "40",
        "indirect_mwh": None,
    }
}
INVENTORY = {
    "kind": "monitoring",
    "year": 2024,
    "population": 1000,
    "submitted_on": "2025-03-01",
    "figures": FIGURES,
}

YEAR = {"kind": "monitoring", "year": "2020"}


@pytest.fixture
def gavar():
    return make.community(slug="gavar", name_en="Gavar")


@pytest.fixture
def submitter(gavar):
    return make.seat(gavar, "submitter").user


@pytest.fixture
def officer():
    return make.staff("officer")


def code_of(call, *args, **options):
    with pytest.raises(ValidationError) as caught:
        call(*args, **options)
    return caught.value.code


def test_a_proposal_changes_nothing_until_it_is_accepted(
    gavar, submitter, officer
):
    change = make.change(gavar, by=submitter)
    gavar.refresh_from_db()
    assert (gavar.website, change.state, change.old["website"]) == (
        "",
        "proposed",
        "",
    )
    proposing.accept(change, by=officer)
    gavar.refresh_from_db()
    change.refresh_from_db()
    assert (gavar.website, change.state, change.decided_by) == (
        "https://gavar.example/",
        "accepted",
        officer,
    )


def test_what_is_accepted_is_logged_and_told(gavar, submitter, officer):
    proposing.accept(make.change(gavar, by=submitter), by=officer)
    logged, letter = (
        Edition.objects.first(),
        Letter.objects.get(kind="change_decided"),
    )
    assert (logged.what, logged.by) == (
        "details of gavar, proposed by it",
        officer,
    )
    assert (letter.recipient, gavar.name_hy in letter.subject) == (
        submitter,
        True,
    )


def test_what_is_returned_keeps_its_reason_and_changes_nothing(
    gavar, submitter, officer
):
    change = make.change(gavar, by=submitter)
    assert code_of(proposing.send_back, change, "  ", by=officer) == "reason"
    proposing.send_back(change, "Հասցեն չի բացվում", by=officer)
    gavar.refresh_from_db()
    assert (gavar.website, Edition.objects.count()) == ("", 0)
    assert "Հասցեն չի բացվում" in Letter.objects.get(kind="change_decided").body


@pytest.mark.parametrize("second", ["accept", "send_back", "take_back"])
def test_a_proposal_is_decided_once(
    gavar,
    submitter,
    officer,
    second,
):
    change = make.change(gavar, by=submitter)
    proposing.accept(change, by=officer)
    call = getattr(proposing, second)
    args = ("why",) if second == "send_back" else ()
    assert (
        code_of(
            call,
            change,
            *args,
            by=submitter if second == "take_back" else officer,
        )
        == "decided"
    )


def test_who_may_propose_and_decide(gavar, submitter, officer):
    change = make.change(gavar, by=submitter)
    neighbour = make.seat(make.community(), "submitter").user
    for person in (
        make.seat(gavar, "editor").user,
        make.seat(gavar, "viewer").user,
        neighbour,
        officer,
    ):
        with pytest.raises(PermissionDenied):
            proposing.propose(
                gavar,
                "report",
                {"submitted_on": "2024-01-01", "covers": "", "link": ""},
                by=person,
            )
    for person in (submitter, make.staff("head"), make.staff("editor")):
        with pytest.raises(PermissionDenied):
            proposing.accept(change, by=person)
        with pytest.raises(PermissionDenied):
            proposing.send_back(change, "x", by=person)


def test_visible_to_its_own_people_and_the_office_alone(
    gavar, submitter, officer
):
    make.change(gavar, by=submitter)
    see = {
        person: ProfileChange.objects.visible_to(person).count()
        for person in (
            submitter,
            make.seat(gavar, "viewer").user,
            officer,
            make.staff("head"),
            make.seat(make.community(), "submitter").user,
            make.staff("editor"),
            make.staff("reviewer"),
            make.user(),
        )
    }
    assert list(see.values()) == [1, 1, 1, 1, 0, 0, 0, 0]


def test_the_same_is_not_proposed_and_one_proposal_waits_at_a_time(
    gavar, submitter
):
    same = {name: getattr(gavar, name) for name in DETAILS}
    assert (
        code_of(proposing.propose, gavar, "details", same, by=submitter)
        == "same"
    )
    make.change(gavar, by=submitter)
    other = {**make.DETAILS, "website": "https://other.example/"}
    assert (
        code_of(proposing.propose, gavar, "details", other, by=submitter)
        == "waiting"
    )
    with pytest.raises(IntegrityError):
        ProfileChange.objects.create(
            community=gavar, kind="details", old={}, new={}
        )


def test_when_the_register_moved_staff_compare_again(gavar, submitter, officer):
    change = make.change(gavar, by=submitter)
    gavar.contact_phone = "+374 10 000000"
    gavar.save()
    assert code_of(proposing.accept, change, by=officer) == "moved"
    change.refresh_from_db()
    assert (change.old["contact_phone"], change.state) == (
        "+374 10 000000",
        "proposed",
    )
    proposing.accept(change, by=officer)
    gavar.refresh_from_db()
    assert (gavar.website, gavar.contact_phone) == (
        "https://gavar.example/",
        "",
    )  # as was compared


def test_the_community_takes_back_what_waits(gavar, submitter):
    change = make.change(gavar, by=submitter)
    proposing.take_back(change, by=submitter)
    change.refresh_from_db()
    assert (change.state, Letter.objects.count()) == ("taken_back", 0)
    make.change(gavar, by=submitter)


def test_the_state_of_an_action(gavar, submitter, officer):
    action = make.plan(gavar).actions.create(
        number=3, title_hy="Լույս", is_mitigation=True, source="test"
    )
    new = {
        "action": "secap-1-3",
        "status": "ongoing",
        "status_on": "2025-05-01",
    }
    change = make.change(
        gavar, by=submitter, kind="action", new=new, target="secap-1-3"
    )
    subject = CHANGE_KINDS.get("action").subject(change)
    assert (change.old["status"], subject) == ("not_started", str(action))
    proposing.accept(change, by=officer)
    action.refresh_from_db()
    assert (action.status, action.status_on.isoformat()) == (
        "ongoing",
        "2025-05-01",
    )


def test_a_report_takes_the_community_off_hold(
    gavar, submitter, officer, client
):
    make.adhesion(gavar)
    make.plan(gavar, submitted_on="2021-01-01")
    assert (
        "On hold under the Covenant's rules since"
        in client.get("/en/communities/gavar/").content.decode()
    )
    for n, day in enumerate(("2023-06-01", "2025-06-01")):
        new = {"submitted_on": day, "covers": "", "link": ""}
        proposing.accept(
            make.change(
                gavar, by=submitter, kind="report", new=new, target=str(n)
            ),
            by=officer,
        )
    make.inventory(gavar, year=2024, submitted_on="2025-06-01")
    text = client.get("/en/communities/gavar/").content.decode()
    assert ("Back in order" in text, MonitoringReport.objects.count()) == (
        True,
        2,
    )


def test_an_inventory_and_then_its_correction(gavar, submitter, officer):
    change = make.change(
        gavar, by=submitter, kind="inventory", new=INVENTORY, target="2024"
    )
    with translation.override("en"):
        shares = per_head(change)
        assert (change.old, shares) == ({}, [("Transport", 0.0125)])
    proposing.accept(change, by=officer)
    inventory = EmissionInventory.objects.get(community=gavar)
    [row] = inventory.rows.all()
    assert (inventory.year, row.sector, row.emissions_t, row.energy_mwh) == (
        2024,
        "transport",
        12.5,
        40,
    )
    assert (
        code_of(proposing.propose, gavar, "inventory", INVENTORY, by=submitter)
        == "same"
    )
    better = {**INVENTORY, "population": 1001}
    proposing.accept(
        make.change(gavar, by=submitter, kind="inventory", new=better),
        by=officer,
    )
    assert EmissionInventory.objects.get(community=gavar).population == 1001


def test_lines_show_old_and_new(gavar, submitter, officer):
    proposing.accept(
        make.change(
            gavar, by=submitter, kind="inventory", new=INVENTORY, target="2024"
        ),
        by=officer,
    )
    change = make.change(
        gavar,
        by=submitter,
        kind="inventory",
        new={**INVENTORY, "population": 5},
        target="2024",
    )
    lines = CHANGE_KINDS.get("inventory").lines(change)
    differing = [
        (line.what, line.old, line.new) for line in lines if line.differs
    ]
    assert [(old, new) for _what, old, new in differing] == [("1000", "5")]


def test_an_action_that_is_gone_is_said_to_be(gavar, submitter, officer):
    action = make.plan(gavar).actions.create(
        number=3, title_hy="Լույս", is_mitigation=True, source="test"
    )
    new = {
        "action": "secap-1-3",
        "status": "ongoing",
        "status_on": "2025-05-01",
    }
    change = make.change(
        gavar, by=submitter, kind="action", new=new, target="secap-1-3"
    )
    action.delete()
    assert code_of(proposing.accept, change, by=officer) == "gone"


def test_a_quality_mark_stays_with_the_same_figures_and_staff_are_told_when_it_goes(
    gavar, submitter, officer
):
    first = make.change(
        gavar, by=submitter, kind="inventory", new=INVENTORY, target="2024"
    )
    proposing.accept(first, by=officer)
    row = EmissionInventory.objects.get(community=gavar).rows.get()
    row.flag, row.flag_reason_hy = "implausible", "Անհնար է"
    row.save()
    same = make.change(
        gavar,
        by=submitter,
        kind="inventory",
        new={**INVENTORY, "population": 7},
        target="2024",
    )
    assert marks_lost(same) == []
    proposing.accept(same, by=officer)
    assert (
        EmissionInventory.objects.get(community=gavar).rows.get().flag
        == "implausible"
    )
    figures = {"transport": {**FIGURES["transport"], "direct_t": "13"}}
    other = make.change(
        gavar,
        by=submitter,
        kind="inventory",
        new={**INVENTORY, "figures": figures},
        target="2024",
    )
    assert len(marks_lost(other)) == 1


def test_a_mark_set_meanwhile_stops_the_acceptance(gavar, submitter, officer):
    proposing.accept(
        make.change(
            gavar, by=submitter, kind="inventory", new=INVENTORY, target="2024"
        ),
        by=officer,
    )
    figures = {"transport": {**FIGURES["transport"], "direct_t": "13"}}
    change = make.change(
        gavar,
        by=submitter,
        kind="inventory",
        new={**INVENTORY, "figures": figures},
        target="2024",
    )
    row = EmissionInventory.objects.get(community=gavar).rows.get()
    row.flag, row.flag_reason_hy = "doubtful", "Կասկածելի է"
    row.save()
    assert code_of(proposing.accept, change, by=officer) == "moved"
    assert len(marks_lost(change)) == 1
    proposing.accept(change, by=officer)


@pytest.mark.parametrize(
    "old, new",
    [("NaN", "NaN1"), ("010123456", "10123456"), ("+010", "10"), ("1_0", "10")],
)
def test_words_that_look_like_numbers_are_words(
    gavar, submitter, officer, old, new
):
    for phone in (old, new):
        proposing.accept(
            make.change(
                gavar,
                by=submitter,
                new={**make.DETAILS, "contact_phone": phone},
            ),
            by=officer,
        )
    gavar.refresh_from_db()
    assert gavar.contact_phone == new


def test_signs_that_turn_the_text_are_taken_out(gavar, submitter, officer):
    change = make.change(
        gavar,
        by=submitter,
        new={**make.DETAILS, "contact_address": "a\u202egnp.exe"},
        note="\u2066x",
    )
    assert (change.new["contact_address"], change.note) == ("agnp.exe", "x")


# --- pages
# -------------------------------------------------------------------------------------------


def post(client, path, data=None):
    return client.post(f"/en/{path}", data or {})


def test_the_pages_from_proposal_to_publication(
    client, gavar, submitter, officer
):
    client.force_login(submitter)
    data = {
        **make.DETAILS,
        "contact_email": "office@gavar.example",
        "note": "From our site",
    }
    answer = post(client, "workspace/gavar/profile/details/", data)
    change = ProfileChange.objects.get()
    assert (answer.status_code, answer.url) == (
        302,
        f"/en/changes/{change.uuid}/",
    )
    assert "Accept and publish" not in client.get(answer.url).content.decode()
    client.force_login(officer)
    text = client.get(answer.url).content.decode()
    assert ("Accept and publish" in text, "From our site" in text) == (
        True,
        True,
    )
    assert (
        str(change.uuid) in client.get("/en/office/changes/").content.decode()
    )
    assert (
        post(
            client, f"changes/{change.uuid}/return/", {"reason": ""}
        ).status_code
        == 422
    )
    post(client, f"changes/{change.uuid}/accept/")
    assert (
        "office@gavar.example"
        in client.get("/en/communities/gavar/").content.decode()
    )


@pytest.mark.parametrize(
    "kind, data, field",
    [
        (
            "details",
            {"website": "javascript:alert(1)", "letters_in": "hy"},
            "website",
        ),
        (
            "details",
            {"contact_email": "x", "letters_in": "hy"},
            "contact_email",
        ),
        ("details", {"letters_in": "fr"}, "letters_in"),
        ("report", {"submitted_on": "2999-01-01"}, "submitted_on"),
        ("report", {"submitted_on": ""}, "submitted_on"),
        ("report", {"submitted_on": "2024-02-30"}, "submitted_on"),
        (
            "action",
            {
                "action": "secap-9-9",
                "status": "ongoing",
                "status_on": "2024-01-01",
            },
            "action",
        ),
        ("inventory", {**YEAR, "year": "2999"}, "year"),
        (
            "inventory",
            {**YEAR, "transport-direct_t": "-1"},
            "transport-direct_t",
        ),
        (
            "inventory",
            {**YEAR, "transport-direct_t": "1e999"},
            "transport-direct_t",
        ),
        (
            "inventory",
            {**YEAR, "transport-direct_t": "NaN"},
            "transport-direct_t",
        ),
        (
            "inventory",
            {**YEAR, "population": "0", "waste-direct_t": "1"},
            "population",
        ),
        ("inventory", YEAR, "__all__"),
    ],
)
def test_bad_input_is_refused_beside_its_field_and_given_back(
    client, gavar, submitter, kind, data, field
):
    client.force_login(submitter)
    answer = post(client, f"workspace/gavar/profile/{kind}/", data)
    assert (answer.status_code, list(answer.context["form"].errors)) == (
        422,
        [field],
    )
    assert ProfileChange.objects.count() == 0


def test_what_is_sent_after_the_session_ended_is_given_back(client, gavar):
    answer = post(
        client,
        "workspace/gavar/profile/details/",
        {"website": "https://long.example/", "note": "much"},
    )
    assert answer.status_code == 401
    assert (
        "https://long.example/" in answer.content.decode(),
        "much" in answer.content.decode(),
    ) == (
        True,
        True,
    )
    assert client.get("/en/workspace/gavar/profile/details/").status_code == 302


# --- the spreadsheet
# ---------------------------------------------------------------------------------


def filled(gavar, **cells):
    """The template with some cells filled in, as an upload."""
    book = load_workbook(io.BytesIO(spreadsheet.template(gavar)))
    sheet = book[spreadsheet.SHEET]
    for where, value in {
        "B2": "monitoring",
        "B3": 2024,
        "B4": 1000,
        **cells,
    }.items():
        sheet[where] = value
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("inventory.xlsx", out.getvalue())


def test_the_filled_in_template_fills_in_the_form(client, gavar, submitter):
    client.force_login(submitter)
    raw = client.get(
        "/hy/workspace/gavar/profile/inventory/template.xlsx"
    ).content
    assert (
        load_workbook(io.BytesIO(raw))[spreadsheet.SHEET]["B1"].value
        == gavar.hd002_code
    )
    upload = filled(gavar, B10=12.5, C10=3, D10=40)
    answer = client.post(
        "/en/workspace/gavar/profile/inventory/spreadsheet/", {"file": upload}
    )
    data = answer.context["form"].data
    got = [
        data[name]
        for name in (
            "year",
            "population",
            "transport-direct_t",
            "transport-indirect_t",
        )
    ]
    assert (answer.status_code, got, ProfileChange.objects.count()) == (
        200,
        ["2024", "1000", "12.5", "3"],
        0,
    )
    sent = post(
        client,
        "workspace/gavar/profile/inventory/",
        {k: v for k, v in data.items() if v},
    )
    assert sent.status_code == 302
    assert (
        ProfileChange.objects.get().new["figures"]["transport"]["direct_t"]
        == "12.5"
    )


@pytest.mark.parametrize(
    "cells, said",
    [
        ({"B10": "=1+1"}, "B10: a formula"),
        ({"B1": "99999999"}, "B1: this template belongs to another"),
        ({"A10": "waste"}, "A10: this row of the template was moved"),
        ({"A2": "x"}, "A2: this row"),
    ],
)
def test_a_changed_template_is_refused_naming_the_cell(
    client, gavar, submitter, cells, said
):
    client.force_login(submitter)
    answer = client.post(
        "/en/workspace/gavar/profile/inventory/spreadsheet/",
        {"file": filled(gavar, **cells)},
    )
    assert answer.status_code == 422
    assert answer.context["upload"].errors["file"][0].startswith(said)


def test_a_text_where_a_figure_belongs_is_shown_in_the_form(
    client, gavar, submitter
):
    client.force_login(submitter)
    answer = client.post(
        "/en/workspace/gavar/profile/inventory/spreadsheet/",
        {"file": filled(gavar, B10="many")},
    )
    assert (answer.status_code, list(answer.context["form"].errors)) == (
        422,
        ["transport-direct_t"],
    )
    assert answer.context["form"].data["transport-direct_t"] == "many"


def _another_book():
    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


def _broken(gavar, member, content):
    """The template with one of its parts replaced."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(spreadsheet.template(gavar))) as good,
        zipfile.ZipFile(out, "w") as bad,
    ):
        for name in good.namelist():
            bad.writestr(name, content if name == member else good.read(name))
    return SimpleUploadedFile("a.xlsx", out.getvalue())


BOMB = b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><worksheet>&c;</worksheet>'


@pytest.mark.parametrize(
    "member", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"]
)
@pytest.mark.parametrize("content", [b"", b"not xml", BOMB])
def test_a_spreadsheet_with_a_broken_part_is_refused(
    client, gavar, submitter, member, content
):
    client.force_login(submitter)
    upload = _broken(gavar, member, content)
    answer = client.post(
        "/en/workspace/gavar/profile/inventory/spreadsheet/", {"file": upload}
    )
    assert answer.status_code == 422
    assert answer.context["upload"].errors["file"] == [
        "The file is damaged and cannot be opened."
    ]


def test_the_word_of_a_kind_counts_in_both_languages(client, gavar, submitter):
    client.force_login(submitter)
    for word in ("Monitoring", "մշտադիտարկման", "baseline"):
        upload = filled(gavar, B2=word, B10=1)
        answer = client.post(
            "/en/workspace/gavar/profile/inventory/spreadsheet/",
            {"file": upload},
        )
        assert answer.status_code == 200


@pytest.mark.parametrize(
    "name, content",
    [
        ("a.xlsx", b"PK\x03\x04 broken"),
        ("a.csv", b"kind,year"),
        ("a.xlsx", b""),
        ("a.xlsx", b"<html>"),
        ("a.xlsx", _another_book()),
    ],
)
def test_what_is_not_our_spreadsheet_is_refused(
    client, gavar, submitter, name, content
):
    client.force_login(submitter)
    upload = SimpleUploadedFile(name, content)
    answer = client.post(
        "/en/workspace/gavar/profile/inventory/spreadsheet/", {"file": upload}
    )
    assert (answer.status_code, bool(answer.context["upload"].errors)) == (
        422,
        True,
    )
