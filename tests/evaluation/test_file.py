"""Everything of one application: on its page in the office, and as one PDF."""

import io

import pytest
from django.db import IntegrityError, transaction
from pypdf import PdfReader

from evaluation import notes
from evaluation.models import FileNote
from evaluation.reports import file_paper
from tests import make
from tests.evaluation import staging

pytestmark = pytest.mark.django_db


@pytest.fixture
def applications(officer):
    return staging.decided(staging.a_lot(), [(5, 4), (2, 5)], officer)


@pytest.mark.parametrize("language", ["hy", "en"])
def test_the_paper_holds_check_reviews_decision_and_journal(
    applications, client, language
):
    client.force_login(make.staff("auditor"))
    reference = applications[0].reference
    answer = client.get(f"/{language}/office/applications/{reference}/file.pdf")
    reader = PdfReader(io.BytesIO(answer.content))
    text = " ".join(page.extract_text() for page in reader.pages)
    reviewer = applications[0].reviews.first().reviewer
    for words in (reference, reviewer.name, "Քանի որ"):
        assert words in text
    assert applications[0].community.name_hy in text


def test_personal_answers_are_left_out(applications):
    application = applications[0]
    version = application.versions.get()
    paper = file_paper.file_pdf(application, version)
    text = " ".join(
        page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages
    )
    assert "+374 10 000000" not in text


def test_the_page_leads_to_the_next_and_the_one_before(
    applications, client, officer
):
    client.force_login(officer)
    first, second = (one.reference for one in applications)
    page = client.get(f"/en/office/applications/{first}/").content.decode()
    assert f"{second} →" in page
    page = client.get(f"/en/office/applications/{second}/").content.decode()
    assert f"← {first}" in page


def test_a_note_of_an_officer_stays_as_written(applications, officer, client):
    client.force_login(officer)
    reference = applications[0].reference
    client.post(
        f"/en/office/applications/{reference}/notes/", {"text": "Զանգել։"}
    )
    note = FileNote.objects.get()
    assert (note.text, note.by) == ("Զանգել։", officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        FileNote.objects.update(text="x")
    page = client.get(f"/en/office/applications/{reference}/")
    assert "Զանգել։" in page.content.decode()
    client.force_login(applications[0].created_by)
    page = client.get(f"/en/applications/{reference}/")
    assert "Զանգել։" not in page.content.decode()
    assert notes.add_note(applications[1], "Ա", by=officer).pk
