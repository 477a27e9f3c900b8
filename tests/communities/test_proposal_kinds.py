"""A kind of proposed change is one module: what registers itself is offered, compared, accepted."""

import pytest

from communities.models import ProfileChange
from communities.proposals.kinds.registry import CHANGE_KINDS
from tests import make
from tests.variants import SeatOfCouncil

pytestmark = pytest.mark.django_db
WORKSPACE = "/en/workspace/gavar/profile/"


@pytest.fixture
def seat_kind():
    kind = SeatOfCouncil()
    CHANGE_KINDS.register(kind)
    yield kind
    CHANGE_KINDS.unregister(kind)


@pytest.fixture
def gavar():
    return make.community(slug="gavar", seat_en="Old Town")


@pytest.fixture
def submitter(gavar):
    return make.seat(gavar, "submitter").user


def text_of(client, path):
    return client.get(path).content.decode()


def test_each_kind_of_the_model_has_its_module():
    of_the_model = {code for code, _label in ProfileChange.KINDS}
    assert {kind.code for kind in CHANGE_KINDS.all()} == of_the_model


def test_kinds_are_offered_in_their_order(client, gavar, submitter):
    client.force_login(submitter)
    offered = client.get(WORKSPACE).context["kinds"]
    assert [kind.code for kind in offered] == ["details", "report", "inventory"]
    make.plan(gavar).actions.create(
        number=1, title_hy="Լույս", is_mitigation=True, source="test"
    )
    offered = client.get(WORKSPACE).context["kinds"]
    assert [kind.code for kind in offered] == [
        "details",
        "action",
        "report",
        "inventory",
    ]


def test_an_added_kind_is_offered_and_refused_as_the_others(
    client, submitter, seat_kind
):
    client.force_login(submitter)
    assert "Seat of the council" in text_of(client, WORKSPACE)
    page = text_of(client, f"{WORKSPACE}seat/")
    assert ("Seat of the council" in page, 'name="seat_en"' in page) == (
        True,
        True,
    )
    refused = client.post(f"{WORKSPACE}seat/", {"seat_en": ""})
    assert (refused.status_code, list(refused.context["form"].errors)) == (
        422,
        ["seat_en"],
    )
    same = client.post(f"{WORKSPACE}seat/", {"seat_en": "Old Town"})
    assert (same.status_code, ProfileChange.objects.count()) == (422, 0)


def test_an_added_kind_goes_from_proposal_to_the_register(
    client, gavar, submitter, seat_kind
):
    client.force_login(submitter)
    answer = client.post(
        f"{WORKSPACE}seat/", {"seat_en": "New Town", "note": "moved"}
    )
    change = ProfileChange.objects.get()
    assert (answer.status_code, answer.url) == (
        302,
        f"/en/changes/{change.uuid}/",
    )
    assert (change.kind, change.target, change.old) == (
        "seat",
        "2026",
        {"seat_en": "Old Town"},
    )
    client.force_login(make.staff("officer"))
    assert "seat, 2026" in text_of(client, "/en/office/changes/")
    page = text_of(client, answer.url)
    for words in (
        "seat in English",
        "Old Town",
        "<ins>New Town</ins>",
        "«town hall»",
    ):
        assert words in page
    client.post(f"/en/changes/{change.uuid}/accept/")
    gavar.refresh_from_db()
    change.refresh_from_db()
    assert (gavar.seat_en, change.state) == ("New Town", "accepted")


def test_when_the_register_moved_an_added_kind_is_compared_again(
    client, gavar, submitter, seat_kind
):
    change = make.change(
        gavar, by=submitter, kind="seat", new={"seat_en": "New Town"}
    )
    gavar.seat_en = "Other Town"
    gavar.save()
    client.force_login(make.staff("officer"))
    client.post(f"/en/changes/{change.uuid}/accept/")
    change.refresh_from_db()
    assert (change.state, change.old) == ("proposed", {"seat_en": "Other Town"})


def test_a_kind_that_is_not_there_has_no_page(client, submitter):
    client.force_login(submitter)
    assert client.get(f"{WORKSPACE}seat/").status_code == 404
