from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.drafts import budgets, checking, saving
from applications.models import BudgetLine
from calls.models import Question
from tests import make


@given(st.text(max_size=30))
def test_no_text_breaks_a_check(text):
    for kind in (
        "number",
        "money",
        "date",
        "url",
        "yes_no",
        "long",
    ):
        assert isinstance(
            checking.answer_fault(Question(type=kind, word_limit=3), text), str
        )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "key, value",
    [
        ("title", "a b c d e f"),
        ("people", "many"),
        ("people", "-1"),
        ("when", "31.02.2026"),
        ("site", "gavar"),
        ("site", "javascript:alert(1)"),
        ("goals", ["forged"]),
        ("is_true", "forged"),
    ],
)
def test_a_wrong_answer_stands_between_the_draft_and_its_submission(key, value):
    draft = make.application()
    rev = (
        draft.answers.filter(key=key).values_list("rev", flat=True).first() or 0
    )
    saving.save_answers(draft, {key: (value, rev)}, by=draft.created_by)
    assert [
        problem.key for problem in checking.application_problems(draft)
    ] == [key]


@pytest.mark.django_db
def test_a_complete_draft_has_no_problem():
    assert checking.application_problems(make.application()) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "lot, line, wrong",
    [
        ({}, {"grant": Decimal("100")}, 1),
        ({"grant_max": 125, "grant_min": 125}, {}, 0),
        ({"grant_max": 124}, {}, 1),
        ({"grant_min": 126}, {}, 1),
        (
            {"cofinancing_percent": 20},
            {"grant": Decimal("100"), "own": Decimal("25")},
            0,
        ),
        (
            {"cofinancing_percent": 21},
            {"grant": Decimal("100"), "own": Decimal("25")},
            1,
        ),
    ],
)
def test_the_budget_keeps_the_limits_of_its_lot(lot, line, wrong):
    draft = make.application(**lot)
    rows = [make.line(**line)]
    saving.save_budget(draft, rows, rev=1, by=draft.created_by)
    assert len(budgets.budget_faults(draft, rows)) == wrong


@given(
    st.lists(
        st.tuples(
            st.decimals(min_value="0.01", max_value=9999, places=2),
            st.decimals(min_value=0, max_value=99999, places=2),
        ),
        max_size=6,
    )
)
def test_the_total_is_the_sum_of_the_rows_to_the_cent(rows):
    lines = [
        BudgetLine(quantity=quantity, unit_cost=cost, grant=0, own=0, partner=0)
        for quantity, cost in rows
    ]
    assert budgets.budget_totals(lines).total == sum(
        (budgets.line_total(line) for line in lines), Decimal(0)
    )


def test_nothing_is_divided_by_an_empty_budget():
    assert budgets.budget_totals([]).cofinancing_percent == 0


@pytest.mark.parametrize(
    "typed, wrong",
    [
        ({}, 0),
        ({"grant": ""}, 0),  # shares that are still to come
        ({"grant": "60000"}, 1),
        ({"grant": "100", "own": "25"}, 0),
        ({"grant": "100", "own": "26"}, 1),
        ({"unit_cost": "a lot"}, 1),
    ],
)
def test_what_stands_wrong_in_a_row_is_said_when_it_is_saved(typed, wrong):
    rows = budgets.read_budget([make.line(**typed)])
    assert len(budgets.wrong_rows(rows)) == wrong
