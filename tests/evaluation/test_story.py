"""Three lots with a dozen applications, from submitted to called up: every figure that pages,
papers, letters, exports and journals show, against tables worked out by hand.

Worked out by hand: six criteria with the weights 2, 2, 1, 1, 2, 2 make at most 50 points; the first
has the threshold 3, the total 25. Each lot has 120 000 EUR and room for two grants of 60 000.
"""

import csv
import io
import json
from decimal import Decimal

import pytest
from django.core.management import call_command

from accounts.models import User
from applications.models import Application, StatusChange
from calls.models import Call
from evaluation.decisions import letter_papers
from evaluation.models import Check, Decision, Ranking, Review
from evaluation.ranking import computing, minutes
from mailing.models import Letter
from portal.backups.records import record_faults
from portal.demo import evaluation
from tests.evaluation import staging

pytestmark = pytest.mark.django_db
#: lot → (place, community, points, standing), as the reviews of the demonstration add up:
#: Gavar (46 + 42) / 2; Tashir (39 + 38) / 2; Sevan (49 + 24 + 36) / 3 after a third review;
#: Dilijan (28 + 27) / 2 with a mean of 2 at the first criterion
ORDER = {
    1: [
        (1, "Gavar", "44.00", "funded"),
        (2, "Tashir", "38.50", "funded"),
        (3, "Sevan", "36.33", "on_reserve"),
        (None, "Dilijan", "27.50", "below"),
    ],
    2: [
        (1, "Artashat", "41.50", "funded"),
        (2, "Areni", "38.50", "funded"),
        (3, "Goris", "36.50", "on_reserve"),
        (4, "Vayk", "30.50", "on_reserve"),
    ],
    3: [
        (1, "Gavar", "40.00", "funded"),
        (2, "Tashir", "40.00", "funded"),
        (3, "Areni", "36.50", "on_reserve"),
    ],
}
#: (lot, community) → the state in the end
STATES = {
    (1, "Gavar"): "awarded",
    (1, "Tashir"): "declined",
    (1, "Sevan"): "awarded",
    (1, "Dilijan"): "rejected",
    (1, "Spitak"): "ineligible",
    (2, "Areni"): "awarded",
    (2, "Artashat"): "awarded",
    (2, "Goris"): "reserve",
    (2, "Vayk"): "reserve",
    (3, "Gavar"): "awarded",
    (3, "Tashir"): "awarded",
    (3, "Areni"): "reserve",
}
#: what the page of the call says: received, eligible, funded, grants in total
FIGURES = [
    ["Applications received", "12", "5", "4", "3"],
    ["Eligible applications", "11", "4", "4", "3"],
    ["Projects funded", "6", "2", "2", "2"],
    [
        "Grants in total",
        "360 000 EUR",
        "120 000 EUR",
        "120 000 EUR",
        "120 000 EUR",
    ],
]
#: what each application's own journal tells, by where it ended
MOVES = {
    "ineligible": ["start", "submit", "find_ineligible"],
    "rejected": [
        "start",
        "submit",
        "find_eligible",
        "begin_review",
        "rank",
        "reject",
    ],
    "reserve": [
        "start",
        "submit",
        "find_eligible",
        "begin_review",
        "rank",
        "put_on_reserve",
    ],
    "declined": [
        "start",
        "submit",
        "find_eligible",
        "begin_review",
        "rank",
        "award",
        "decline",
    ],
    "awarded": [
        "start",
        "submit",
        "find_eligible",
        "begin_review",
        "rank",
        "award",
        "accept",
    ],
}


@pytest.fixture
def evaluated(db):
    """The world of that name."""


@pytest.fixture
def call(evaluated):
    return Call.objects.get(code="UI25")


@pytest.fixture
def demo(db):
    """The world of that name."""


@pytest.fixture
def call_with_files(demo):
    """Built in the test itself: letters and attachments lie in its own folder."""
    evaluation.build("decided")
    return Call.objects.get(code="UI25")


def of(lot, community):
    return Application.objects.get(
        lot__call__code="UI25",
        lot__number=lot,
        community__name_en=community,
    )


def test_every_ranking_is_as_worked_out_by_hand(call):
    found = {
        ranking.lot.number: [
            (
                row.place,
                row.application.community.name_en,
                str(row.points),
                row.standing,
            )
            for row in ranking.rows.select_related("application__community")
        ]
        for ranking in Ranking.objects.filter(lot__call=call)
    }
    assert found == ORDER


def test_every_application_ends_where_it_should(call):
    ended = {
        (one.lot.number, one.community.name_en): one.state
        for one in Application.objects.filter(lot__call=call).select_related(
            "lot", "community"
        )
    }
    assert ended == STATES


def test_every_journal_tells_the_moves_once_and_in_order(call):
    for (lot, community), state in STATES.items():
        moves = StatusChange.objects.filter(application=of(lot, community))
        expected = MOVES[state]
        if (lot, community) == (1, "Sevan"):  # called up from the reserve
            expected = [*MOVES["reserve"], "award"]
        assert list(moves.values_list("verb", flat=True)) == expected


def test_one_conflict_and_one_third_review(call):
    recused = Review.objects.filter(state="recused")
    assert [one.application for one in recused] == [of(2, "Artashat")]
    third = Review.objects.filter(is_third=True)
    assert [one.application for one in third] == [of(1, "Sevan")]
    assert Review.objects.filter(state="final").count() == 2 * 11 + 1


def test_not_eligible_was_agreed_by_two(call):
    check = Check.objects.get(outcome="ineligible")
    assert check.application == of(1, "Spitak")
    assert (check.proposed_by.email, check.concluded_by.email) == (
        "officer@portal.example",
        "officer2@portal.example",
    )


def test_the_page_of_the_call_shows_figures_and_awards(call, client):
    path = f"/en/calls/{call.slug}/"
    rows = staging.rows_of_page(client, path, "results")
    assert rows[1:5] == FIGURES
    assert [(row[0], row[2], row[3]) for row in rows[6:]] == [
        ("Gavar", "1", "60 000 EUR"),
        ("Sevan", "1", "60 000 EUR"),
        ("Areni", "2", "60 000 EUR"),
        ("Artashat", "2", "60 000 EUR"),
        ("Gavar", "3", "60 000 EUR"),
        ("Tashir", "3", "60 000 EUR"),
    ]


@pytest.mark.parametrize("language", ["hy", "en"])
def test_the_minutes_hold_the_same_figures(call, language):
    for ranking in Ranking.objects.filter(lot__call=call):
        lines = minutes.minutes_data(ranking, language)["lines"]
        points = [Decimal(line[-4].replace(",", ".")) for line in lines]
        assert points == [Decimal(row[2]) for row in ORDER[ranking.lot.number]]
        for line, total in zip(lines, points, strict=True):
            reviews = [
                Decimal(one.replace(",", ".")) for one in line[-3].split("; ")
            ]
            assert computing.mean(reviews) == total


def test_letters_of_decisions_left_once_each_in_the_language_of_the_application(
    call_with_files,
):
    call = call_with_files
    written = Letter.objects.filter(kind="decision")
    decisions = Decision.objects.filter(application__lot__call=call)
    assert decisions.count() == 12
    told = set(written.values_list("about", "language"))
    assert told == {
        (str(one.pk), one.application.language)
        for one in decisions.select_related("application")
    }
    for decision in decisions.select_related("letter"):
        assert letter_papers.is_whole(decision.letter)


def test_a_letter_adds_up(call):
    decision = Decision.objects.get(application=of(1, "Gavar"))
    data = letter_papers.letter_data(decision)
    assert [line[2:] for line in data["scores"]] == [
        ["5 / 5", "10"],
        ["4,5 / 5", "9"],
        ["4 / 5", "4"],
        ["4 / 5", "4"],
        ["4,5 / 5", "9"],
        ["4 / 5", "8"],
    ]
    assert data["points"] == "44"


def test_the_auditor_reads_all_and_the_chains_agree(call_with_files, client):
    call = call_with_files
    client.force_login(User.objects.get(email="auditor@portal.example"))
    base = f"/en/office/calls/{call.slug}/"
    for path in ("", "lots/1/checks/", "lots/1/ranking/", "decisions/"):
        assert client.get(base + path).status_code == 200
    assert record_faults() == []
    output = io.StringIO()
    call_command("verify_journal", stdout=output)
    entry = call.lots.get(number=1).evaluation_entries.latest("number")
    page = client.get(
        f"/en/office/journals/{entry.at.year}/{entry.at.month}.csv"
    )
    rows = list(csv.reader(io.StringIO(b"".join(page).decode("utf-8-sig"))))
    assert entry.sha256 in {row[-1] for row in rows}


def test_the_record_of_a_ranking_names_its_rules(call):
    record = json.loads(
        Ranking.objects.get(lot__number=1, lot__call=call).record
    )
    assert record["rules"]["budget"] == "120000.00"
    assert record["rules"]["expected_grants"] == 2
    weights = [one["weight"] for one in record["rules"]["criteria"]]
    assert weights == ["2.00", "2.00", "1.00", "1.00", "2.00", "2.00"]
