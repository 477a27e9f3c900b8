"""May we apply? Computed from the register and earlier applications; what is blocking blocks."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError

from applications.drafts import eligibility, starting
from applications.errors import Incomplete, NotEligible
from applications.models import Application, EligibilityCheck
from applications.submissions import lifecycle
from calls.models import EligibilityRule
from communities.models import Membership, PopulationFigure
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def lot():
    return make.lot(make.call(slug="c"))


def rule(of, kind, **fields):
    values = {
        "text_hy": f"Պայման {kind}",
        "text_en": f"Condition {kind}",
        "instead_en": "Do this",
    }
    return EligibilityRule.objects.create(
        call=of.call, kind=kind, **{**values, **fields}
    )


def states(
    lot,
    community,
    said=None,
    **how,
):
    return [
        one.state
        for one in eligibility.check(lot, community, said or {}, **how)
    ]


def test_a_signatory_is_known_from_the_register(lot):
    rule(lot, "signatory")
    joined, other = make.community(), make.community()
    make.adhesion(joined)
    assert (states(lot, joined), states(lot, other)) == (["met"], ["not_met"])


def test_a_population_is_compared_where_it_is_known(lot):
    rule(lot, "population", population_min=1000, population_max=5000)
    towns = [make.community() for _ in range(4)]
    for town, people in zip(towns, (999, 1000, 5000, None), strict=True):
        if people:
            PopulationFigure.objects.create(
                community=town, people=people, on="2024", source="test"
            )
    assert [states(lot, town) for town in towns] == [
        ["not_met"],
        ["met"],
        ["met"],
        ["staff"],
    ]


def test_an_earlier_project_of_the_programme_is_known(lot):
    programme, other = make.programme(), make.programme()
    rule(lot, "project", programme=programme)
    town, elsewhere = make.community(), make.community()
    values = {
        "role": "pioneer",
        "since": "2018-03-08",
        "project": "EU4Sevan",
        "source": "test",
    }
    Membership.objects.create(community=town, programme=programme, **values)
    Membership.objects.create(community=elsewhere, programme=other, **values)
    assert (states(lot, town), states(lot, elsewhere)) == (["not_met"], ["met"])


@pytest.mark.parametrize("kind", ["question", "declaration"])
@pytest.mark.parametrize(
    "answer, state",
    [("yes", "met"), ("no", "not_met"), ("", "to_say"), ("x", "to_say")],
)
def test_what_only_the_applicant_knows_is_asked(
    lot,
    kind,
    answer,
    state,
):
    one = rule(lot, kind)
    assert states(lot, make.community(), {one.key: answer}) == [state]


# --- the seed's own rule: a current or coming expression of interest in another call
# --------------------


@pytest.fixture
def other():
    return make.lot(make.call(slug="other", code="PM26"), closes=10)


@pytest.fixture
def applicant():
    return make.seat(make.community(), "submitter").user


def start(lot, person, said=None):
    return starting.start_application(
        lot,
        person.seats.get().community,
        by=person,
        language="en",
        answers=said,
    )


def test_a_current_application_in_the_other_call_is_enough(
    lot, other, applicant
):
    rule(lot, "application", other_call=other.call)
    lifecycle.submit(make.application(by=applicant, of=other), by=applicant)
    assert states(lot, applicant.seats.get().community) == ["met"]
    assert start(lot, applicant).eligibility.outcomes[0]["state"] == "met"


def test_a_coming_one_is_promised_while_the_other_call_is_open(
    lot, other, applicant
):
    one = rule(lot, "application", other_call=other.call)
    with pytest.raises(NotEligible):
        start(lot, applicant)
    with pytest.raises(NotEligible):
        start(lot, applicant, {one.key: "no"})
    draft = start(
        lot, applicant, {one.key: "yes", "rule-99": "yes", "state": "submitted"}
    )
    kept = EligibilityCheck.objects.get()
    assert (kept.said, kept.outcomes[0]["state"]) == (
        {one.key: "yes"},
        "coming",
    )
    assert eligibility.still_wrong(draft) == []


def test_a_promise_that_was_not_kept_stops_the_submission(other, applicant):
    lot = make.lot(closes=30)
    one = rule(lot, "application", other_call=other.call)
    draft = starting.start_application(
        lot,
        applicant.seats.get().community,
        by=applicant,
        language="en",
        answers={one.key: "yes"},
    )
    with time_machine.travel(
        other.closes_at + dt.timedelta(seconds=1), tick=False
    ):
        assert states(lot, draft.community, {one.key: "yes"}) == ["not_met"]
        with pytest.raises(Incomplete) as caught:
            lifecycle.submit(draft, by=applicant)
    assert caught.value.problems[0].key == one.key
    assert caught.value.problems[0].section is None


def test_a_draft_or_a_withdrawn_application_there_is_not_a_current_one(
    lot, other, applicant
):
    rule(lot, "application", other_call=other.call)
    there = make.application(by=applicant, of=other)
    community = applicant.seats.get().community
    assert states(lot, community) == ["to_say"]
    lifecycle.submit(there, by=applicant)
    lifecycle.withdraw(there, reason="x", by=applicant)
    assert states(lot, community) == ["to_say"]


def test_a_call_that_is_closed_or_cancelled_can_no_longer_come(
    lot, other, applicant
):
    one = rule(lot, "application", other_call=other.call)
    community = applicant.seats.get().community
    type(other.call).objects.filter(pk=other.call.pk).update(status="cancelled")
    assert states(lot, community, {one.key: "yes"}) == ["not_met"]


def test_nobody_else_learns_what_a_community_has_submitted(
    client, lot, other, applicant
):
    one = rule(lot, "application", other_call=other.call)
    there = make.application(by=applicant, of=other)
    lifecycle.submit(there, by=applicant)
    community = applicant.seats.get().community
    address = f"/en/applications/may-we/c/{lot.number}/"
    for person in (None, make.seat(make.community(), "submitter").user):
        if person:
            client.force_login(person)
        text = client.get(
            address, {"community": community.slug}
        ).content.decode()
        assert (there.reference in text, "to be answered" in text) == (
            False,
            True,
        )
        assert states(lot, community, {one.key: "yes"}, is_private=False) == [
            "met"
        ]
    client.force_login(applicant)
    assert there.reference in client.get(address).content.decode()


# --- what blocks, what does not
# ---------------------------------------------------------------------------


def test_a_rule_that_does_not_block_is_left_to_staff(lot, applicant):
    rule(lot, "signatory", is_blocking=False)
    assert start(lot, applicant).eligibility.outcomes[0]["state"] == "not_met"


def test_a_rule_of_one_lot_is_not_a_rule_of_another(lot, applicant):
    second = make.lot(lot.call)
    rule(lot, "signatory", lot=lot)
    assert (
        len(states(lot, make.community())),
        len(states(second, make.community())),
    ) == (1, 0)


def test_the_page_says_why_not_and_what_to_do_instead(client, lot, applicant):
    rule(lot, "signatory", why_en="The fund is for signatories")
    client.force_login(applicant)
    text = client.get(
        f"/en/applications/may-we/c/{lot.number}/"
    ).content.decode()
    for words in (
        "not met",
        "The fund is for signatories",
        "Do this",
        "Not as things stand",
    ):
        assert words in text
    answer = client.post(
        f"/en/applications/start/c/{lot.number}/",
        {"community": applicant.seats.get().community.slug},
    )
    assert (answer.status_code, Application.objects.count()) == (422, 0)


def test_the_page_of_a_lot_of_other_regions_says_so(client, lot):
    lot.regions.add(make.region())
    town = make.community(region=make.region())
    text = client.get(
        f"/en/applications/may-we/c/{lot.number}/", {"community": town.slug}
    ).content.decode()
    assert "this lot is for other communities" in text
    with pytest.raises(ValidationError) as caught:
        start(lot, make.seat(town, "submitter").user)
    assert caught.value.code == "region"


def test_a_nonsense_community_is_no_error(client, lot):
    for asked in ("nowhere", "", "'", "x" * 500):
        assert (
            client.get(
                f"/en/applications/may-we/c/{lot.number}/", {"community": asked}
            ).status_code
            == 200
        )
