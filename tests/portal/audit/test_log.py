import csv
import io

import pytest
from auditlog.models import LogEntry
from django.db import DatabaseError, transaction

from accounts.models import User
from tests import make

pytestmark = pytest.mark.django_db
LOG = "/hy/desk/changes/"


def change_topic(client, topic, name):
    return client.post(
        f"/hy/admin/content/topic/{topic.pk}/change/",
        {"name_hy": name, "name_en": "E", "slug": topic.slug, "_seen": "0"},
    )


@pytest.fixture
def changed(client):
    editor = make.staff("editor")
    topic = make.topic(name_hy="Ջուր")
    client.force_login(editor)
    assert change_topic(client, topic, "Էներգիա").status_code == 302
    return topic, editor


def test_a_change_says_who_what_before_and_after(client, changed):
    topic, editor = changed
    (entry,) = LogEntry.objects.all()
    assert (entry.actor, entry.object_pk) == (editor, str(topic.pk))
    assert entry.changes["name_hy"] == ["Ջուր", "Էներգիա"]
    assert (entry.remote_addr, entry.actor_email) == (None, None)


def test_what_no_person_does_leaves_no_row():
    make.article()
    make.topic()
    assert LogEntry.objects.count() == 0


def test_a_password_is_never_written_down(client):
    client.force_login(make.staff("administrator"))
    person = make.user()
    client.post(
        f"/hy/admin/accounts/user/{person.pk}/password/",
        {"password1": "Nor-Gaxtnabar-7", "password2": "Nor-Gaxtnabar-7"},
    )
    assert "password" not in str(list(LogEntry.objects.values("changes")))


def test_nobody_changes_the_log(changed):
    for act in (
        lambda: LogEntry.objects.update(object_repr="X"),
        lambda: LogEntry.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_an_account_that_is_deleted_leaves_its_rows(changed):
    _topic, editor = changed
    User.objects.get(pk=editor.pk).delete()
    assert LogEntry.objects.get().actor is None


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("", 1),
        ("kind=content.topic", 1),
        ("kind=news.article", 0),
        ("action=1", 1),
        ("action=2", 0),
        ("who=nobody", 0),
        ("since=2020-01-01&until=2020-12-31", 0),
        ("since=mistyped&kind=no.such", 1),
    ],
)
def test_the_log_is_narrowed(client, changed, asked, count):
    client.force_login(make.staff("administrator"))
    page = client.get(f"{LOG}?{asked}").content.decode()
    assert page.count("<ins>Էներգիա</ins>") == count


def test_the_log_is_taken_along_as_a_table(client, changed):
    client.force_login(make.staff("administrator"))
    answer = client.get(f"{LOG}changes.csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    head, row = csv.reader(io.StringIO(text))
    assert head[1:4] == ["ով", "գործողություն", "տեսակ"]
    assert row[1] == str(changed[1])


@pytest.mark.parametrize("rows", [1, 3])
def test_as_many_queries_for_three_as_for_one(
    client, django_assert_num_queries, rows
):
    client.force_login(make.staff("editor"))
    for number in range(rows):
        change_topic(client, make.topic(), f"Թեմա {number}")
    client.force_login(make.staff("administrator"))
    client.get(LOG)
    with django_assert_num_queries(4):
        client.get(LOG)
