import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.drafts import saving
from applications.models import Application, Version
from applications.submissions import lifecycle
from tests import make
from tests.reading import flat

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(client):
    draft = make.application()
    client.force_login(draft.created_by)
    return draft


def url(draft, tail="", language="en"):
    return f"/{language}/applications/{draft.reference}/{tail}"


def close(draft):
    make.close(draft.lot)


def section(draft, **changes):
    """What the page of section 'idea' posts."""
    data = {"next": "1"}
    for answer in draft.answers.exclude(key="is_true"):
        data |= {answer.key: answer.value, f"rev-{answer.key}": answer.rev}
    return data | changes


def test_start_opens_a_draft_in_the_language_of_the_page(client):
    person = make.seat(make.community(slug="gavar"), "editor").user
    lot = make.lot(make.call(slug="ui26"))
    client.force_login(person)
    assert (
        client.get("/hy/applications/start/ui26/1/")["Location"]
        == "/hy/applications/may-we/ui26/1/"
    )
    answer = client.post(
        "/hy/applications/start/ui26/1/", {"community": "gavar"}
    )
    draft = Application.objects.get()
    assert (answer["Location"], draft.language, draft.lot) == (
        url(draft, language="hy"),
        "hy",
        lot,
    )


def test_start_twice_leads_to_the_draft_that_is_there(client, draft):
    address = (
        f"/en/applications/start/{draft.lot.call.slug}/{draft.lot.number}/"
    )
    answer = client.post(address, {"community": draft.community.slug})
    assert (answer["Location"], Application.objects.count()) == (url(draft), 1)


def test_start_for_another_community_is_refused(client, draft):
    other = make.community()
    address = (
        f"/en/applications/start/{draft.lot.call.slug}/{draft.lot.number}/"
    )
    assert client.post(address, {"community": other.slug}).status_code == 422
    assert Application.objects.count() == 1


def test_start_after_the_deadline_is_refused(client, draft):
    close(draft)
    person = make.seat(make.community(slug="late"), "submitter").user
    client.force_login(person)
    address = (
        f"/en/applications/start/{draft.lot.call.slug}/{draft.lot.number}/"
    )
    assert client.post(address, {"community": "late"}).status_code == 403
    assert Application.objects.count() == 1


def test_saving_a_section_leads_to_the_next(client, draft):
    answer = client.post(url(draft, "edit/idea/"), section(draft, title="Նոր"))
    assert answer["Location"] == url(draft, "edit/papers/")
    assert draft.answers.get(key="title").value == "Նոր"


def test_a_wrong_answer_is_saved_and_said_beside_its_field(client, draft):
    answer = client.post(
        url(draft, "edit/idea/"),
        section(draft, **{"people": "many", "rev-people": 0}),
    )
    text = answer.content.decode()
    assert (answer.status_code, draft.answers.get(key="people").value) == (
        422,
        "many",
    )
    assert "<title>Error:" in flat(text)
    assert 'id="people-error"' in text
    assert 'value="many"' in text


def test_a_text_sent_after_the_session_ended_is_given_back(client, draft):
    client.logout()
    answer = client.post(
        url(draft, "edit/idea/"), section(draft, title="Մի միտք")
    )
    text = answer.content.decode()
    assert (answer.status_code, "Մի միտք" in text) == (401, True)
    assert f"?next={url(draft, 'edit/idea/')}" in text
    assert draft.answers.get(key="title").value == "Այգի"


def test_a_stale_revision_is_409_with_both_texts(client, draft):
    data = section(draft, title="mine")
    colleague = make.seat(draft.community, "editor").user
    saving.save_answers(draft, {"title": ("theirs", 1)}, by=colleague)
    answer = client.post(url(draft, "edit/idea/"), data)
    text = answer.content.decode()
    assert (answer.status_code, "theirs" in text, 'value="mine"' in text) == (
        409,
        True,
        True,
    )
    assert draft.answers.get(key="title").value == "theirs"


def test_a_forged_revision_is_stale(client, draft):
    for forged in ("", "-1", "x", "9" * 30):
        answer = client.post(
            url(draft, "edit/idea/"),
            section(draft, **{"title": "m", "rev-title": forged}),
        )
        assert answer.status_code == 409


def test_the_page_saves_by_itself_and_says_when(client, draft):
    data = section(draft, title="Ինքն իրեն")
    answer = client.post(
        url(draft, "edit/idea/"), data, headers={"accept": "application/json"}
    )
    assert (answer.status_code, answer.json()["revs"]["title"]) == (200, 2)
    stale = client.post(
        url(draft, "edit/idea/"),
        data | {"title": "x"},
        headers={"accept": "application/json"},
    )
    told = stale.json()["stale"]["title"]
    assert (stale.status_code, told["text"], told["who"]) == (
        409,
        "Ինքն իրեն",
        draft.created_by.name,
    )


def test_a_closed_page_gives_the_text_back(client, draft):
    data = section(draft, title="Մի ամբողջ միտք")
    close(draft)
    answer = client.post(url(draft, "edit/idea/"), data)
    assert (
        answer.status_code,
        "Մի ամբողջ միտք" in answer.content.decode(),
    ) == (403, True)
    assert draft.answers.get(key="title").value == "Այգի"
    json = client.post(
        url(draft, "edit/idea/"), data, headers={"accept": "application/json"}
    )
    assert (json.status_code, json.json()) == (403, {"closed": True})


@pytest.mark.parametrize("tail", ["submit/", "edit/idea/", "edit/budget/"])
def test_every_write_after_the_deadline_is_403_and_writes_nothing(
    client, draft, tail
):
    close(draft)
    before = list(draft.answers.values_list("key", "value", "rev"))
    assert (
        client.post(url(draft, tail), section(draft, title="x")).status_code
        == 403
    )
    assert (
        list(draft.answers.values_list("key", "value", "rev")),
        Version.objects.count(),
    ) == (before, 0)


@pytest.mark.parametrize(
    "tail",
    [
        "",
        "edit/idea/",
        "edit/budget/",
        "check/",
        "submit/",
        "versions/",
        "receipt.pdf",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_communitys_application_does_not_exist(
    client, draft, tail, method
):
    client.force_login(make.seat(make.community(), "submitter").user)
    assert getattr(client, method)(url(draft, tail), {}).status_code in (
        404,
        405,
    )
    assert Version.objects.count() == 0


def test_a_viewer_reads_but_does_not_write(client, draft):
    client.force_login(make.seat(draft.community, "viewer").user)
    assert client.get(url(draft)).status_code == 200
    assert client.get(url(draft, "check/")).status_code == 200
    assert client.get(url(draft, "edit/idea/")).status_code == 403
    assert (
        client.post(url(draft, "edit/idea/"), section(draft)).status_code == 403
    )
    assert client.post(url(draft, "submit/")).status_code == 403


def test_submitting_shows_the_receipt(client, draft):
    answer = client.post(url(draft, "submit/"), follow=True)
    version = Version.objects.get()
    text = answer.content.decode()
    assert answer.redirect_chain == [(url(draft, "versions/1/"), 302)]
    assert (version.sha256 in text, draft.reference in text) == (True, True)
    pdf = client.get(url(draft, "receipt.pdf"))
    assert (pdf["Content-Type"], pdf.content[:5]) == (
        "application/pdf",
        b"%PDF-",
    )


def test_submitting_an_incomplete_draft_is_422_and_lists_what_is_missing(
    client,
):
    draft = make.application(filled=False)
    client.force_login(draft.created_by)
    answer = client.post(url(draft, "submit/"))
    text = answer.content.decode()
    assert (answer.status_code, Version.objects.count()) == (422, 0)
    assert f"{url(draft, 'edit/idea/')}#q-title" in text


def test_a_submitted_version_takes_no_post(client, draft):
    version = lifecycle.submit(draft, by=draft.created_by)
    for tail in ("versions/1/", "versions/", "receipt.pdf"):
        assert client.post(url(draft, tail), {"record": "x"}).status_code == 405
    assert Version.objects.get().record == version.record


def test_forged_fields_change_nothing(client, draft):
    forged = {
        "state": "submitted",
        "lot": "1",
        "community": "x",
        "created_by": "1",
        "reference": "X",
    }
    client.post(url(draft, "edit/idea/"), section(draft, **forged))
    draft.refresh_from_db()
    assert (draft.state, set(draft.answers.values_list("key", flat=True))) == (
        "draft",
        {*make.ANSWERS, "budget"},
    )


def rows(*lines, rev=1, **more):
    """What the page of the budget posts."""
    cells = {
        f"budget-{n}-{k}": v
        for n, row in enumerate(lines, start=1)
        for k, v in row.items()
    }
    return {"rev-budget": rev, "next": "1", **cells, **more}


def typed(draft):
    return draft.answers.get(key="budget").value


def test_a_budget_with_a_wrong_cell_is_saved_as_it_was_typed(client, draft):
    answer = client.post(
        url(draft, "edit/budget/"), rows({"title": "Ծառեր", "quantity": "շատ"})
    )
    text = answer.content.decode()
    assert (
        answer.status_code,
        'value="շատ"' in text,
        typed(draft)[0]["quantity"],
    ) == (422, True, "շատ")
    assert draft.budget_lines.count() == 0
    assert (
        'value="շատ"' in client.get(url(draft, "edit/budget/")).content.decode()
    )


@pytest.mark.parametrize(
    "quantity", ["1000000000", "1e9999999", "-1", "1,005", "NaN", "0"]
)
def test_an_impossible_amount_is_said_beside_its_cell(client, draft, quantity):
    row = {
        "category": "works",
        "title": "Ա",
        "quantity": quantity,
        "unit_cost": "5",
        "grant": "5",
    }
    answer = client.post(url(draft, "edit/budget/"), rows(row))
    assert (
        answer.status_code,
        'aria-invalid="true"' in answer.content.decode(),
    ) == (422, True)
    assert draft.budget_lines.count() == 0
    assert client.post(url(draft, "submit/")).status_code == 422


def test_the_rows_of_the_budget_count_once_they_are_whole(client, draft):
    whole = {
        "category": "works",
        "title": "Ա",
        "quantity": "2",
        "unit_cost": "5",
        "grant": "10",
    }
    client.post(url(draft, "edit/budget/"), rows(whole, {"title": "half"}))
    assert [line.title for line in draft.budget_lines.all()] == ["Ա"]
    assert (
        "1 row is not finished"
        in client.get(url(draft, "check/")).content.decode()
    )


def test_a_number_with_a_huge_exponent_is_only_wrong(client, draft):
    data = section(draft, **{"people": "1e99999999", "rev-people": 0})
    assert client.post(url(draft, "edit/idea/"), data).status_code == 422
    assert client.get(url(draft, "check/")).status_code == 200


def test_a_receipt_of_a_nonsense_version_does_not_exist(client, draft):
    lifecycle.submit(draft, by=draft.created_by)
    for asked in ("9" * 5000, "0", "x", "-1"):
        assert (
            client.get(
                url(draft, "receipt.pdf"), {"version": asked}
            ).status_code
            == 404
        )


def test_a_stale_budget_is_409_and_shows_both(client, draft):
    row = {
        "category": "works",
        "title": "Mine",
        "quantity": "1",
        "unit_cost": "5",
        "grant": "5",
    }
    answer = client.post(url(draft, "edit/budget/"), rows(row, rev=0))
    text = answer.content.decode()
    assert (answer.status_code, "Mine" in text, "Ծառեր" in text) == (
        409,
        True,
        True,
    )
    assert draft.budget_lines.get().title == "Ծառեր"
    assert (
        draft.history.filter(kind="conflict").get().value[0]["title"] == "Mine"
    )


@pytest.mark.parametrize(
    "upload",
    [
        SimpleUploadedFile("a.pdf", b""),
        SimpleUploadedFile("a.pdf", b"MZ"),
        SimpleUploadedFile("a.exe", b"MZ"),
    ],
)
def test_a_bad_file_is_refused_beside_its_field(client, draft, upload):
    data = {
        "letter": upload,
        "rev-letter": 0,
        "is_true": "yes",
        "rev-is_true": 1,
        "stay": 1,
    }
    answer = client.post(url(draft, "edit/papers/"), data)
    assert (
        answer.status_code,
        'id="letter-error"' in answer.content.decode(),
    ) == (422, True)
    assert draft.attachments.count() == 1


def test_a_file_is_sent_as_an_attachment_to_those_who_may_see_it(client, draft):
    kept = draft.attachments.get()
    answer = client.get(kept.get_absolute_url())
    assert b"".join(answer.streaming_content) == make.PDF
    assert answer["Content-Disposition"] == 'attachment; filename="letter.pdf"'
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == (
        "nosniff",
        "private, no-store",
    )
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    client.force_login(make.seat(make.community(), "submitter").user)
    assert client.get(kept.get_absolute_url()).status_code == 404
    client.logout()
    assert client.get(kept.get_absolute_url()).status_code == 302
    client.force_login(draft.created_by)
    assert client.get(url(draft, f"files/{uuid.uuid4()}/")).status_code == 404


def test_a_removed_file_leaves_the_draft_but_not_the_version(client, draft):
    lifecycle.submit(draft, by=draft.created_by)
    kept = draft.attachments.get()
    assert client.post(f"{kept.get_absolute_url()}remove/").status_code == 302
    assert (
        client.get(url(draft, "edit/papers/"))
        .content.decode()
        .count("letter.pdf")
        == 0
    )
    assert (
        "letter.pdf" in client.get(url(draft, "versions/1/")).content.decode()
    )


def test_the_office_sees_what_is_submitted_and_nothing_before(client, draft):
    client.force_login(make.staff("officer"))
    address = f"/en/office/applications/{draft.reference}/"
    assert client.get(address).status_code == 404
    version = lifecycle.submit(draft, by=draft.created_by)
    assert version.sha256 in client.get(address).content.decode()
    assert (
        draft.reference
        in client.get(
            f"/en/office/calls/{draft.lot.call.slug}/"
        ).content.decode()
    )


@pytest.mark.parametrize("language", ["hy", "en"])
@pytest.mark.parametrize("is_submitted", [False, True])
@pytest.mark.parametrize("rows", [1, 3])
def test_the_workspace_takes_as_many_queries_for_three_as_for_one(
    client, django_assert_num_queries, language, rows, is_submitted
):
    community = make.community()
    person = make.seat(community, "submitter").user
    call = make.call()
    for _ in range(rows):
        draft = make.application(by=person, of=make.lot(call))
        if is_submitted:
            lifecycle.submit(draft, by=person)
    client.force_login(person)
    client.get(f"/{language}/workspace/")
    with django_assert_num_queries(21):
        client.get(f"/{language}/workspace/")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_board_takes_as_many_queries_for_three_as_for_one(
    client, django_assert_num_queries, rows
):
    lot = make.lot()
    for _ in range(rows):
        draft = make.application(of=lot)
        lifecycle.submit(draft, by=draft.created_by)
    client.force_login(make.staff("officer"))
    client.get(f"/en/office/calls/{lot.call.slug}/")
    with django_assert_num_queries(14):
        client.get(f"/en/office/calls/{lot.call.slug}/")
