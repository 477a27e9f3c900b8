"""The rules of the Covenant, at their boundaries and as properties."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communities.covenant import duties
from communities.covenant.duties import (
    ACTIVE,
    ANY,
    BACK,
    FORMER,
    IN_ORDER,
    INVENTORY,
    NOT_JOINED,
    ON_HOLD,
    PLAN,
    REPORT,
    Fact,
    Facts,
)


def day(text):
    return dt.date.fromisoformat(text)


def joined(text, plan="secap", is_exact=True):
    return Fact(day(text), "joined", is_exact, plan)


def plan(text, kind="secap", what="submitted_on"):
    return Fact(day(text), what, what == "submitted_on", kind)


def report(text):
    return Fact(day(text), "report")


def state(on, **facts):
    return duties.standing(Facts(**facts), day(on)).state


@pytest.mark.parametrize(
    "begin, years, due",
    [
        ("2020-02-29", 2, "2022-02-28"),
        ("2020-02-29", 4, "2024-02-29"),
        ("2022-02-28", 2, "2024-02-28"),
        ("2024-03-01", 2, "2026-03-01"),
    ],
)
def test_years_after_a_leap_day(begin, years, due):
    assert duties.years_after(day(begin), years) == day(due)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31)), st.integers(1, 40))
def test_years_after_never_skips_a_month(begin, years):
    due = duties.years_after(begin, years)
    assert (due.year, due.month) == (begin.year + years, begin.month)
    assert due.day == begin.day or (begin.month, begin.day, due.day) == (
        2,
        29,
        28,
    )


def test_the_plan_is_due_two_years_after_the_adhesion_and_the_day_itself_is_in_time():
    facts = {"adhesions": [joined("2022-06-17")]}
    assert state("2024-06-17", **facts) == IN_ORDER
    assert state("2024-06-18", **facts) == ON_HOLD
    hold = duties.standing(Facts(**facts), day("2024-06-18")).hold
    assert (hold.begins, hold.duty.because.day, hold.duty.kind) == (
        day("2024-06-18"),
        day("2022-06-17"),
        PLAN,
    )


def test_the_plan_takes_it_off_again():
    facts = {"adhesions": [joined("2020-01-10")], "plans": [plan("2022-05-01")]}
    assert state("2022-04-30", **facts) == ON_HOLD
    standing = duties.standing(Facts(**facts), day("2022-05-01"))
    assert (standing.state, standing.hold) == (BACK, None)
    assert (standing.last_hold.begins, standing.last_hold.ends) == (
        day("2022-01-11"),
        day("2022-05-01"),
    )


def test_a_report_is_due_every_two_years_after_the_plan_and_an_inventory_every_four():
    facts = Facts(adhesions=[joined("2020-01-10")], plans=[plan("2021-05-01")])
    made = [
        (d.kind, d.due.isoformat())
        for d in duties.community_duties(facts, day("2021-06-01"))
    ]
    assert made == [
        ("plan", "2022-01-10"),
        ("report", "2023-05-01"),
        ("inventory", "2025-05-01"),
    ]


def test_a_late_report_meets_all_that_was_missed_and_not_what_comes():
    facts = Facts(
        adhesions=[joined("2018-01-10")],
        plans=[plan("2018-05-01")],
        reports=[report("2023-06-01")],
        inventories=[Fact(day("2021-01-01"), "inventory")],
    )
    made = [
        d
        for d in duties.community_duties(facts, day("2023-07-01"))
        if d.kind == REPORT
    ]
    assert [(d.due.year, d.is_open) for d in made] == [
        (2020, False),
        (2022, False),
        (2024, True),
    ]
    assert duties.standing(facts, day("2023-07-01")).state == BACK
    assert duties.standing(facts, day("2023-05-31")).state == ON_HOLD


def test_two_reports_in_one_period_count_once():
    facts = Facts(
        adhesions=[joined("2018-01-10")],
        plans=[plan("2018-05-01")],
        reports=[report("2019-01-01"), report("2019-06-01")],
    )
    made = [
        d.due.year
        for d in duties.community_duties(facts, day("2019-07-01"))
        if d.kind == REPORT and d.is_open
    ]
    assert made == [2022]


def test_a_monitoring_inventory_counts_from_its_day_and_a_baseline_does_not():
    base = {"adhesions": [joined("2014-01-10")], "plans": [plan("2015-05-01")]}
    facts = Facts(**base, inventories=[Fact(day("2011-12-31"), "inventory")])
    assert [
        d.due.year
        for d in duties.community_duties(facts, day("2016-01-01"))
        if d.kind == INVENTORY
    ] == [2019]
    facts = Facts(**base, inventories=[Fact(day("2018-12-31"), "inventory")])
    open_ones = [
        d.due.year
        for d in duties.community_duties(facts, day("2020-01-01"))
        if d.kind == INVENTORY and d.is_open
    ]
    assert open_ones == [2023]


def test_a_renewal_replaces_the_open_duty_of_the_first_adhesion():
    facts = Facts(
        adhesions=[joined("2014-01-10", "seap"), joined("2021-04-20")]
    )
    made = duties.community_duties(facts, day("2021-05-01"))
    assert [(d.due.year, d.is_open) for d in made] == [
        (2016, False),
        (2023, True),
    ]
    assert made[0].replaced_by.day == day("2021-04-20")
    assert duties.standing(facts, day("2021-04-19")).state == ON_HOLD
    assert duties.standing(facts, day("2021-04-20")).state == IN_ORDER


def test_a_seap_answers_2020_and_not_2030():
    for_2020 = {
        "adhesions": [joined("2014-01-10", "seap")],
        "plans": [plan("2015-01-01", "seap")],
    }
    assert (
        duties.standing(Facts(**for_2020), day("2016-06-01")).state == IN_ORDER
    )
    two_horizons = {
        "adhesions": [joined("2014-01-10", "secap")],
        "plans": [plan("2015-01-01", "seap")],
    }
    assert (
        duties.standing(Facts(**two_horizons), day("2016-06-01")).state
        == ON_HOLD
    )
    unknown = {
        "adhesions": [joined("2014-01-10", ANY)],
        "plans": [plan("2015-01-01", "seap")],
    }
    assert (
        duties.standing(Facts(**unknown), day("2016-06-01")).state == IN_ORDER
    )


def test_two_adhesions_on_one_day_ask_for_one_plan():
    facts = Facts(adhesions=[joined("2022-06-17"), joined("2022-06-17")])
    assert len(duties.community_duties(facts, day("2022-07-01"))) == 1


def test_a_plan_of_before_the_adhesion_does_not_answer_it():
    assert (
        state(
            "2024-01-11",
            adhesions=[joined("2022-01-10")],
            plans=[plan("2022-01-09")],
        )
        == ON_HOLD
    )
    assert (
        state(
            "2024-01-10",
            adhesions=[joined("2022-01-10")],
            plans=[plan("2022-01-10")],
        )
        == IN_ORDER
    )


def test_a_certificate_shows_that_a_plan_was_there_and_proves_no_lateness():
    facts = Facts(
        adhesions=[joined("2017-01-10")],
        plans=[plan("2026-01-29", what="certified_on")],
    )
    standing = duties.standing(facts, day("2026-02-01"))
    assert (standing.state, standing.next.is_exact) == (IN_ORDER, False)


def test_what_was_published_counts_as_evidence():
    base = {"adhesions": [joined("2017-01-10")]}
    active = Fact(day("2024-01-01"), ACTIVE)
    assert state("2024-02-01", **base, published=active) == IN_ORDER
    assert (
        state("2023-12-31", **base, published=active) == ON_HOLD
    )  # not published yet
    held = {
        "published": Fact(day("2024-01-01"), ON_HOLD),
        "plans": [plan("2026-01-29", what="certified_on")],
    }
    assert state("2026-02-01", **base, **held) == BACK


def test_an_absorbed_community_owes_nothing_from_that_day():
    facts = Facts(
        adhesions=[joined("2017-03-14")],
        absorbed_on=day("2022-01-01"),
        is_former=True,
    )
    assert duties.standing(facts, day("2021-12-31")).state == ON_HOLD
    after = duties.standing(facts, day("2022-01-01"))
    assert (after.state, after.next) == (FORMER, None)
    due_later = Facts(
        adhesions=[joined("2021-03-14")],
        absorbed_on=day("2022-01-01"),
        is_former=True,
    )
    assert duties.standing(due_later, day("2024-01-01")).duties == []


def test_who_has_not_joined_owes_nothing():
    assert state("2024-01-01") == NOT_JOINED
    assert state("2016-01-01", adhesions=[joined("2022-01-10")]) == NOT_JOINED


DAYS = st.dates(dt.date(2008, 1, 1), dt.date(2040, 12, 31))
ADHESIONS = st.builds(
    Fact,
    DAYS,
    st.just("joined"),
    st.booleans(),
    st.sampled_from(["seap", "secap", "any"]),
)
PLANS = st.builds(
    Fact,
    DAYS,
    st.just("submitted_on"),
    st.booleans(),
    st.sampled_from(["seap", "secap"]),
)
FACTS = st.builds(
    Facts,
    adhesions=st.lists(ADHESIONS, max_size=3),
    plans=st.lists(PLANS, max_size=3),
    reports=st.lists(st.builds(Fact, DAYS, st.just("report")), max_size=6),
    inventories=st.lists(
        st.builds(Fact, DAYS, st.just("inventory"), st.booleans()), max_size=4
    ),
    published=st.none()
    | st.builds(Fact, DAYS, st.sampled_from([ACTIVE, ON_HOLD])),
    absorbed_on=st.none() | DAYS,
)


@given(FACTS, DAYS)
def test_on_hold_is_the_same_as_something_overdue(facts, today):
    standing = duties.standing(facts, today)
    if standing.state in (ON_HOLD, IN_ORDER, BACK):
        assert (standing.state == ON_HOLD) == bool(standing.overdue)
    assert all(duty.because.day <= today for duty in standing.duties)


@given(FACTS, DAYS)
def test_every_due_date_follows_from_its_row(facts, today):
    for duty in duties.standing(facts, today).duties:
        assert duty.due == duties.years_after(duty.because.day, duty.years)
        assert duty.settled is None or duty.settled.day >= duty.because.day


@given(FACTS, DAYS)
def test_at_most_one_duty_of_a_kind_is_still_to_come(facts, today):
    standing = duties.standing(facts, today)
    for kind in (REPORT, INVENTORY):
        coming = [
            d
            for d in standing.open
            if d.kind == kind and not d.is_overdue(today)
        ]
        assert len(coming) <= 1


@given(FACTS, DAYS)
def test_a_report_today_leaves_no_report_overdue(facts, today):
    later = Facts(
        facts.adhesions,
        facts.plans,
        [*facts.reports, Fact(today, "report")],
        facts.inventories,
        facts.published,
        facts.absorbed_on,
    )
    assert [
        d for d in duties.standing(later, today).overdue if d.kind == REPORT
    ] == []


@given(FACTS, DAYS)
def test_holds_begin_the_day_after_and_end_after_they_begin(facts, today):
    for hold in duties.standing(facts, today).holds:
        assert hold.begins == hold.duty.due + dt.timedelta(days=1)
        assert hold.ends is None or hold.ends >= hold.begins
