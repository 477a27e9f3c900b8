"""The link in a letter shows and ends what letters brought about, and nothing else of a person."""

import pytest

from communities import people
from communities.models import Community, Invitation
from mailing.models import Letter, Subscription
from portal.privacy import subscribers
from tests import make, persons_world

pytestmark = pytest.mark.django_db
EMAIL = "office@town.example"


@pytest.fixture
def reader():
    """An address that letters go to, and that stands elsewhere too."""
    home = make.community(contact_email=EMAIL, contact_phone="+374 10 123456")
    submitter = make.seat(home, "submitter").user
    people.invite_colleague(home, EMAIL, "submitter", by=submitter)
    make.guest_question(make.call(), guest_email=EMAIL)
    Letter.objects.create(
        kind="newsletter", email=EMAIL, language="hy", subject="N", body="b"
    )
    return make.follower(EMAIL)


@pytest.mark.parametrize("language", ["hy", "en"])
def test_an_invitation_and_a_public_contact_are_not_shown(
    client, reader, language
):
    path = f"/{language}/letters/{reader.token}/my-data/"
    data = client.get(f"{path}?format=json").json()
    assert set(data) == {
        "mailing.Subscription",
        "mailing.Address",
        "mailing.Letter",
        "applications.Inquiry",
    }
    assert [one["subject"] for one in data["mailing.Letter"]] == ["N"]
    token_letter = Letter.objects.get(kind="invitation")
    for page in (path, f"{path}?format=json"):
        words = client.get(page).content.decode()
        assert token_letter.subject not in words
        assert "+374 10 123456" not in words


def test_only_what_the_letters_brought_about_goes(client, reader):
    path = f"/hy/letters/{reader.token}/my-data/"
    assert client.post(path).status_code == 200
    assert Subscription.objects.count() == 0
    assert list(Letter.objects.values_list("kind", flat=True)) == ["invitation"]
    assert Invitation.objects.get().email == EMAIL
    assert Community.objects.get(contact_email=EMAIL).contact_phone
    assert client.get(path).status_code == 404


def test_personal_answers_that_name_the_address_stay(client):
    _person, planted, draft = persons_world.live_everywhere("sigma")
    reader = make.follower("other@town.example")
    subscribers.forget_and_note(reader.email)
    said = dict(draft.answers.values_list("key", "value"))
    assert said["contact_phone"] == planted.phone


def test_an_account_of_the_same_address_stays(client):
    person = make.user("same@town.example")
    reader = make.follower(person.email)
    page = client.get(f"/en/letters/{reader.token}/my-data/")
    assert "This address has an account, too." in page.content.decode()
    client.post(f"/en/letters/{reader.token}/my-data/")
    person.refresh_from_db()
    assert (person.erased_at, person.email) == (None, "same@town.example")
