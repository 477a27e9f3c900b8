"""What the Covenant asks of a signatory, computed from its rows and never typed.

Source of the rules: the Covenant's commitment document and reporting guidelines, as
`docs/covenant.md`
states them. An action plan is due two years after the council's decision to join; a monitoring
report
every two years after the plan's submission; an inventory at least every four. A duty missed puts
the
signatory on hold from the day after; the row that meets it, or a renewal, takes it off again.

Pure functions of dates: no database here. `standings.py` reads the rows.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

PLAN, REPORT, INVENTORY = "plan", "report", "inventory"
PLAN_YEARS, REPORT_YEARS, INVENTORY_YEARS = 2, 2, 4
SEAP, SECAP, ANY = "seap", "secap", "any"
NOT_JOINED, FORMER, IN_ORDER, ON_HOLD, BACK, NOT_KNOWN = (
    "not_joined",
    "former",
    "in_order",
    "on_hold",
    "back",
    "not_known",
)
ACTIVE = "active"
#: the date of a plan that the community itself has made true
SUBMITTED = "submitted_on"


def years_after(day: dt.date, years: int) -> dt.date:
    """The same day years later; 29 February becomes the last day of February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


@dataclass(frozen=True)
class Fact:
    """One row of the register as the rules see it: its day, and whether that day is exact.

    `what` names the row: joined; for plans the date that stands for the submission (submitted_on,
    council_approved_on, accepted_on, certified_on); report; inventory; active or on_hold for the
    status a release of the official register published.
    """

    day: dt.date
    what: str
    is_exact: bool = True
    plan: str = (
        ""  # of an adhesion: the kind of plan it asks for; of a plan: its kind
    )


@dataclass(frozen=True)
class Facts:
    adhesions: Sequence[Fact] = ()
    plans: Sequence[Fact] = ()
    reports: Sequence[Fact] = ()
    inventories: Sequence[Fact] = ()
    published: Fact | None = None
    absorbed_on: dt.date | None = None
    is_former: bool = False


@dataclass(frozen=True)
class Duty:
    """Something due on a day because of a row; met by another row, replaced by a renewal, or
    open.
    """

    kind: str
    due: dt.date
    because: Fact
    years: int
    plan: str = ""
    met_by: Fact | None = None
    replaced_by: Fact | None = None
    #: False where the row that would meet it is not one that this register would have
    is_known: bool = True

    @property
    def is_open(self) -> bool:
        return self.met_by is None and self.replaced_by is None

    @property
    def is_exact(self) -> bool:
        return self.because.is_exact

    def is_overdue(self, today: dt.date) -> bool:
        """From the day after; the day itself is still in time. What is not known here is not
        overdue: the absence of a row is no evidence.
        """
        return self.is_open and self.is_known and today > self.due

    def is_passed(self, today: dt.date) -> bool:
        """Its day has gone by, and whether it was met is not known here."""
        return self.is_open and not self.is_known and today > self.due

    @property
    def settled(self) -> Fact | None:
        return self.met_by or self.replaced_by

    def was_late(self, published: Fact | None = None) -> bool:
        """Late for certain: met after the due date by an exact row, or published as on hold
        meanwhile.

        A renewal alone proves nothing: the row it replaced may only be unknown here.
        """
        if (
            self.settled is None
            or self.settled.day <= self.due
            or self.settled.what == ACTIVE
        ):
            return False
        if (
            published
            and published.what == ON_HOLD
            and self.due < published.day <= self.settled.day
        ):
            return True
        return (
            self.is_exact and self.met_by is not None and self.met_by.is_exact
        )

    def days_left(self, today: dt.date) -> int:
        return (self.due - today).days


@dataclass(frozen=True)
class Hold:
    """A time on hold: from the day after a missed duty until the day of the row that ended it."""

    begins: dt.date
    duty: Duty
    ends: dt.date | None = None


@dataclass(frozen=True)
class Standing:
    """Where a community stands by the rules on a day, and every duty that led there."""

    state: str
    today: dt.date
    duties: Sequence[Duty] = ()
    holds: Sequence[Hold] = field(default=())

    @property
    def open(self) -> list[Duty]:
        return [duty for duty in self.duties if duty.is_open]

    @property
    def overdue(self) -> list[Duty]:
        return [duty for duty in self.open if duty.is_overdue(self.today)]

    @property
    def next(self) -> Duty | None:
        """The duty to do first: the longest overdue, else the earliest to come."""
        duties = [duty for duty in self.open if not duty.is_passed(self.today)]
        return min(duties, key=lambda duty: duty.due, default=None)

    @property
    def not_known(self) -> Duty | None:
        """The first duty whose day has gone by and of which this register knows nothing."""
        passed = [duty for duty in self.open if duty.is_passed(self.today)]
        return min(passed, key=lambda duty: duty.due, default=None)

    @property
    def later(self) -> list[Duty]:
        """The open duties after the next one."""
        duties = [duty for duty in self.open if not duty.is_passed(self.today)]
        return sorted(duties, key=lambda duty: duty.due)[1:]

    @property
    def hold(self) -> Hold | None:
        return next((hold for hold in self.holds if hold.ends is None), None)

    @property
    def last_hold(self) -> Hold | None:
        ended = [
            (hold.ends, n, hold)
            for n, hold in enumerate(self.holds)
            if hold.ends
        ]
        return max(ended)[2] if ended else None


def _meets(plan: Fact, adhesion: Fact) -> bool:
    """A SECAP answers every commitment, a SEAP that of 2020 only; a plan of before does not count.

    A plan known only by a later date (its certificate) may be older than that date, never younger.
    """
    if plan.day < adhesion.day:
        return False
    return plan.plan == SECAP or adhesion.plan in (SEAP, ANY)


def plan_duties(facts: Facts) -> list[Duty]:
    """One per adhesion: a plan within two years, unless a renewal took its place first."""
    adhesions = sorted(facts.adhesions, key=lambda fact: fact.day)
    plans = sorted(facts.plans, key=lambda fact: fact.day)
    duties = []
    for adhesion in adhesions:
        due = years_after(adhesion.day, PLAN_YEARS)
        plan_in_time = next(
            (plan for plan in plans if _meets(plan, adhesion)), None
        )
        renewal = next(
            (later for later in adhesions if later.day > adhesion.day), None
        )
        is_replaced = renewal is not None and (
            plan_in_time is None or renewal.day < plan_in_time.day
        )
        duties.append(
            Duty(
                PLAN,
                due,
                adhesion,
                PLAN_YEARS,
                adhesion.plan,
                met_by=None if is_replaced else plan_in_time,
                replaced_by=renewal if is_replaced else None,
            )
        )
    return duties


def _grid(kind: str, years: int, plan: Fact, last: dt.date) -> list[Duty]:
    """Due dates every so many years after the plan, until past `last` and one more."""
    steps = range(1, (last.year - plan.day.year) // years + 4)
    return [
        Duty(kind, years_after(plan.day, years * step), plan, years * step)
        for step in steps
    ]


def _settled_by_rows(duties: list[Duty], done: list[Fact]) -> list[Duty]:
    """A late row meets every date missed before it; one in time meets the date it comes before."""
    for fact in sorted(done, key=lambda fact: fact.day):
        missed = [
            duty for duty in duties if duty.is_open and duty.due < fact.day
        ]
        ahead = next(duty for duty in duties if duty.due >= fact.day)
        now = missed or ([ahead] if ahead.is_open else [])
        duties = [
            replace(duty, met_by=fact) if duty in now else duty
            for duty in duties
        ]
    return duties


def _rhythm(
    kind: str, years: int, facts: Facts, done: Sequence[Fact], today: dt.date
) -> list[Duty]:
    """The repeated duties of the last plan, up to the first open one that is still to come.

    A renewal ends them: its own plan begins a new rhythm.
    """
    plan = max(facts.plans, key=lambda fact: fact.day, default=None)
    if plan is None:
        return []
    after = [fact for fact in done if fact.day > plan.day]
    duties = _grid(
        kind, years, plan, max([today, *(fact.day for fact in after)])
    )
    duties = _settled_by_rows(duties, after)
    renewal = min(
        (a for a in facts.adhesions if a.day > plan.day),
        key=lambda a: a.day,
        default=None,
    )
    if renewal:
        duties = [duty for duty in duties if duty.due < renewal.day]
        return [
            replace(duty, replaced_by=renewal) if duty.is_open else duty
            for duty in duties
        ]
    coming = next(duty for duty in duties if duty.is_open and duty.due >= today)
    return [duty for duty in duties if duty.due <= coming.due]


def _settled_as_published(duty: Duty, published: Fact | None) -> Duty:
    """Who was published as active had missed nothing by then, even if the row is not known here."""
    if (
        published
        and published.what == ACTIVE
        and duty.is_open
        and duty.due < published.day
    ):
        return replace(duty, met_by=published)
    return duty


def _lacks_documents(facts: Facts) -> bool:
    """Whether the register was last told «active» and holds no document that the community has
    submitted: then what it does not hold was not necessarily missed.
    """
    has_documents = facts.reports or any(
        plan.what == SUBMITTED for plan in facts.plans
    )
    return (
        facts.published is not None
        and facts.published.what == ACTIVE
        and not has_documents
    )


def _is_stopped(duty: Duty, facts: Facts) -> bool:
    return facts.absorbed_on is not None and duty.due >= facts.absorbed_on


def community_duties(facts: Facts, today: dt.date) -> list[Duty]:
    """Every duty up to the next one of each kind, by due date."""
    duties = plan_duties(facts)
    duties += _rhythm(REPORT, REPORT_YEARS, facts, facts.reports, today)
    duties += _rhythm(
        INVENTORY, INVENTORY_YEARS, facts, facts.inventories, today
    )
    duties = [
        _settled_as_published(duty, facts.published)
        for duty in duties
        if not _is_stopped(duty, facts)
    ]
    if _lacks_documents(facts):
        duties = [
            replace(duty, is_known=False) if duty.is_open else duty
            for duty in duties
        ]
    once = {
        (duty.kind, duty.due, duty.plan): duty for duty in duties
    }  # two adhesions on one day ask once
    return sorted(once.values(), key=lambda duty: (duty.due, duty.kind))


def holds(
    duties: Sequence[Duty], published: Fact | None, today: dt.date
) -> list[Hold]:
    """The times on hold that the rows show for certain, in order."""
    times_on_hold = []
    for duty in duties:
        begins = duty.due + dt.timedelta(days=1)
        if duty.was_late(published) and duty.settled:
            times_on_hold.append(Hold(begins, duty, duty.settled.day))
        elif duty.is_overdue(today):
            times_on_hold.append(Hold(begins, duty))
    return sorted(times_on_hold, key=lambda hold: hold.begins)


def known_on(facts: Facts, today: dt.date) -> Facts:
    """The rows of that day and before: what comes later was not known then."""
    published = (
        facts.published
        if facts.published and facts.published.day <= today
        else None
    )
    absorbed = (
        facts.absorbed_on
        if facts.absorbed_on and facts.absorbed_on <= today
        else None
    )
    rows = {
        name: [fact for fact in getattr(facts, name) if fact.day <= today]
        for name in ("adhesions", "plans", "reports", "inventories")
    }
    is_former = facts.is_former and (
        facts.absorbed_on is None or absorbed is not None
    )
    return Facts(
        published=published, absorbed_on=absorbed, is_former=is_former, **rows
    )


def standing(facts: Facts, today: dt.date) -> Standing:
    """Not joined, former, in order, on hold, back from a hold, or not known here; with the duties
    and holds behind it.
    """
    facts = known_on(facts, today)
    if not facts.adhesions:
        return Standing(FORMER if facts.is_former else NOT_JOINED, today)
    duties = community_duties(facts, today)
    times = holds(duties, facts.published, today)
    if facts.is_former:
        over = [
            hold for hold in times if hold.ends
        ]  # it is not on hold: it is no more
        return Standing(
            FORMER, today, [duty for duty in duties if not duty.is_open], over
        )
    if any(hold.ends is None for hold in times):
        return Standing(ON_HOLD, today, duties, times)
    if any(duty.is_passed(today) for duty in duties):
        return Standing(NOT_KNOWN, today, duties, times)
    return Standing(BACK if times else IN_ORDER, today, duties, times)
