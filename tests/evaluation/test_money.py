"""What is public never exceeds what there is, and nobody moves the line that two people signed."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms import modelform_factory
from django.utils import timezone

from applications import states as application_states
from applications.models import ApplicationExtension
from applications.submissions import lifecycle
from calls.admin.parts import LotForm
from calls.models import Call, Lot, ResultFigure
from evaluation.decisions import (
    amounts,
    letter_papers,
    preparing,
    previewing,
    publishing,
    responding,
    results,
)
from evaluation.errors import NO_REASON, UNREAD
from evaluation.models import Decision, DecisionLetter
from evaluation.ranking import computing, signing
from mailing.models import Letter
from tests import make
from tests.evaluation import staging
from tests.evaluation.test_corrections import correct

pytestmark = pytest.mark.django_db
ONE, TWO = Decimal(125), Decimal(250)


@pytest.fixture
def lot():
    return staging.a_lot(budget=ONE)


@pytest.fixture
def decided(lot, officer, head):
    """One award, one on the reserve list, one rejected."""
    return staging.decided(lot, [(4, 4), (4, 3), (1, 1)], officer, head)


def code_of(verb):
    with pytest.raises(ValidationError) as refusal, transaction.atomic():
        verb()
    return refusal.value.code


def change(application, officer, outcome, amount=None):
    preparing.change_decision(
        application.decisions.prepared().get(),
        outcome=outcome,
        amount=amount,
        reason="Համաձայնություն կա։",
        by=officer,
    )


def decline(application):
    responding.answer_award(
        application.decisions.that_hold().get(),
        is_accepted=False,
        reason="Չենք կարող։",
        by=application.created_by,
    )


def public_sum(lot):
    awards = results.awards_that_hold([lot])
    return sum(one.amount or 0 for one in awards)


def told(application):
    """The newest decision in a few words."""
    decision = application.decisions.latest("number")
    return (
        decision.outcome,
        decision.amount,
        decision.reserve_place,
    )


def test_what_is_only_prepared_frees_no_money(lot, officer, head, decided):
    first, _second, last = decided
    correct(lot, last, (5, 5), officer, head)
    preparing.prepare_decisions(lot, by=officer)
    change(last, officer, "rejected")
    change(first, officer, "rejected")
    refused = code_of(lambda: responding.call_up_reserve(lot, by=head))
    assert (refused, public_sum(lot)) == (responding.WAITS, ONE)


def test_the_database_holds_public_awards_to_the_budget(
    lot, officer, head, decided
):
    _first, _second, last = decided
    correct(lot, last, (5, 5), officer, head)
    preparing.prepare_decisions(lot, by=officer)
    award = Decision.objects.prepared().filter(application=last)
    with pytest.raises(IntegrityError), transaction.atomic():
        award.update(published_at=timezone.now(), published_by=head)
    with pytest.raises(IntegrityError), transaction.atomic():
        Lot.objects.filter(pk=lot.pk).update(budget=Decimal(100))


@pytest.mark.parametrize("which", [1, 2])
def test_what_is_reviewed_again_is_decided_again_even_if_the_same(
    lot, officer, head, decided, which
):
    application = decided[which]
    before = told(application)
    state = application.state
    correct(lot, application, {1: (4, 3), 2: (1, 1)}[which], officer, head)
    prepared = preparing.prepare_decisions(lot, by=officer)
    publishing.make_letters([lot], by=officer)
    published = staging.publish([lot], by=head)
    application.refresh_from_db()
    assert (prepared, published, told(application), application.state) == (
        1,
        1,
        before,
        state,
    )


def test_what_a_person_decided_with_a_reason_stands_until_a_person_changes_it(
    lot, officer, head
):
    first, second = staging.prepared(lot, [(5, 4), (4, 4)], officer, head)
    change(first, officer, "rejected")
    preparing.prepare_decisions(lot, by=officer)
    publishing.make_letters([lot], by=officer)
    staging.publish([lot], by=head)
    correct(lot, first, (5, 5), officer, head)
    preparing.prepare_decisions(lot, by=officer)
    again = first.decisions.prepared().get()
    assert (again.outcome, again.reason, told(second)) == (
        "rejected",
        "Համաձայնություն կա։",
        ("awarded", ONE, None),
    )


MONEY = [
    {"budget": TWO},
    {"expected_grants": 1},
    {"grant_max": Decimal(100)},
    {"grant_min": Decimal(10)},
]


@pytest.mark.parametrize("money", MONEY, ids=lambda money: next(iter(money)))
def test_money_changed_after_the_signatures_needs_a_new_ranking(
    lot, officer, head, money
):
    staging.reviewed(lot, [(5, 4), (4, 4)], officer)
    staging.signed(lot, officer, head)
    Lot.objects.filter(pk=lot.pk).update(**money)
    refused = code_of(lambda: preparing.prepare_decisions(lot, by=officer))
    assert refused == preparing.OTHER_MONEY
    again = signing.make_ranking(lot, reason="Այլ բյուջե։", by=officer)
    for person in (officer, head):
        signing.sign_ranking(again, by=person)
    assert preparing.prepare_decisions(lot, by=officer) == 2


def test_money_changed_after_the_preparation_is_not_published(
    lot, officer, head
):
    staging.prepared(lot, [(5, 4), (4, 4)], officer, head)
    Lot.objects.filter(pk=lot.pk).update(budget=TWO)
    refused = code_of(lambda: staging.publish([lot], by=head))
    assert refused == preparing.OTHER_MONEY


def test_the_head_publishes_what_the_head_has_read(lot, officer, head):
    first, _second = staging.prepared(lot, [(5, 4), (4, 4)], officer, head)
    seen = previewing.preview_publication([lot]).fingerprints
    change(first, officer, "rejected")
    publishing.make_letters([lot], by=officer)
    refused = code_of(
        lambda: publishing.publish_decisions([lot], seen=seen, by=head)
    )
    assert (refused, Decision.objects.published().count()) == (UNREAD, 0)


def test_a_letter_whose_file_is_gone_is_made_anew_before_anyone_is_told(
    lot, officer, head
):
    (first,) = staging.prepared(lot, [(5, 4)], officer, head)
    letter = DecisionLetter.objects.get()
    letter_papers._private().delete(letter.storage_key)
    refused = code_of(lambda: staging.publish([lot], by=head))
    publishing.make_letters([lot], by=officer)
    staging.publish([lot], by=head)
    letter.refresh_from_db()
    first.refresh_from_db()
    assert (refused, letter_papers.is_whole(letter), first.state) == (
        publishing.NOT_READY,
        True,
        application_states.AWARDED,
    )


def test_a_planned_instant_gives_way_to_the_publication(lot, officer, head):
    later = timezone.now() + dt.timedelta(days=30)
    staging.prepared(lot, [(5, 4)], officer, head)
    Lot.objects.filter(pk=lot.pk).update(results_published_at=later)
    Call.objects.filter(pk=lot.call_id).update(results_published_at=later)
    staging.publish([lot], by=head)
    lot.refresh_from_db()
    call = Call.objects.get(pk=lot.call_id)
    assert (
        lot.results_published_at <= timezone.now(),
        call.results_are_public,
        len(results.results_of_decisions(call).awards),
    ) == (True, True, 1)


@pytest.mark.parametrize("instant", [None, dt.timedelta(days=3)])
def test_results_that_were_published_stay_public(lot, decided, instant):
    at = instant and timezone.now() + instant
    with pytest.raises(IntegrityError), transaction.atomic():
        Lot.objects.filter(pk=lot.pk).update(results_published_at=at)


def test_a_lot_with_nothing_to_rank_is_published_alone(officer, head):
    lot = staging.a_lot()
    make.close(lot)
    published = staging.publish([lot], by=head)
    call = Call.objects.get(pk=lot.call_id)
    figures = results.results_of_decisions(call).figures
    assert (
        published,
        call.results_are_public,
        {figure.value for figure in figures},
        code_of(lambda: staging.publish([lot], by=head)),
    ) == (0, True, {Decimal(0)}, publishing.NOTHING)


@pytest.mark.parametrize("stage", [staging.submitted, staging.eligible])
def test_a_lot_that_waits_for_checks_or_reviews_is_not_empty(stage):
    lot = staging.a_lot()
    stage(lot, 1)
    preview = previewing.preview_publication([lot])
    assert (preview.empty, len(preview.undecided), preview.is_ready) == (
        [],
        1,
        False,
    )


def test_a_lot_that_is_open_is_not_published(head):
    lot = staging.a_lot()
    refused = code_of(lambda: staging.publish([lot], by=head))
    assert refused == publishing.NOTHING


def own_deadline(application, officer, days):
    now = timezone.now()
    return ApplicationExtension.objects.create(
        application=application,
        number=1,
        previous=now - dt.timedelta(days=1),
        closes_at=now + dt.timedelta(days=days),
        reason="Հոսանք չկար։",
        proposed_by=officer,
        proposed_at=now,
        approved_by=make.staff("officer"),
        approved_at=now,
    )


def test_who_may_still_submit_is_waited_for(lot, officer, head):
    draft = make.application(of=lot)
    staging.reviewed(lot, [(5, 4)], officer)
    own_deadline(draft, officer, days=2)
    order = computing.compute_order(lot)
    problems = [(one.reference, code) for one, code in order.problems]
    refused = code_of(lambda: signing.make_ranking(lot, by=officer))
    assert (problems, refused) == (
        [(draft.reference, computing.WRITTEN)],
        signing.NOT_READY,
    )


def test_the_reserve_is_not_called_up_beyond_the_number_of_grants(
    officer, head
):
    lot = staging.a_lot(budget=TWO, expected_grants=1)
    first, second = staging.decided(lot, [(5, 4), (4, 4)], officer, head)
    refused = code_of(lambda: responding.call_up_reserve(lot, by=head))
    decline(first)
    called = responding.call_up_reserve(lot, by=head)
    assert (refused, called.application) == (responding.GRANTS, second)


def test_with_less_left_than_asked_the_next_is_offered_what_is_left(
    officer, head
):
    lot = staging.a_lot(budget=Decimal(200))
    _first, second = staging.decided(lot, [(5, 4), (4, 4)], officer, head)
    before = responding.next_of_reserve(lot)
    offered = responding.offered_amount(lot, before)
    silent = code_of(
        lambda: responding.call_up_reserve(lot, amount=offered, by=head)
    )
    responding.call_up_reserve(
        lot, amount=offered, reason="Այսքան է մնացել։", by=head
    )
    assert (offered, silent, told(second)) == (
        Decimal(75),
        NO_REASON,
        ("awarded", Decimal(75), None),
    )
    assert amounts.budget_left(lot) == 0


def test_a_letter_that_fails_awards_nothing_and_the_reason_is_said(
    lot, head, decided, monkeypatch
):
    first, second, _last = decided
    decline(first)

    def broken(_decision):
        raise RuntimeError("no paper")

    monkeypatch.setattr(letter_papers, "decision_pdf", broken)
    sent = Letter.objects.filter(kind="decision").count()
    refused = code_of(lambda: responding.call_up_reserve(lot, by=head))
    assert (
        refused,
        told(second),
        Letter.objects.filter(kind="decision").count(),
    ) == (responding.LETTER, ("reserve", None, 1), sent)


def test_prepared_after_a_decline_the_reserve_waits_for_the_publication(
    lot, officer, head, decided
):
    first, second, _last = decided
    decline(first)
    preparing.prepare_decisions(lot, by=officer)
    refused = code_of(lambda: responding.call_up_reserve(lot, by=head))
    publishing.make_letters([lot], by=officer)
    staging.publish([lot], by=head)
    assert (refused, told(second)) == (
        responding.WAITS,
        ("awarded", ONE, None),
    )


def test_who_withdraws_from_the_reserve_list_leaves_no_gap(officer, head):
    lot = staging.a_lot(budget=ONE)
    _best, gone, last = staging.decided(
        lot, [(5, 4), (4, 4), (3, 5)], officer, head
    )
    lifecycle.withdraw(gone, reason="Այլևս պետք չէ։", by=gone.created_by)
    preparing.prepare_decisions(lot, by=officer)
    assert told(last) == ("reserve", None, 1)


FIELDS = ("budget", "results_published_at")


def refused_of(lot, **changes):
    """Field → codes of what the form of the lot refuses."""
    form_class = modelform_factory(Lot, form=LotForm, fields=FIELDS)
    values = {name: getattr(lot, name) for name in FIELDS} | changes
    form = form_class(values, instance=Lot.objects.get(pk=lot.pk))
    return {
        name: [one.code for one in errors]
        for name, errors in form.errors.as_data().items()
    }


def test_the_form_of_a_lot_says_what_decisions_hold(lot, decided):
    lot.refresh_from_db()
    assert (
        refused_of(lot),
        refused_of(lot, budget=Decimal(100)),
        refused_of(lot, results_published_at=None),
    ) == ({}, {"budget": ["below"]}, {"results_published_at": ["hidden"]})


def call_up_page(client, lot, language, **posted):
    """Whether the page offers to call up; what it says after the press."""
    base = f"/{language}/office/calls/{lot.call.slug}/"
    path = f"{base}lots/{lot.number}/reserve/"
    offers = f'action="{path}"' in client.get(f"{base}decisions/").text
    if not posted:
        return offers
    values = {f"lot-{lot.number}-{name}": one for name, one in posted.items()}
    return client.post(path, values, follow=True).text


@pytest.mark.parametrize("language", ["hy", "en"])
def test_the_page_calls_up_with_the_amount_that_is_left(
    officer, head, client, language
):
    lot = staging.a_lot(budget=Decimal(200))
    _first, second = staging.decided(lot, [(5, 4), (4, 4)], officer, head)
    client.force_login(head)
    offered = call_up_page(client, lot, language)
    unread = call_up_page(client, lot, language, amount="75 դրամ", reason="Ա")
    silent = call_up_page(client, lot, language, amount="75", reason="")
    before = told(second)
    call_up_page(client, lot, language, amount="75", reason="Այսքան է մնացել։")
    assert (
        offered,
        "notice--error" in unread,
        "notice--error" in silent,
        before,
        told(second),
        call_up_page(client, lot, language),
    ) == (
        True,
        True,
        True,
        ("reserve", None, 1),
        ("awarded", Decimal(75), None),
        False,
    )


def test_the_page_offers_nothing_where_nothing_is_left(
    lot, decided, head, client
):
    client.force_login(head)
    assert call_up_page(client, lot, "hy") is False


def test_an_amount_in_a_lot_without_money_is_shown_all_the_same(
    officer, head, client
):
    lot = staging.a_lot(budget=None, expected_grants=1)
    (only,) = staging.prepared(lot, [(5, 4)], officer, head)
    change(only, officer, "awarded", Decimal(50))
    publishing.make_letters([lot], by=officer)
    staging.publish([lot], by=head)
    call = Call.objects.get(pk=lot.call_id)
    sums = [
        figure.value
        for figure in results.results_of_decisions(call).figures
        if figure.kind == ResultFigure.AMOUNT
    ]
    page = client.get(f"/en/calls/{call.slug}/")
    assert (sums, page.status_code) == ([Decimal(50)] * 2, 200)
