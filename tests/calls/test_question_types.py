"""The registry of question types; a type that is added in one module works everywhere."""

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.drafts import checking, starting
from applications.submissions import lifecycle, receipts
from calls import faults
from calls.models import Form, FormSection, FormVersion, Question
from calls.question_types import registry
from tests import make
from tests.reading import flat
from tests.variants import PostCode

OFFERED = [
    "short",
    "long",
    "number",
    "money",
    "yes_no",
    "choice",
    "multi",
    "date",
    "url",
    "file",
    "table",
    "priority",
    "declaration",
]


@pytest.fixture
def post_code():
    registry.QUESTION_TYPES.register(PostCode())
    yield
    registry.QUESTION_TYPES.unregister(PostCode())


@pytest.fixture
def draft(db, post_code):
    """A form that asks for a post code alone."""
    form = Form.objects.create(slug="codes", name="F")
    version = FormVersion.objects.create(form=form)
    section = FormSection.objects.create(
        version=version, key="one", title_hy="Ա", title_en="One"
    )
    question = Question(
        section=section,
        key="code",
        type="postcode",
        label_hy="Ինդեքս",
        label_en="Post code",
    )
    question.full_clean(exclude=["label"])
    question.save()
    assert faults.form_faults(version) == []
    version.published_at = timezone.now()
    version.save()
    community = make.community()
    person = make.seat(community, "submitter").user
    return starting.start_application(
        make.lot(form=form), community, by=person, language="en"
    )


def test_the_types_that_staff_are_offered():
    assert [code for code, _label in registry.type_choices()] == OFFERED
    assert [code for code, _label in registry.column_choices()] == [
        "short",
        "number",
        "money",
        "date",
    ]


def test_a_code_is_registered_once(post_code):
    with pytest.raises(ValueError, match="postcode"):
        registry.QUESTION_TYPES.register(PostCode())


@pytest.mark.parametrize(
    "question_type", registry.QUESTION_TYPES.all(), ids=lambda one: one.code
)
def test_an_empty_value_fits_its_type_and_is_not_given(question_type):
    empty = question_type.empty()
    assert (question_type.fits(empty), question_type.is_given(empty)) == (
        True,
        False,
    )


def test_a_type_of_one_module_is_asked_checked_shown_and_recorded(
    client, draft
):
    client.force_login(draft.created_by)
    address = f"/en/applications/{draft.reference}"
    page = flat(client.get(f"{address}/edit/one/"))
    assert 'class="narrow" placeholder="0010"' in page

    assert [one.message for one in checking.application_problems(draft)] == [
        "Answer the question."
    ]
    answer = client.post(
        f"{address}/edit/one/", {"code": "12", "rev-code": "0"}
    )
    assert (answer.status_code, "Write four digits." in flat(answer)) == (
        422,
        True,
    )

    client.post(f"{address}/edit/one/", {"code": "0010", "rev-code": "1"})
    assert "AM 0010" in flat(client.get(f"{address}/check/"))
    version = lifecycle.submit(draft, by=draft.created_by)
    (entry,) = receipts.version_for_reading(version)["sections"][0]["answers"]
    assert (entry["type"], entry["value"], entry["shown"]) == (
        "postcode",
        "0010",
        "AM 0010",
    )
    blank = client.get(
        reverse(
            "calls:blank_form", args=[draft.lot.call.slug, draft.lot.number]
        )
    )
    assert "Post code" in flat(blank)
