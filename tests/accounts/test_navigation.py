import pytest

from accounts import navigation
from tests import make

pytestmark = pytest.mark.django_db

BEGINS = {
    "editor": "/hy/desk/newsroom/",
    "officer": "/hy/office/",
    "head": "/hy/office/",
    "reviewer": "/hy/reviews/",
    "administrator": "/hy/desk/health/",
}


@pytest.mark.parametrize("role", list(BEGINS))
def test_a_day_begins_where_the_work_is(role):
    assert navigation.first_address(make.staff(role)) == BEGINS[role]


def test_a_municipality_begins_in_its_workspace():
    assert navigation.first_address(make.user()) == "/hy/workspace/"


def codes(user):
    return [opened.section.code for opened in navigation.open_sections(user)]


def test_each_role_sees_its_sections():
    assert codes(make.user()) == ["workspace"]
    assert codes(make.staff("editor")) == [
        "newsroom",
        "calendar",
        "library",
        "register",
        "calls",
        "site",
    ]


def test_the_page_knows_its_task_and_no_other():
    editor = make.staff("editor")
    here = [
        str(opened.here.url_name)
        for opened in navigation.open_sections(
            editor, "/hy/admin/news/article/5/change/"
        )
        if opened.here
    ]
    assert here == ["admin:news_article_changelist"]


def test_every_task_that_is_shown_opens(client):
    for role in ("editor", "officer", "head", "administrator"):
        person = make.staff(role)
        client.force_login(person)
        refused = [
            task.address
            for opened in navigation.open_sections(person)
            for task in opened.tasks
            if client.get(task.address, follow=True).status_code != 200
        ]
        assert refused == []


def test_a_page_elsewhere_belongs_to_its_task():
    here = [
        opened.here.url_name
        for opened in navigation.open_sections(
            make.staff("officer"), "/hy/office/forms/ui/1/edit/"
        )
        if opened.here
    ]
    assert here == ["admin:calls_form_changelist"]
