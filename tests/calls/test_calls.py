import datetime as dt
import html
import json
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from calls import past_calls, states
from calls.models import Call, FormSection, Lot, Question, QuestionOption
from communities.models import Programme
from tests import make

NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
instants = st.datetimes(
    dt.datetime(2026, 1, 1),
    dt.datetime(2027, 12, 31),
    timezones=st.just(dt.UTC),
)


@pytest.mark.parametrize(
    "opens, closes, state",
    [
        (1, 9, "upcoming"),
        (0, 9, "open"),
        (-1, 7, "closing"),
        (-1, 7.01, "open"),
        (-2, 0, "closed"),
        (-2, 0.00001, "closing"),
        (None, None, "closed"),
    ],
)
def test_a_lot_is_open_from_its_opening_up_to_its_closing_instant(
    opens, closes, state
):
    times = [
        None if days is None else NOW + dt.timedelta(days=days)
        for days in (opens, closes)
    ]
    assert states.lot_state(*times, NOW) == state


@given(instants, instants, instants)
def test_a_lot_is_in_exactly_one_state(opens, closes, now):
    assert states.lot_state(opens, closes, now) in (
        states.UPCOMING,
        states.OPEN,
        states.CLOSING,
        states.CLOSED,
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [
        {"grant_min": 10, "grant_max": 9},
        {"grant_max": 10, "budget": 9},
        {"grant_min": -1},
        {"opens": 5, "closes": 5},
        {"number": 1},
    ],
)
def test_the_database_refuses_an_impossible_lot(fields):
    lot = make.lot()
    with pytest.raises(IntegrityError), transaction.atomic():
        make.lot(lot.call, **fields)


@pytest.mark.django_db
@pytest.mark.parametrize("missing", ["opens_at", "closes_at"])
def test_a_lot_has_both_instants_or_none(missing):
    with pytest.raises(IntegrityError), transaction.atomic():
        make.lot(**{missing: None})


@pytest.mark.django_db
def test_a_published_form_takes_no_change_and_no_addition():
    version = make.a_form().versions.get()
    section = version.sections.first()
    question = section.questions.first()
    things = [
        version,
        section,
        question,
        FormSection(version=version, key="new", title_hy="Ա"),
        Question(section=section, key="new", type="short", label_hy="Ա"),
        QuestionOption(question=question, key="new", label_hy="Ա"),
    ]
    codes = []
    for thing in things:
        with pytest.raises(ValidationError) as caught:
            thing.clean()
        codes.append(caught.value.code)
    assert codes == ["locked"] * 6


@pytest.mark.django_db
def test_floor_and_ceiling_may_be_one():
    assert make.lot(grant_min=60000, grant_max=60000).pk


@pytest.mark.django_db
def test_a_call_needs_its_armenian_title_unless_it_is_past():
    with pytest.raises(ValidationError):
        make.call(title_hy="").full_clean()
    make.call(title_hy="", is_historic=True).full_clean()


@pytest.fixture
def loaded_calls(db):
    Programme.objects.create(
        slug="urban-transformation", code="M4EG", name_hy="Ա", summary_hy="Ա"
    )
    return past_calls.load_past_calls()


def test_the_14_past_calls_are_not_open(loaded_calls):
    calls = Call.objects.filter(is_historic=True)
    assert [
        calls.count(),
        Lot.objects.count(),
        {call.state for call in calls},
    ] == [14, 17, {"closed", "unknown"}]
    assert len({call.code for call in calls}) == 14


def test_what_the_file_leaves_empty_stays_empty(loaded_calls):
    entries = json.loads(past_calls.FILE.read_text(encoding="utf-8"))
    for entry in entries:
        call = Call.objects.get(slug=entry["code"])
        assert call.total_budget == (
            None
            if entry.get("total_budget") is None
            else Decimal(entry["total_budget"])
        )
        assert call.launched == (entry.get("launched") or "")
        assert call.lots.count() == len(entry.get("lots") or [])


def test_recording_them_twice_changes_nothing(loaded_calls):
    again = past_calls.load_past_calls()
    assert (again.count("created"), again.count("changed")) == (0, 0)


@pytest.mark.django_db
def test_a_past_call_without_an_armenian_title_is_marked_english(client):
    make.call(slug="past", title_hy="", title_en="Old", is_historic=True)
    text = client.get("/hy/calls/past/").content.decode()
    assert '<span lang="en">Old</span>' in text


@pytest.mark.parametrize("language", ["hy", "en"])
def test_past_calls_speak_in_sentences_of_their_language(
    client, loaded_calls, language
):
    keys = ("selected note", "_", "per the seed", "up to cities", "armenia:")
    for call in Call.objects.filter(is_historic=True):
        assert call.title_hy
        assert bool(call.results_hy) == bool(call.results_en)
        results = getattr(call, f"results_{language}")
        assert [key for key in keys if key in results] == []
        page = client.get(f"/{language}/calls/{call.slug}/").content.decode()
        assert results[:40] in html.unescape(page)


def test_communities_of_the_results_are_linked(client, loaded_calls):
    kapan = make.community(slug="kapan", name_hy="Կապան")
    past_calls.load_past_calls()
    page = client.get("/hy/calls/m4eg-pilot-2021/").content.decode()
    assert f'<a href="{kapan.get_absolute_url()}">Կապան</a>' in page


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["hy", "en"])
@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_as_many_queries_for_three_as_for_one(
    client, django_assert_num_queries, language, rows
):
    for _ in range(rows):
        lot = make.lot(make.call(programme=make.programme()))
        lot.call.priorities.add(make.priority())
        lot.regions.add(make.region())
    client.get(f"/{language}/calls/")
    with django_assert_num_queries(5):
        client.get(f"/{language}/calls/")


@pytest.mark.django_db
def test_a_call_shows_its_deadline_with_the_zone_and_a_way_to_apply(client):
    lot = make.lot(make.call(slug="c"), closes=3)
    text = client.get("/en/calls/c/").content.decode()
    assert ("(Yerevan time)" in text, "closing soon" in text) == (True, True)
    assert f'href="/en/applications/may-we/c/{lot.number}/"' in text
    make.close(lot)
    assert (
        "/applications/may-we/"
        not in client.get("/en/calls/c/").content.decode()
    )


@pytest.mark.django_db
def test_a_draft_call_is_nobodys_to_read_and_a_cancelled_one_says_so(client):
    make.lot(make.call(slug="d", status="draft"))
    make.lot(make.call(slug="x", status="cancelled"))
    assert client.get("/en/calls/d/").status_code == 404
    text = client.get("/en/calls/x/").content.decode()
    assert ("cancelled" in text, "/applications/may-we/" in text) == (
        True,
        False,
    )
