import pytest
from lxml import html

from applications.submissions import lifecycle
from tests import make

pytestmark = pytest.mark.django_db


def found(client, asked):
    """{heading: the words of its links} of the page."""
    page = html.fromstring(client.get("/hy/desk/find/", {"q": asked}).content)
    return {
        section.find("h2").text.strip(): [
            link.text.strip() for link in section.findall("ul/li/a")
        ]
        for section in page.find_class("findings-of")
    }


def test_a_word_in_any_form_finds_texts_and_drafts(client):
    make.article(title_hy="Քաղաքապետարանի նոր ծրագիրը", published_at=None)
    client.force_login(make.staff("editor"))
    for asked in ("ծրագրերի", "ԾՐԱԳԻՐ", "քաղաքապետարանում"):
        assert found(client, asked)["Հոդվածներ"] == [
            "Քաղաքապետարանի նոր ծրագիրը"
        ]


def test_a_task_is_found_by_its_name(client):
    client.force_login(make.staff("officer"))
    assert found(client, "հրավեր")["Գործեր"] == [
        "Հրավերներ",
        "Հարցեր հրավերների մասին",
        "Հրավիրել մարդու",
    ]


def test_an_application_is_found_by_its_reference_where_it_may_be_seen(
    client,
):
    submitted = make.application(of=make.lot(make.call(slug="c", code="AB")))
    lifecycle.submit(submitted, by=submitted.created_by)
    officer, editor = make.staff("officer"), make.staff("editor")
    client.force_login(officer)
    assert len(found(client, submitted.reference)["Հայտեր"]) == 1
    client.force_login(editor)
    assert "Հայտեր" not in found(client, submitted.reference)


def test_people_are_found_by_administrators_alone(client):
    person = make.user("ani@gavar.example")
    client.force_login(make.staff("editor"))
    assert found(client, person.email) == {}
    client.force_login(make.staff("administrator"))
    assert found(client, person.email) == {"Օգտատերեր": [str(person)]}


@pytest.mark.parametrize("rows", [1, 3])
def test_as_many_queries_for_three_as_for_one(
    client, django_assert_num_queries, rows
):
    for _ in range(rows):
        make.article(title_hy="Ծրագիր")
        make.event(title_hy="Ծրագիր")
    client.force_login(make.staff("editor"))
    client.get("/hy/desk/find/", {"q": "ծրագիր"})
    with django_assert_num_queries(20):
        client.get("/hy/desk/find/", {"q": "ծրագիր"})


@pytest.mark.parametrize("asked", ["", "   ", "%", "'\"", "a" * 3000, "\x00"])
def test_odd_questions_break_nothing(client, asked):
    client.force_login(make.staff("administrator"))
    answer = client.get("/hy/desk/find/", {"q": asked})
    assert answer.status_code == 200
