import pytest
from django.test import Client

from accounts.form_keys import new_key
from accounts.models import FormKey
from applications.models import Inquiry
from content.models import Topic
from mailing.models import Letter
from tests import make
from tests.parallel import at_once
from tests.reading import form_data


@pytest.fixture
def asking(client):
    seat = make.seat(make.community(), "editor")
    make.staff("officer")
    lot = make.lot(make.call(slug="c"))
    client.force_login(seat.user)
    return {
        "path": f"/en/applications/ask/{lot.call.slug}/",
        "data": {
            "community": seat.community.slug,
            "text": "Can a school apply?",
            "form_key": new_key(),
        },
        "user": seat.user,
    }


@pytest.mark.django_db
def test_the_same_form_sent_twice_acts_once(client, asking):
    first, second = (
        client.post(asking["path"], asking["data"]) for _time in range(2)
    )
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert (Inquiry.objects.count(), Letter.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_a_form_that_was_refused_can_be_mended(client, asking):
    empty = asking["data"] | {"text": ""}
    assert client.post(asking["path"], empty).status_code == 422
    assert FormKey.objects.count() == 0
    assert client.post(asking["path"], asking["data"]).status_code == 302


@pytest.mark.parametrize(
    "changed", [{"text": "And a library?"}, {"form_key": new_key()}]
)
@pytest.mark.django_db
def test_other_words_or_a_new_page_are_another_form(client, asking, changed):
    client.post(asking["path"], asking["data"])
    client.post(asking["path"], asking["data"] | changed)
    assert Inquiry.objects.count() == 2


@pytest.mark.django_db
def test_another_person_with_the_same_page_is_another_form(client, asking):
    client.post(asking["path"], asking["data"])
    other = make.seat(make.community(), "editor")
    client.force_login(other.user)
    data = asking["data"] | {"community": other.community.slug}
    client.post(asking["path"], data)
    assert Inquiry.objects.count() == 2


@pytest.mark.django_db
def test_pages_with_a_form_carry_a_key(client, asking):
    page = client.get(asking["path"]).content.decode()
    assert page.count('name="form_key"') == 1


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_wait_for_each_other(asking):
    def send():
        client = Client()
        client.force_login(asking["user"])
        return client.post(asking["path"], asking["data"])["Location"]

    answers = at_once([send] * 4)
    assert answers == ["/en/applications/ask/c/asked/"] * 4
    assert (Inquiry.objects.count(), FormKey.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_adding_in_the_administration_twice_adds_once(client):
    client.force_login(make.staff("administrator"))
    address = "/en/admin/content/topic/add/"
    data = form_data(client.get(address), "topic_form")
    data |= {"name_hy": "Ջուր", "name_en": "Water", "slug": "water"}
    answers = [client.post(address, data) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Topic.objects.filter(slug="water").count() == 1
