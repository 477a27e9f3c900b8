"""Pages of staff open from the office's network alone, where the settings name one."""

from ipaddress import ip_network

import pytest

from accounts.roles import OFFICER
from tests import make

OFFICE, ELSEWHERE = "10.1.2.3", "203.0.113.7"


@pytest.fixture
def networks(settings):
    settings.STAFF_NETWORKS = [ip_network("10.1.0.0/16")]


@pytest.fixture
def officer(client):
    officer = make.staff(OFFICER)
    client.force_login(officer)
    return officer


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "statuses"),
    [(OFFICE, [200, 200, 200]), (ELSEWHERE, [403, 403, 200])],
)
def test_staff_reach_their_pages_from_their_network_alone(
    client, networks, officer, address, statuses
):
    pages = ["/en/admin/", "/en/office/", "/en/"]
    assert statuses == [
        client.get(page, REMOTE_ADDR=address).status_code for page in pages
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"),
    [("hy", "Այս ցանցից չի բացվում"), ("en", "Not from this network")],
)
def test_it_is_said_why(client, networks, officer, language, words):
    answer = client.get(f"/{language}/admin/", REMOTE_ADDR=ELSEWHERE)
    assert words in answer.content.decode()


@pytest.mark.django_db
def test_a_municipality_works_from_anywhere(client, networks):
    client.force_login(make.seat(make.community(), "submitter").user)
    answer = client.get("/en/workspace/", REMOTE_ADDR=ELSEWHERE)
    assert answer.status_code == 200


@pytest.mark.django_db
def test_without_the_setting_staff_work_from_anywhere(client, officer):
    assert client.get("/en/admin/", REMOTE_ADDR=ELSEWHERE).status_code == 200
