"""Questions that are asked only if, and tables: on the page, in the checks and in the record."""

import pytest
from django.utils import timezone

from applications.drafts import checking, saving, starting
from applications.models import AnswerHistory
from applications.submissions import lifecycle, receipts
from calls.models import (
    Form,
    FormSection,
    FormVersion,
    Question,
    QuestionColumn,
)
from communities.models import PopulationFigure
from tests import make
from tests.reading import flat

pytestmark = pytest.mark.django_db


@pytest.fixture
def form():
    """Has a plan? If so, since when; a table of partners; the population, known to the register."""
    form = Form.objects.create(slug="conditions", name="F")
    version = FormVersion.objects.create(form=form)
    section = FormSection.objects.create(
        version=version, key="one", title_hy="Ա", title_en="One"
    )
    asked = [
        ("has_plan", "yes_no", {}),
        (
            "since",
            "number",
            {"show_if_key": "has_plan", "show_if_value": "yes"},
        ),
        ("partners", "table", {"is_required": False, "max_rows": 2}),
        ("people", "number", {"prefill": "population"}),
    ]
    for order, (key, kind, more) in enumerate(asked):
        Question.objects.create(
            section=section,
            key=key,
            type=kind,
            order=order,
            label_hy=key,
            label_en=key.title(),
            **more,
        )
    table = Question.objects.get(key="partners")
    for order, (key, kind, needed) in enumerate(
        [("name", "short", True), ("on", "date", False)]
    ):
        QuestionColumn.objects.create(
            question=table,
            key=key,
            type=kind,
            is_required=needed,
            order=order,
            label_hy=key,
            label_en=key,
        )
    version.published_at = timezone.now()
    version.save()
    return form


@pytest.fixture
def draft(form):
    community = make.community()
    PopulationFigure.objects.create(
        community=community, people=4321, on="2024", source="test"
    )
    person = make.seat(community, "submitter").user
    return starting.start_application(
        make.lot(form=form), community, by=person, language="en"
    )


def save(draft, **values):
    revs = dict(draft.answers.values_list("key", "rev"))
    saving.save_answers(
        draft,
        {key: (value, revs.get(key, 0)) for key, value in values.items()},
        by=draft.created_by,
    )


def problems(draft):
    return [problem.key for problem in checking.application_problems(draft)]


def test_a_conditional_question_is_asked_only_while_its_condition_holds(draft):
    assert problems(draft) == ["has_plan"]
    save(draft, has_plan="yes")
    assert problems(draft) == ["since"]
    save(draft, has_plan="no")
    assert problems(draft) == []


def test_what_is_no_longer_asked_is_kept_but_not_submitted(draft):
    save(draft, has_plan="yes", since="2019")
    save(draft, has_plan="no")
    version = lifecycle.submit(draft, by=draft.created_by)
    keys = [entry["key"] for entry in version.content["sections"][0]["answers"]]
    assert keys == ["has_plan", "partners", "people"]
    assert draft.answers.get(key="since").value == "2019"


def test_the_register_fills_in_what_it_knows(draft):
    answer = draft.answers.get(key="people")
    assert (answer.value, AnswerHistory.objects.get(key="people").kind) == (
        "4321",
        "prefilled",
    )


@pytest.mark.parametrize(
    "rows, wrong",
    [
        ([], False),
        ([{"name": "NGO", "on": "01.02.2020"}], False),
        ([{"name": "NGO", "on": ""}], False),
        ([{"name": "", "on": "01.02.2020"}], True),
        ([{"name": "NGO", "on": "soon"}], True),
        ([{"name": str(n), "on": ""} for n in range(3)], True),
    ],
)
def test_the_cells_of_a_table_have_types_and_its_rows_a_limit(
    draft, rows, wrong
):
    save(draft, has_plan="no", partners=rows)
    assert problems(draft) == (["partners"] if wrong else [])


def test_a_table_travels_from_the_page_into_the_record(client, draft):
    client.force_login(draft.created_by)
    address = f"/en/applications/{draft.reference}/edit/one/"
    data = {
        "rev-partners": 0,
        "partners-1-name": "NGO",
        "partners-1-on": "",
        "partners-2-name": "",
        "partners-7-name": "School",
        "partners-7-on": "01.02.2020",
        "partners-9-forged": "x",
        "rev-has_plan": 0,
        "has_plan": "no",
        "stay": 1,
    }
    assert client.post(address, data).status_code == 302
    assert draft.answers.get(key="partners").value == [
        {"name": "NGO", "on": ""},
        {"name": "School", "on": "01.02.2020"},
    ]
    version = lifecycle.submit(draft, by=draft.created_by)
    table = receipts.version_for_reading(version)["sections"][0]["answers"][1]
    assert (table["columns"], table["shown"]) == (
        {"name": "name", "on": "on"},
        [["NGO", ""], ["School", "1 February 2020"]],
    )
    for tail in ("check/", "versions/1/"):
        assert (
            "School"
            in client.get(
                f"/en/applications/{draft.reference}/{tail}"
            ).content.decode()
        )


def test_the_page_says_on_what_a_question_depends(client, draft):
    client.force_login(draft.created_by)
    text = flat(client.get(f"/en/applications/{draft.reference}/edit/one/"))
    assert 'data-show-if="has_plan" data-show-value="yes"' in text
    assert "Only if “Has_Plan” is answered “Yes”." in text


@pytest.mark.parametrize(
    "value",
    ["text", [1, 2], [{"name": ["x"]}], [["x"]], [{"name": "x" * 9000}], []],
)
def test_no_shape_of_a_table_breaks_a_page(client, draft, value):
    save(draft, partners=value, has_plan="no")
    client.force_login(draft.created_by)
    for tail in ("", "check/", "edit/one/"):
        assert (
            client.get(f"/en/applications/{draft.reference}/{tail}").status_code
            == 200
        )
