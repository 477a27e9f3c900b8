"""The office: board, questions, exports, completions, extensions, and what it never sees."""

import csv
import datetime as dt
import hashlib
import io
import json
import zipfile

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from openpyxl import load_workbook

from applications.drafts import saving
from applications.models import Export, Inquiry
from applications.office import (
    export_tables,
    exporting,
    inquiries,
    sealing,
)
from applications.submissions import dossier, lifecycle
from calls.models import CallRevision, Clarification
from core import retention
from core.clock import LONGEST_QUEUE
from core.language.figures import YEREVAN
from mailing import background
from mailing.models import Failure, Letter
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    one = make.staff("officer")
    client.force_login(one)
    return one


@pytest.fixture
def submitted():
    draft = make.application(of=make.lot(make.call(slug="c", code="AB")))
    lifecycle.submit(draft, by=draft.created_by)
    return draft


# --- questions
# ----------------------------------------------------------------------------------------------


def asked(call=None, text="Can a school apply?", **fields):
    seat = make.seat(make.community(), "editor")
    call = call or make.lot(make.call(slug="c")).call
    return inquiries.ask_question(
        call, seat.community, text, by=seat.user, language="en", **fields
    )


def test_a_question_is_private_and_reaches_the_officers(client, officer):
    inquiry = asked()
    assert list(Letter.objects.values_list("kind", "email")) == [
        ("inquiry_asked", officer.email)
    ]
    assert inquiry.text not in client.get("/en/calls/c/").content.decode()
    assert inquiry.text in client.get("/en/office/questions/").content.decode()
    neighbour = make.seat(make.community(), "submitter").user
    assert Inquiry.objects.visible_to(neighbour).count() == 0
    assert Inquiry.objects.visible_to(inquiry.asked_by).count() == 1


@pytest.mark.parametrize("language", ["hy", "en"])
def test_an_answer_is_published_without_who_asked(client, officer, language):
    inquiry = asked()
    words = {
        "answer": "Only communities apply.",
        "is_public": "on",
        "question_hy": "Կարո՞ղ է դիմել դպրոցը։",
        "answer_hy": "Դիմում են միայն համայնքները։",
        "question_en": "Can a school apply?",
        "answer_en": "Only communities apply.",
    }
    assert (
        client.post(f"/en/office/questions/{inquiry.uuid}/", words).status_code
        == 302
    )
    client.logout()
    text = client.get(f"/{language}/calls/c/").content.decode()
    assert (
        words[f"question_{language}"] in text,
        words[f"answer_{language}"] in text,
    ) == (True, True)
    for private in (
        inquiry.asked_by.name,
        inquiry.community.name_hy,
        inquiry.community.name_en,
    ):
        assert private not in text
    assert CallRevision.objects.get().is_urgent is False
    letter = Letter.objects.get(kind="inquiry_answered")
    assert (letter.email, "Only communities apply." in letter.body) == (
        inquiry.asked_by.email,
        True,
    )


def test_an_answer_may_stay_between_the_two(officer):
    inquiry = asked()
    inquiries.answer_question(inquiry, "See page 3.", by=officer)
    assert (Clarification.objects.count(), CallRevision.objects.count()) == (
        0,
        0,
    )
    with pytest.raises(ValidationError) as caught:
        inquiries.answer_question(inquiry, "Again", by=officer)
    assert caught.value.code == "answered"


def test_questions_end_at_their_cut_off_to_the_second(client):
    call = make.lot(make.call(slug="c")).call
    call.questions_until = call.lots.get().closes_at
    call.save()
    seat = make.seat(make.community(), "editor")
    client.force_login(seat.user)
    with time_machine.travel(call.questions_until, tick=False):
        with pytest.raises(ValidationError) as caught:
            inquiries.ask_question(
                call, seat.community, "x", by=seat.user, language="hy"
            )
        assert caught.value.code == "cut_off"
        data = {"community": seat.community.slug, "text": "A whole question"}
        client.force_login(seat.user)
        answer = client.post("/en/applications/ask/c/", data)
        assert (
            answer.status_code,
            "A whole question" in answer.content.decode(),
        ) == (403, True)


@pytest.mark.parametrize(
    "text, code", [("  ", "empty"), ("x" * 4001, "too_long")]
)
def test_a_question_says_something_and_not_too_much(text, code):
    with pytest.raises(ValidationError) as caught:
        asked(text=text)
    assert caught.value.code == code


def test_a_viewer_does_not_ask_in_the_communitys_name():
    seat = make.seat(make.community(), "viewer")
    with pytest.raises(PermissionDenied):
        inquiries.ask_question(
            make.lot().call, seat.community, "x", by=seat.user, language="hy"
        )


# --- board and seal
# -----------------------------------------------------------------------------------------


def test_the_board_counts_drafts_live_and_never_shows_them(
    client, officer, submitted
):
    draft = make.application(of=submitted.lot)
    page = client.get("/en/office/calls/c/")
    (lot,) = page.context["lots"]
    assert (lot.drafts, lot.submitted, lot.withdrawn) == (1, 1, 0)
    assert (
        submitted.reference in page.content.decode(),
        draft.reference in page.content.decode(),
    ) == (
        True,
        False,
    )


def test_a_sealed_board_counts_and_shows_nothing(client, officer):
    draft = make.application(of=make.lot(make.call(slug="s", is_sealed=True)))
    lifecycle.submit(draft, by=draft.created_by)
    page = client.get("/en/office/calls/s/")
    assert (
        page.context["lots"][0].submitted,
        draft.reference in page.content.decode(),
    ) == (1, False)
    for address in (
        f"/en/office/applications/{draft.reference}/",
        f"/en/applications/{draft.reference}/",
        draft.attachments.get().get_absolute_url(),
    ):
        assert client.get(address).status_code == 404
    assert draft.reference not in client.get("/en/office/").content.decode()
    assert (
        draft.reference
        not in client.get(
            "/hy/admin/applications/application/"
        ).content.decode()
    )


@pytest.mark.parametrize(
    "words, is_found",
    [
        ("Վայք", True),
        ("Վայքի", True),
        ("վայքում", True),
        ("ՎԱՅՔ համայնք", True),
        ("vayk", True),
        ("Գավառ", False),
        ("1", False),
        ("L1-0001", True),
    ],
)
def test_the_board_finds_a_community_in_any_case_form(
    client, officer, words, is_found
):
    vayk = make.community(name_hy="Վայք", name_en="Vayk")
    by = make.seat(vayk, "submitter").user
    draft = make.application(by=by, of=make.lot(make.call(slug="c")))
    lifecycle.submit(draft, by=by)
    page = client.get("/hy/office/calls/c/", {"words": words})
    found = f"/office/applications/{draft.reference}/" in page.content.decode()
    assert found is is_found


@pytest.mark.parametrize(
    "state, shown", [("", True), ("submitted", True), ("withdrawn", False)]
)
def test_the_board_is_narrowed_by_state_and_lot(
    client, officer, submitted, state, shown
):
    text = client.get(
        "/en/office/calls/c/", {"state": state, "lot": "1"}
    ).content.decode()
    assert (f"/office/applications/{submitted.reference}/" in text) == shown
    assert (
        client.get(
            "/en/office/calls/c/", {"lot": "x", "state": "'"}
        ).status_code
        == 200
    )


# --- exports
# ------------------------------------------------------------------------------------------------


def make_export(lot, kind, by):
    export = exporting.request_export(lot, kind, by=by, language="en")
    exporting.make_export.func(export.pk)
    export.refresh_from_db()
    return export


def body(client, export):
    answer = client.get(f"/en/office/exports/{export.uuid}/file/")
    return b"".join(answer.streaming_content)


@pytest.fixture
def wicked():
    """An applicant whose texts would like to be formulas."""
    draft = make.application(of=make.lot(make.call(slug="c", code="AB")))
    by = draft.created_by
    saving.save_answers(
        draft, {"title": ("=1+1", 1), "problem": ("a\u202eb", 1)}, by=by
    )
    lifecycle.submit(draft, by=by)
    return draft


def in_yerevan(instant) -> str:
    return instant.astimezone(YEREVAN).strftime("%d.%m.%Y %H:%M")


def told_by_csv(client, lot, officer, language="en"):
    """head → value of the only row."""
    export = exporting.request_export(lot, "csv", by=officer, language=language)
    exporting.make_export.func(export.pk)
    text = body(client, export).decode("utf-8-sig")
    head, row = list(csv.reader(io.StringIO(text)))
    return dict(zip(head, row, strict=True))


@pytest.fixture
def book(client, officer, wicked):
    content = body(client, make_export(wicked.lot, "xlsx", officer))
    return load_workbook(io.BytesIO(content))


def values(sheet):
    return [[cell.value for cell in row] for row in sheet.rows]


def test_a_csv_holds_every_submission_and_runs_nothing(client, officer, wicked):
    make.application(of=wicked.lot)  # a draft, which does not leave
    told = told_by_csv(client, wicked.lot, officer)
    version = wicked.versions.get()
    assert told == {
        "Reference": wicked.reference,
        "Community": wicked.community.name_en,
        "HD 002 code": wicked.community.hd002_code,
        "State": "submitted",
        "Version": "1",
        "Submitted (Yerevan time)": in_yerevan(version.accepted_at),
        "Deadline (Yerevan time)": in_yerevan(version.deadline_at),
        "Hash of the version (SHA-256)": version.sha256,
        "Total cost": "125.00",
        "Grant asked for": "125.00",
        "Own funds": "0.00",
        "From partners": "0.00",
        "Eligibility check": "",
        "Reviews that are final": "0",
        "Points": "",
        "Place": "",
        "Standing": "",
        "Decision": "",
        "Amount of the grant": "",
        "Answer of the community": "",
    } | {name: told[name] for name in told if name.startswith("Question")}
    assert told["Question title"] == "'=1+1"
    assert told["Question problem"] == "ab"


@pytest.mark.parametrize(
    "language, head, chosen",
    [("hy", "Հարց goals", "Պատ green"), ("en", "Question goals", "green")],
)
def test_questions_and_choices_are_in_the_language_of_the_export(
    client, officer, wicked, language, head, chosen
):
    assert told_by_csv(client, wicked.lot, officer, language)[head] == chosen


def test_a_workbook_has_numbers_and_instants_as_such(book, wicked):
    sheet = book.worksheets[0]
    heads, cells = values(sheet)
    told = dict(zip(heads, cells, strict=True))
    submitted = told["Submitted (Yerevan time)"]
    accepted = in_yerevan(wicked.versions.get().accepted_at)
    assert submitted.strftime("%d.%m.%Y %H:%M") == accepted
    assert told["Grant asked for"] == 125
    assert told["Question title"] == "'=1+1"
    assert "f" not in [cell.data_type for cell in list(sheet.rows)[1]]
    assert (sheet.freeze_panes, sheet.auto_filter.ref[:3]) == ("B2", "A1:")


def test_a_workbook_has_the_lines_of_the_budgets(book, wicked):
    assert values(book.worksheets[1]) == [
        [
            "Reference",
            "Community",
            "Category",
            "Purpose",
            "Quantity",
            "Unit cost",
            "From the grant",
            "Own funds",
            "From partners",
            "Cost",
        ],
        [
            wicked.reference,
            wicked.community.name_en,
            "works",
            "Ծառեր",
            10,
            12.5,
            125,
            0,
            0,
            125,
        ],
    ]


def test_the_bundle_re_verifies_against_the_receipts(client, officer, wicked):
    export = make_export(wicked.lot, "zip", officer)
    archive = zipfile.ZipFile(io.BytesIO(body(client, export)))
    manifest = json.loads(archive.read("manifest.json"))
    (told,) = manifest["applications"]
    version = wicked.versions.get()
    record = archive.read(f"{wicked.reference}/record.json")
    assert (
        hashlib.sha256(record).hexdigest()
        == told["receipt_sha256"]
        == version.sha256
    )
    (file,) = told["files"]
    assert (
        hashlib.sha256(archive.read(file["path"])).hexdigest() == file["sha256"]
    )
    assert (told["agrees"], file["agrees"]) == (True, True)
    for line in archive.read("SHA256SUMS").decode().splitlines():
        digest, path = line.split("  ", 1)
        assert hashlib.sha256(archive.read(path)).hexdigest() == digest
    assert archive.read(f"{wicked.reference}/application.pdf")[:5] == b"%PDF-"
    assert (export.state, export.done, export.total) == ("done", 1, 1)


def test_an_export_is_made_once_and_forgotten_after_a_week(
    officer, submitted, files_apart, django_capture_on_commit_callbacks
):
    export = make_export(submitted.lot, "csv", officer)
    assert exporting.make_export.func(export.pk) is False
    later = export.asked_at + dt.timedelta(days=8)
    kept = files_apart / "private" / export.storage_key
    assert kept.exists()
    with django_capture_on_commit_callbacks(execute=True):
        retention.apply_rule(retention.RULES.get("exports"), later)
    assert (Export.objects.count(), kept.exists()) == (0, False)


def test_an_export_that_breaks_says_so(officer, submitted):
    export = exporting.request_export(
        submitted.lot, "zip", by=officer, language="en"
    )
    for stored in submitted.attachments.all():
        exporting.storages["private"].delete(stored.storage_key)
    exporting.make_export.func(export.pk)
    export.refresh_from_db()
    assert (export.state, export.missing) == ("done", [submitted.reference])


def test_an_application_that_cannot_be_put_in_stops_no_other(
    client, officer, submitted, monkeypatch
):
    other = make.application(of=submitted.lot)
    lifecycle.submit(other, by=other.created_by)
    whole = dossier.dossier_pdf

    def broken(version, **asked):
        if version.application == submitted:
            raise ValueError("a secret of the applicant")
        return whole(version, **asked)

    monkeypatch.setattr(dossier, "dossier_pdf", broken)
    export = make_export(submitted.lot, "zip", officer)
    archive = zipfile.ZipFile(io.BytesIO(body(client, export)))
    manifest = json.loads(archive.read("manifest.json"))
    assert [told["reference"] for told in manifest["applications"]] == [
        other.reference
    ]
    assert manifest["missing"] == [
        {"reference": submitted.reference, "reason": "ValueError"}
    ]
    assert submitted.reference in archive.read("README.txt").decode()
    page = client.get(f"/en/office/exports/{export.uuid}/").content.decode()
    assert submitted.reference in page


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_spreadsheet_names_the_application_that_it_lacks(
    officer, submitted, monkeypatch, kind
):
    monkeypatch.setattr(
        export_tables, "_facts", lambda version: [][version.number]
    )
    export = make_export(submitted.lot, kind, officer)
    assert (export.state, export.missing) == ("done", [submitted.reference])


def test_an_export_that_breaks_says_so_and_can_be_made_again(
    officer, submitted, monkeypatch
):
    export = exporting.request_export(
        submitted.lot, "zip", by=officer, language="en"
    )
    with monkeypatch.context() as patch:
        patch.setitem(exporting.MAKERS, "zip", lambda making, held: 1 / 0)
        exporting.make_export.func(export.pk)
    export.refresh_from_db()
    failure = Failure.objects.get()
    assert (export.state, failure.work, failure.reason) == (
        "failed",
        "exports",
        "ZeroDivisionError",
    )
    assert background.try_again(failure, by=officer)
    export.refresh_from_db()
    assert (export.state, Failure.objects.count()) == ("done", 0)


def test_sealed_applications_are_not_exported(client, officer):
    draft = make.application(of=make.lot(make.call(slug="s", is_sealed=True)))
    lifecycle.submit(draft, by=draft.created_by)
    with pytest.raises(ValidationError) as caught:
        exporting.request_export(draft.lot, "csv", by=officer, language="en")
    assert caught.value.code == "sealed"
    assert (
        client.post(
            "/en/office/calls/s/lots/1/export/", {"kind": "csv"}
        ).status_code
        == 302
    )
    assert Export.objects.count() == 0
    with time_machine.travel(draft.deadline_at + LONGEST_QUEUE, tick=False):
        sealing.open_sealed_lot(draft.lot, by=officer)
    type(draft.lot).objects.get().refresh_from_db()
    lot = type(draft.lot).objects.select_related("opening", "call").get()
    assert (
        exporting.request_export(lot, "csv", by=officer, language="en").total
        == 1
    )


@pytest.mark.parametrize("role", ["editor", "head", "reviewer"])
def test_only_officers_export(submitted, role):
    with pytest.raises(PermissionDenied):
        exporting.request_export(
            submitted.lot, "csv", by=make.staff(role), language="en"
        )


def test_a_nonsense_kind_makes_nothing(client, officer, submitted):
    client.post("/en/office/calls/c/lots/1/export/", {"kind": "exe"})
    assert Export.objects.count() == 0


# --- the office's own pages
# ---------------------------------------------------------------------------------


def test_a_new_call_begins_from_an_earlier_one(client, officer, submitted):
    data = {
        "code": "AB27",
        "slug": "ab27",
        "title_hy": "Նոր հրավեր",
        "months": "12",
    }
    answer = client.post("/en/office/calls/c/copy/", data)
    made = type(submitted.lot.call).objects.get(code="AB27")
    assert (answer.status_code, made.status, made.lots.count()) == (
        302,
        "draft",
        1,
    )
    again = client.post("/en/office/calls/c/copy/", data)
    assert (
        again.status_code,
        "Another call has this code." in again.content.decode(),
    ) == (422, True)


def test_a_form_is_previewed_as_an_applicant_sees_it(
    client, officer, submitted
):
    form = submitted.lot.form
    for language, label in (("hy", "Հարց title"), ("en", "Question title")):
        text = client.get(
            f"/{language}/office/forms/{form.slug}/1/preview/"
        ).content.decode()
        assert (
            label in text,
            "csrfmiddlewaretoken" in text.partition("<main")[2],
        ) == (True, False)


def test_an_edit_of_a_published_call_is_told_to_readers(
    client, officer, submitted
):
    call = submitted.lot.call
    page = client.get(f"/hy/admin/calls/call/{call.pk}/change/")
    data = {}
    for form in (
        page.context["adminform"].form,
        *(
            f
            for s in page.context["inline_admin_formsets"]
            for f in [s.formset.management_form, *s.formset.initial_forms]
        ),
    ):
        for name, field in form.fields.items():
            value = form.get_initial_for_field(field, name)
            key = form.add_prefix(name)
            parts = (
                field.widget.decompress(value)
                if hasattr(field.widget, "decompress")
                else None
            )
            if parts is not None:
                data |= {
                    f"{key}_{n}": part or "" for n, part in enumerate(parts)
                }
            elif value is not None and value is not False:
                data[key] = getattr(value, "pk", value)
    data |= {
        "summary_en": "Now with a summary",
        "update_note_hy": "Ավելացվել է ամփոփում",
    }
    answer = client.post(f"/hy/admin/calls/call/{call.pk}/change/", data)
    assert answer.status_code == 302, answer.context["errors"]
    revision = CallRevision.objects.get()
    assert revision.note_hy == "Ավելացվել է ամփոփում"
    assert [change["to"] for change in revision.changes["en"]] == [
        "Now with a summary"
    ]
    text = client.get("/en/calls/c/").content.decode()
    assert "Now with a summary" in text.partition('id="updates"')[2]


@pytest.fixture
def listed(officer):
    call = make.call(slug="c", code="AB")
    lot = make.lot(call)
    drafts = [make.application(of=lot) for _n in range(3)]
    for number, draft in enumerate(drafts):
        community = draft.community
        community.name_hy = ("Վայք", "Գավառ", "Արենի")[number]
        community.name_en = ("Vayk", "Gavar", "Areni")[number]
        community.save()
        rev = draft.answers.get(key="title").rev
        by = draft.created_by
        title = {"title": (f"Պարտեզ {number}", rev)}
        saving.save_answers(draft, title, by=by)
        lifecycle.submit(draft, by=by)
    return drafts


@pytest.mark.parametrize(
    "query, places",
    [
        ("", [0, 1, 2]),
        ("?words=վայք", [0]),
        ("?words=Gavar", [1]),
        ("?words=պարտեզ", [0, 1, 2]),
        ("?words=l1-0002", [1]),
        ("?words=ոչինչ", []),
        ("?order=community", [2, 1, 0]),
        ("?order=amount", [0, 1, 2]),
        ("?order=nonsense&state=nonsense&lot=x&page=99", [0, 1, 2]),
        ("?state=withdrawn", []),
        ("?lot=1", [0, 1, 2]),
        ("?lot=2", []),
    ],
)
def test_the_board_is_searched_and_sorted(
    client,
    listed,
    query,
    places,
):
    page = client.get(f"/hy/office/calls/c/{query}").content.decode()
    shown = [
        draft.reference for draft in listed if f">{draft.reference}<" in page
    ]
    expected = [listed[place].reference for place in places]
    assert sorted(shown) == sorted(expected)
    positions = [page.index(f">{reference}<") for reference in expected]
    assert positions == sorted(positions)
    if expected:
        assert "125\u00a0EUR" in page
