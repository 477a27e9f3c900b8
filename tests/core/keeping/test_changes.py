"""The content's version: raised by whatever changes what public pages show, and only by that."""

import datetime as dt

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from communities.models import Programme
from content.models import Revision
from core.keeping import changes
from core.models import ContentChange
from news.models import Article
from tests import make
from tests.parallel import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def article():
    return make.article(slug="one")


def renamed(article):
    article.title_hy = "Նոր"
    article.save()


@pytest.mark.parametrize(
    "act",
    [
        renamed,
        lambda article: Article.objects.update(title_hy="Նոր"),
        lambda article: article.topics.add(make.topic()),
        lambda article: article.delete(),
        lambda article: Article.objects.bulk_create([Article(slug="two")]),
        lambda article: Article.objects.bulk_update([article], ["title_hy"]),
        lambda article: make.lot(),
        lambda article: make.event(),
        lambda article: make.community(),
    ],
)
def test_what_is_shown_raises_the_version(article, act):
    before = changes.read_version()
    act(article)
    assert changes.read_version() != before


def test_what_is_not_shown_leaves_it(article):
    before = changes.read_version()
    person = make.user("one@test.example")
    User.objects.filter(pk=person.pk).update(name="Անի")
    Revision.objects.update(note="x")
    list(Article.objects.all())
    assert changes.read_version() == before


def test_a_transaction_writes_one_row(article):
    before = ContentChange.objects.count()
    with transaction.atomic():
        for n in range(5):
            make.article(slug=f"n{n}")
    assert ContentChange.objects.count() == before + 1


def test_what_is_rolled_back_changes_nothing(article):
    before = changes.read_version()
    with transaction.atomic():
        renamed(article)
        transaction.set_rollback(True)
    assert changes.read_version() == before


def test_a_savepoint_that_is_rolled_back_takes_its_note_with_it(article):
    before = changes.read_version()
    with transaction.atomic():
        with transaction.atomic():
            renamed(article)
            transaction.set_rollback(True)
        make.programme()
    assert Programme.objects.exists()
    assert changes.read_version() != before


def test_two_publications_at_once_are_two_changes(article):
    before = ContentChange.objects.count()
    at_once([lambda: make.article() for _ in range(4)])
    assert ContentChange.objects.count() == before + 4


def test_the_hint_is_given_once_the_change_is_committed(article):
    before = changes.HINT.read()
    with transaction.atomic():
        renamed(article)
        assert changes.HINT.read() == before
    assert changes.HINT.read() != before


def test_old_changes_are_forgotten_and_the_version_is_a_new_one(article):
    seen = {changes.read_version()}
    for _ in range(3):
        renamed(article)
        seen.add(changes.read_version())
    later = timezone.now() + dt.timedelta(days=1)
    changes.forget_changes(later)
    assert changes.read_version() not in seen


def test_every_connection_is_watched():
    assert connection.execute_wrappers.count(changes.note_writes) == 1
