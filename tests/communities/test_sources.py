"""A kind of file of the register is one module: what registers is offered, tried, written."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from communities.models import Community, ImportRun
from communities.register.importing import Source
from communities.register.sources.registry import SOURCES
from tests import make

ADD = "/en/admin/communities/importrun/add/"


def take_seat(row, store):
    store.put(
        Community,
        {"hd002_code": row["hd002_code"]},
        {"seat_en": row["seat_en"]},
    )


SEATS = Source(
    file="seats.csv",
    label="seats of the councils",
    order=35,
    columns=("hd002_code", "seat_en"),
    key=("hd002_code",),
    take=take_seat,
)


@pytest.fixture
def seats():
    SOURCES.register(SEATS)
    yield
    SOURCES.unregister(SEATS)


@pytest.fixture
def officer(client):
    person = make.staff("officer")
    client.force_login(person)
    return person


def test_files_are_read_in_an_order_of_their_own():
    orders = [source.order for source in SOURCES.all()]
    assert len(set(orders)) == len(orders)
    files = [source.file for source in SOURCES.all()]
    assert files == [
        "am_marzes.csv",
        "am_marzes.geojson",
        "am_communities.csv",
        "am_communities_merged_2022.csv",
        "aliases.csv",
        "am_yerevan_districts.csv",
        "organisations.csv",
        "com_signatories_am_2024.csv",
        "com_emission_inventories_am_2019.csv",
        "m4eg_armenia.csv",
        "com_am_count_history.csv",
        "com_eap_country_counts_2024.csv",
        "com_signatories_eap_2024.csv",
        "com_emission_inventories_eap_2019.csv",
    ]


def test_an_added_kind_of_file_stands_at_its_place(seats):
    files = [source.file for source in SOURCES.all()]
    assert files[2:4] == ["am_communities.csv", "seats.csv"]


@pytest.mark.django_db
def test_an_added_kind_of_file_is_offered_tried_and_written(
    client, officer, seats
):
    gavar = make.community(slug="gavar", seat_en="Old Town")
    assert (
        "seats of the councils (seats.csv)" in client.get(ADD).content.decode()
    )
    content = f"hd002_code,seat_en\n{gavar.hd002_code},New Town\n".encode()
    data = {
        "source": "seats.csv",
        "file": SimpleUploadedFile("seats.csv", content),
    }
    page = client.post(ADD, data, follow=True).content.decode()
    assert ("Old Town" in page, "New Town" in page) == (True, True)
    gavar.refresh_from_db()
    assert gavar.seat_en == "Old Town"
    run = ImportRun.objects.get()
    client.post(f"/en/admin/communities/importrun/{run.uuid}/write/")
    gavar.refresh_from_db()
    assert gavar.seat_en == "New Town"


@pytest.mark.django_db
def test_a_kind_of_file_that_is_not_there_is_refused(client, officer):
    data = {
        "source": "seats.csv",
        "file": SimpleUploadedFile("seats.csv", b"x"),
    }
    answer = client.post(ADD, data)
    assert (answer.status_code, list(answer.context["form"].errors)) == (
        422,
        ["source"],
    )
