"""What a reviewer without names gets, byte by byte, tells nobody whose it is."""

import io
import re

import pytest
from django.conf import settings
from PIL import Image
from pypdf import PdfReader, PdfWriter

from applications.drafts import saving
from applications.submissions import lifecycle, uploading
from calls.models import Form, FormSection, FormVersion, Question
from core.files import properties
from evaluation.reviewing import assigning, reading
from evaluation.reviewing.blinding import HIDDEN, NameHider
from mailing.models import Letter
from tests import make
from tests.evaluation import staging

pytestmark = pytest.mark.django_db
#: of the community and of its person, in both languages, whole and as parts of words
NAMES = ("Գավառ", "գավառ", "Gavar", "gavar", "Անահիտ", "Anahit", "Grigoryan")
#: key → (type, whether reviewers without names see it)
QUESTIONS = {
    "title": ("short", True),
    "problem": ("long", True),
    "mayor": ("short", False),
    "letter": ("file", True),
    "photo": ("file", True),
    "plan": ("file", False),
}
ANSWERS = {
    "title": "Գավառի այգին",
    "problem": "Gavar needs a garden; Անահիտ Գրիգորյանը գրել է Գավառից։",
    "mayor": "Գավառի քաղաքապետ",
}


def a_pdf(author):
    writer, held = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=99, height=99)
    writer.add_metadata({"/Author": author, "/Title": f"{author} title"})
    writer.add_attachment(f"{author}.txt", author.encode())
    writer.write(held)
    return held.getvalue()


def a_photograph(author):
    picture, held = Image.new("RGB", (40, 40), "green"), io.BytesIO()
    exif = picture.getexif()
    exif[0x013B] = author
    picture.save(held, "JPEG", exif=exif, comment=author.encode())
    return held.getvalue()


def a_form():
    form = Form.objects.create(slug="blind", name="Form")
    version = FormVersion.objects.create(form=form, number=1)
    section = FormSection.objects.create(
        version=version, key="idea", order=1, title_hy="Գաղափար"
    )
    for order, (key, (kind, is_seen)) in enumerate(QUESTIONS.items(), start=1):
        Question.objects.create(
            section=section,
            key=key,
            type=kind,
            order=order,
            label_hy=f"Հարց {key}",
            label_en=f"Question {key}",
            is_required=False,
            is_seen_blind=is_seen,
        )
    version.published_at = section.version.form.versions.get().published_at
    return form, version


@pytest.fixture
def application(officer):
    home = make.community(
        name_hy="Գավառ", name_en="Gavar", slug="gavar", hd002_code="05001000"
    )
    person = make.seat(home, "submitter").user
    person.name, person.email = "Անահիտ Grigoryan", "anahit@gavar.example"
    person.save()
    form, version = a_form()
    lot = staging.a_lot(is_blind=True, form=form)
    version.published_at = lot.opens_at
    version.save()
    draft = make.application(by=person, of=lot, filled=False)
    saving.save_answers(
        draft, {key: (value, 0) for key, value in ANSWERS.items()}, by=person
    )
    files = {
        "letter": make.pdf("gavar-letter.pdf", a_pdf("Gavar Anahit")),
        "photo": make.pdf("Գավառ.jpg", a_photograph("Gavar Anahit")),
        "plan": make.pdf("gavar-plan.pdf", a_pdf("Gavar")),
    }
    for key, file in files.items():
        question = Question.objects.get(section__version=version, key=key)
        uploading.attach_file(draft, question, file, by=person)
    draft.refresh_from_db()
    lifecycle.submit(draft, by=person)
    make.close(lot)
    draft.refresh_from_db()
    staging.check_all_met(draft, officer)
    draft.refresh_from_db()
    return draft


@pytest.fixture
def reviewer():
    return staging.reviewer()


def everything_of(answer):
    """Head and body of an answer as one text of bytes."""
    body = b"".join(answer) if answer.streaming else answer.content
    head = "\n".join(f"{key}: {value}" for key, value in answer.items())
    return head.encode() + b"\n" + body


def told(content):
    """The names that stand in some bytes, in any of the writings of a file."""
    return [
        name
        for name in NAMES
        for encoding in ("utf-8", "utf-16-be", "utf-16-le")
        if name.encode(encoding) in content
    ]


def addresses_of(application):
    reference = application.reference
    return [
        "reviews/",
        f"reviews/{reference}/",
        f"reviews/{reference}/history/",
        *(f"reviews/{reference}/files/{number}/" for number in range(1, 9)),
        f"reviews/{reference}/files/0/",
        f"applications/{reference}/",
        f"applications/{reference}/versions/1/",
        f"office/applications/{reference}/",
        "workspace/",
        "search/?q=այգի",
    ]


@pytest.mark.parametrize("language", ["hy", "en"])
def test_no_answer_holds_a_name(
    application, reviewer, officer, client, language
):
    review = assigning.assign(
        application, reviewer, due_on=staging.due(), by=officer
    )
    client.force_login(reviewer)
    found = {}
    for stage in ("before", "after"):
        if stage == "after":
            assigning.declare_no_conflict(review, by=reviewer)
        for address in addresses_of(application):
            answer = client.get(f"/{language}/{address}")
            if names := told(everything_of(answer)):
                found[stage, address] = names
    assert found == {}


def test_what_is_marked_can_be_read_without_the_names(
    application, reviewer, officer, client
):
    staging.reading(application, reviewer, officer)
    client.force_login(reviewer)
    page = client.get(f"/hy/reviews/{application.reference}/")
    text = page.content.decode()
    assert f"{HIDDEN} այգին" in text
    assert (
        f"{HIDDEN} needs a garden; {HIDDEN} {HIDDEN} գրել է {HIDDEN}։" in text
    )
    assert "Հարց mayor" not in text


def test_only_files_of_visible_questions_are_given_by_neutral_names(
    application, reviewer, officer, client
):
    review = staging.reading(application, reviewer, officer)
    files = reading.files_to_read(review)
    assert [(one.number, one.name) for one in files] == [
        (1, "file-1.pdf"),
        (2, "file-2.jpg"),
    ]
    client.force_login(reviewer)
    base = f"/en/reviews/{application.reference}/files"
    statuses = [client.get(f"{base}/{n}/").status_code for n in (1, 2, 3)]
    assert statuses == [200, 200, 404]


def test_a_pdf_loses_its_properties_and_what_it_carries():
    plain, kind = properties.without_properties(
        a_pdf("Gavar"), "application/pdf"
    )
    reader = PdfReader(io.BytesIO(plain))
    assert (kind, len(reader.pages)) == ("application/pdf", 1)
    assert not reader.metadata or not reader.metadata.author
    assert reader.attachments == {}
    assert told(plain) == []


def test_a_photograph_loses_its_properties():
    plain, kind = properties.without_properties(
        a_photograph("Gavar"), "image/jpeg"
    )
    assert kind == "image/jpeg"
    assert dict(Image.open(io.BytesIO(plain)).getexif()) == {}
    assert told(plain) == []


def test_other_kinds_have_no_copy():
    assert not properties.has_copy_without_properties("application/zip")
    with pytest.raises(ValueError, match="zip"):
        properties.without_properties(b"PK", "application/zip")


def test_letters_to_the_reviewer_hold_no_name(application, reviewer, officer):
    review = staging.reading(application, reviewer, officer)
    assigning.take_review_back(review, reason="Ա", by=officer)
    letters = Letter.objects.filter(recipient=reviewer)
    assert letters.count() == 2
    for letter in letters:
        assert told(f"{letter.subject}\n{letter.body}".encode()) == []


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Գավառում", HIDDEN),
        ("ԳԱՎԱՌԻ կենտրոն", f"{HIDDEN} կենտրոն"),
        ("Gavar's yard", f"{HIDDEN}'s yard"),
        ("համայնքի բակը", "համայնքի բակը"),
        ("anahit grigoryan", f"{HIDDEN} {HIDDEN}"),
        ("", ""),
    ],
)
def test_names_are_hidden_in_any_form(application, text, hidden):
    assert NameHider(application).hide(text) == hidden


def test_a_lot_with_names_shows_them(officer, client):
    (application,) = staging.eligible(staging.a_lot(), by=officer)
    person = staging.reviewer()
    staging.reading(application, person, officer)
    client.force_login(person)
    page = client.get(f"/en/reviews/{application.reference}/")
    assert application.community.name_en in page.content.decode()


def test_a_recused_reviewer_finds_nothing_by_any_address(
    application, reviewer, officer, client
):
    review = staging.reading(application, reviewer, officer)
    assigning.declare_conflict(review, reason="Ճանաչեցի։", by=reviewer)
    client.force_login(reviewer)
    for address in addresses_of(application)[1:-2]:
        assert client.get(f"/hy/{address}").status_code in (403, 404)
    pile = client.get("/hy/reviews/").content.decode()
    assert application.reference not in pile


def test_the_setting_of_the_test_is_no_accident():
    """The names stand in what is submitted: what is searched for could be found."""
    texts = " ".join(ANSWERS.values())
    assert re.search("Գավառ", texts)
    assert told(a_pdf("Gavar Anahit")) != []
    assert settings.LANGUAGE_CODE == "hy"
