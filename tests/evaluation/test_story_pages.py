"""The same story on the pages of the office, in its spreadsheets and its journal of acts, against
tables worked out by hand (tests/evaluation/test_story.py says how).
"""

import datetime as dt
from collections import Counter

import pytest

from accounts.models import User
from applications.models import Application
from calls.models import Call
from tests.evaluation import staging
from tests.evaluation.test_exports import sheets_of

pytestmark = pytest.mark.django_db
MONEY = "60 000 EUR"
RANKINGS = {
    1: [
        ["1", "UI25-L1-0001 Gavar", "44", MONEY, "within the budget"],
        ["2", "UI25-L1-0002 Tashir", "38.5", MONEY, "within the budget"],
        ["3", "UI25-L1-0003 Sevan", "36.33", MONEY, "reserve"],
        ["–", "UI25-L1-0004 Dilijan", "27.5", MONEY, "below a threshold"],
    ],
    2: [
        ["1", "UI25-L2-0002 Artashat", "41.5", MONEY, "within the budget"],
        ["2", "UI25-L2-0001 Areni", "38.5", MONEY, "within the budget"],
        ["3", "UI25-L2-0003 Goris", "36.5", MONEY, "reserve"],
        ["4", "UI25-L2-0004 Vayk", "30.5", MONEY, "reserve"],
    ],
    3: [
        ["1", "UI25-L3-0001 Gavar", "40", MONEY, "within the budget"],
        ["2", "UI25-L3-0002 Tashir", "40", MONEY, "within the budget"],
        ["3", "UI25-L3-0003 Areni", "36.5", MONEY, "reserve"],
    ],
}
DECISIONS = {
    1: [
        ["UI25-L1-0001 Gavar", "grant awarded", MONEY, "accepted"],
        ["UI25-L1-0002 Tashir", "grant awarded", MONEY, "declined"],
        ["UI25-L1-0003 Sevan", "grant awarded", MONEY, "not yet"],
        ["UI25-L1-0004 Dilijan", "rejected", "–", "–"],
    ],
    2: [
        ["UI25-L2-0001 Areni", "grant awarded", MONEY, "accepted"],
        ["UI25-L2-0002 Artashat", "grant awarded", MONEY, "accepted"],
        ["UI25-L2-0003 Goris", "on the reserve list 1", "–", "–"],
        ["UI25-L2-0004 Vayk", "on the reserve list 2", "–", "–"],
    ],
    3: [
        ["UI25-L3-0001 Gavar", "grant awarded", MONEY, "accepted"],
        ["UI25-L3-0002 Tashir", "grant awarded", MONEY, "accepted"],
        ["UI25-L3-0003 Areni", "on the reserve list 1", "–", "–"],
    ],
}
#: community, stage of the check, lines open, not met, state
CHECKS = [
    ["Gavar", "concluded", "0", "0", "grant awarded"],
    ["Tashir", "concluded", "0", "0", "grant declined"],
    ["Sevan", "concluded", "0", "0", "grant awarded"],
    ["Dilijan", "concluded", "0", "0", "rejected"],
    ["Spitak", "concluded", "0", "1", "not eligible"],
]
#: points of each final review of the first lot, and whether one is a third
REVIEWS = [
    ["Gavar", "final 46", "final 42"],
    ["Tashir", "final 39", "final 38"],
    ["Sevan", "final 49", "final 24", "final third review 36"],
    ["Dilijan", "final 28", "final 27"],
]
#: five lines of a check each; two reviews each, a third for Sevan; in the second lot one of nine
#: given reviews ends with a conflict
ACTS = {
    1: {
        "begin_check": 5,
        "write_line": 25,
        "find_eligible": 4,
        "propose_ineligible": 1,
        "find_ineligible": 1,
        "assign": 9,
        "declare": 9,
        "finalise": 9,
        "make_ranking": 1,
        "sign": 2,
        "decide": 4,
        "publish": 1,
        "accept": 1,
        "decline": 1,
        "call_up": 1,
    },
    2: {
        "begin_check": 4,
        "write_line": 20,
        "find_eligible": 4,
        "assign": 9,
        "declare": 8,
        "recuse": 1,
        "finalise": 8,
        "make_ranking": 1,
        "sign": 2,
        "decide": 4,
        "publish": 1,
        "accept": 2,
    },
    3: {
        "begin_check": 3,
        "write_line": 15,
        "find_eligible": 3,
        "assign": 6,
        "declare": 6,
        "finalise": 6,
        "make_ranking": 1,
        "sign": 2,
        "decide": 3,
        "publish": 1,
        "accept": 2,
    },
}
#: of the spreadsheet of the first lot
FIGURES = (
    "Community",
    "Grant asked for",
    "Own funds",
    "Reviews that are final",
    "Points",
    "Place",
    "Amount of the grant",
)
SHEET = [
    ("Gavar", 60000, 3000, 2, 44, 1, 60000),
    ("Tashir", 60000, 3000, 2, 38.5, 2, 60000),
    ("Sevan", 60000, 3000, 3, 36.33, 3, 60000),
    ("Dilijan", 60000, 3000, 2, 27.5, None, None),
    ("Spitak", 60000, 3000, 0, None, None, None),
]

SINCE = "Final since (Yerevan time)"
WORDS = (
    "State",
    "Eligibility check",
    "Decision",
    "Answer of the community",
)
SHEET_WORDS = [
    ["grant awarded", "eligible", "award a grant", "accepted"],
    ["grant declined", "eligible", "award a grant", "declined"],
    ["grant awarded", "eligible", "award a grant", None],
    ["rejected", "eligible", "reject", None],
    ["not eligible", "not eligible", None, None],
]


@pytest.fixture
def evaluated(db):
    """The world of that name."""


@pytest.fixture
def call(evaluated):
    return Call.objects.get(code="UI25")


@pytest.fixture
def head(call, client):
    client.force_login(User.objects.get(email="head@portal.example"))
    return client


def test_the_rankings_on_their_pages(call, head):
    for lot, expected in RANKINGS.items():
        path = f"/en/office/calls/{call.slug}/lots/{lot}/rankings/1/"
        assert staging.rows_of_page(head, path)[1:] == expected


def test_the_decisions_on_their_page(call, head):
    path = f"/en/office/calls/{call.slug}/decisions/"
    for lot, expected in DECISIONS.items():
        rows = staging.rows_of_page(head, path, f"lot-{lot}")[1:]
        with_letters = [
            [who, f"{outcome} PDF", *rest] for who, outcome, *rest in expected
        ]
        assert rows == with_letters


def test_checks_and_reviews_on_their_pages(call, head):
    base = f"/en/office/calls/{call.slug}/lots/1/"
    rows = staging.rows_of_page(head, f"{base}checks/")[1:]
    assert [row[1:] for row in rows] == CHECKS
    rows = staging.rows_of_page(head, f"{base}reviews/")[1:]
    for row, (community, *finals) in zip(rows, REVIEWS, strict=True):
        assert (row[1], row[3]) == (community, "nothing")
        told = row[2]
        for final in finals:
            assert final in told
        assert told.count("final") == len(finals)


def test_the_spreadsheet_of_the_first_lot(call):
    officer = User.objects.get(email="officer@portal.example")
    sheets = sheets_of(call.lots.get(number=1), officer)
    heads, *rows = sheets["Applications"]
    places = [heads.index(name) for name in FIGURES]
    assert [tuple(row[place] for place in places) for row in rows] == SHEET
    words = [[row[heads.index(name)] for name in WORDS] for row in rows]
    assert words == SHEET_WORDS
    assert len(sheets["Budget"]) == 1 + 4 * 5
    heads, *rows = sheets["Scores"]
    assert len(rows) == 6 * 9
    assert {type(row[heads.index(SINCE)]) for row in rows} == {dt.datetime}
    totals = Counter()
    for row in rows:
        totals[row[1], row[2]] += row[heads.index("Points")]
    assert sorted(totals.values()) == [24, 27, 28, 36, 38, 39, 42, 46, 49]


def test_every_act_of_the_evaluation_was_written_once(call):
    told = {
        lot.number: Counter(
            lot.evaluation_entries.values_list("verb", flat=True)
        )
        for lot in call.lots.all()
    }
    assert told == ACTS


def test_a_community_reads_what_became_of_its_application(call, client):
    application = Application.objects.get(
        lot__call=call, lot__number=1, community__name_en="Gavar"
    )
    client.force_login(User.objects.get(email="submitter@gavar.example"))
    page = client.get(f"/en/applications/{application.reference}/decision/")
    words = " ".join(page.content.decode().replace("\xa0", " ").split())
    assert "A grant of 60 000 EUR is awarded to it." in words
    assert "Your community has accepted the grant." in words
