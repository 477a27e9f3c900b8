import io
import json
from decimal import Decimal

import pytest
from pypdf import PdfReader

from applications.submissions import lifecycle, receipts
from core.hashing import canonical, sha256
from tests import make
from tests.reading import flat

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "language, words",
    [
        ("hy", ["Անդորրագիր", "Հղման", "Համայնք"]),
        ("en", ["Receipt", "Reference", "Community"]),
    ],
)
def test_the_pdf_speaks_the_applications_language_and_holds_the_hash(
    language, words
):
    draft = make.application(language=language)
    version = lifecycle.submit(draft, by=draft.created_by)
    text = " ".join(
        page.extract_text()
        for page in PdfReader(io.BytesIO(receipts.receipt_pdf(version))).pages
    )
    compact = "".join(text.split())
    assert [word for word in words if word not in text] == []
    assert version.sha256 in compact
    assert draft.reference in text
    assert draft.attachments.get().sha256 in compact


def test_the_pdf_names_its_language_and_title():
    draft = make.application()
    reader = PdfReader(
        io.BytesIO(
            receipts.receipt_pdf(lifecycle.submit(draft, by=draft.created_by))
        )
    )
    assert (reader.metadata.title, reader.trailer["/Root"]["/Lang"]) == (
        f"Անդորրագիր {draft.reference}",
        "hy",
    )


def test_markup_in_an_answer_is_data():
    draft = make.application()
    draft.community.name_hy = '#panic("x") $1$ *b*'
    draft.community.save()
    version = lifecycle.submit(draft, by=draft.created_by)
    assert receipts.receipt_pdf(version)[:5] == b"%PDF-"


def test_the_record_holds_everything_with_the_words_it_was_asked_in():
    draft = make.application()
    version = lifecycle.submit(draft, by=draft.created_by)
    body = version.content
    first = body["sections"][0]["answers"]
    assert first[0] == {
        "key": "title",
        "type": "short",
        "label": "Հարց title",
        "value": "Այգի",
    }
    assert first[2]["options"] == {"green": "Պատ green", "fair": "Պատ fair"}
    assert body["files"][0]["sha256"] == draft.attachments.get().sha256
    assert body["budget"][0]["unit_cost"] == "12.50"
    assert receipts.version_totals(version).total == Decimal("125.00")


def test_the_hash_is_of_the_canonical_text():
    draft = make.application()
    version = lifecycle.submit(draft, by=draft.created_by)
    assert sha256(canonical(json.loads(version.record))) == version.sha256


@pytest.mark.parametrize("language", ["hy", "en"])
def test_the_page_of_a_version_says_whose_it_is_and_what_is_next(
    client, language
):
    draft = make.application(of=make.lot(make.call(slug="c")))
    version = lifecycle.submit(draft, by=draft.created_by)
    client.force_login(draft.created_by)
    address = f"/{language}/applications/{draft.reference}/versions/1/"
    page = flat(client.get(address))
    words = {"hy": "Ինչ է լինելու հետո", "en": "What happens next"}[language]
    name = {"hy": draft.community.name_hy, "en": draft.community.name_en}
    assert [w for w in (words, name[language], "125") if w not in page] == []
    whole = client.get(f"{address}application.pdf")
    assert whole["Content-Type"] == "application/pdf"
    text = " ".join(
        page.extract_text()
        for page in PdfReader(io.BytesIO(whole.content)).pages
    )
    assert version.sha256 in "".join(text.split())


def test_the_budget_of_a_version_has_a_cost_in_each_row(client):
    draft = make.application(of=make.lot(make.call(slug="c")))
    version = lifecycle.submit(draft, by=draft.created_by)
    budget = receipts.budget_of_version(version)
    (row,) = budget["rows"]
    assert (row["line"].quantity, row["line"].unit_cost, row["total"]) == (
        Decimal(10),
        Decimal("12.50"),
        Decimal("125.00"),
    )
