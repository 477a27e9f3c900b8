import pytest

from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["hy", "en"])
def test_edit_behind_an_address_leads_to_the_form(client, language):
    article = make.article(slug="seven")
    client.force_login(make.staff("editor"))
    answer = client.get(f"/{language}/news/seven/?edit", follow=True)
    last, _status = answer.redirect_chain[-1]
    assert last == f"/{language}/admin/news/article/{article.pk}/change/"


def test_the_way_to_the_form_asks_nobody_before_the_address_of_the_staff(
    client, django_assert_num_queries
):
    make.article(slug="seven")
    with django_assert_num_queries(0):
        answer = client.get("/hy/news/seven/?edit")
    assert answer["Location"] == "/hy/desk/edit/?path=%2Fhy%2Fnews%2Fseven%2F"
    assert client.get(answer["Location"]).status_code == 302


@pytest.mark.parametrize(
    "path", ["/hy/news/", "/hy/nothing-of-the-kind/", "", "https://x.example/"]
)
def test_what_is_no_page_of_a_record_is_not_found(client, path):
    client.force_login(make.staff("editor"))
    answer = client.get("/hy/desk/edit/", {"path": path})
    assert answer.status_code == 404


def test_a_public_page_is_the_same_for_whoever_may_edit_it(client):
    make.article(slug="seven")
    public = client.get("/hy/news/seven/").content
    client.force_login(make.staff("editor"))
    assert client.get("/hy/news/seven/").content == public
