import io
import json
from decimal import Decimal

import pytest
from pypdf import PdfReader

from applications.submissions import lifecycle, receipts
from core.hashing import canonical, sha256
from tests import make

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
