import io

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from applications.models import Application, Version
from applications.submissions import receipts
from calls.models import Call, Lot, Question
from news.models import Article
from portal.demo import people

pytestmark = pytest.mark.django_db


def build(*arguments):
    people._password.cache_clear()
    said = io.StringIO()
    call_command("demo", "--really", *arguments, stdout=said)
    return said.getvalue()


@pytest.fixture
def demo(db):
    """What the command has built for the journeys, with an open call."""


def counts():
    return [
        model.objects.count()
        for model in (User, Article, Call, Lot, Question, Application, Version)
    ]


def test_the_demo_is_idempotent_and_stops_at_its_stage():
    build("--stage", "open")
    assert (
        Application.objects.count(),
        Call.objects.get(code="UI26").state,
    ) == (0, "open")
    build("--stage", "submitted")
    before = counts()
    references = sorted(
        version.application.reference for version in Version.objects.all()
    )
    assert references == ["PM26-L1-0001", "UI26-L1-0001", "UI26-L2-0001"]
    said = build("--stage", "submitted")
    assert counts() == before
    assert all(
        receipts.hashes_agree(version) for version in Version.objects.all()
    )
    assert "submitter@gavar.example" in said
    assert "No second factor is asked for in the demonstration" in said


def test_the_demo_refuses_where_debug_is_off(settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="--really"):
        call_command("demo")


def test_the_call_of_the_seed_is_expressed(demo):
    call = Call.objects.get(code="UI26")
    one, two, three = call.lots.all()
    assert [lot.kind for lot in (one, two, three)] == [
        "geographic",
        "geographic",
        "horizontal",
    ]
    assert one.objectives_hy == two.objectives_hy != three.objectives_hy
    assert {(lot.grant_min, lot.grant_max) for lot in (one, two, three)} == {
        (60000, 60000)
    }
    assert (call.priorities.count(), call.require_all_priorities) == (3, True)
    questions = Question.objects.filter(section__version__form=one.form)
    assert questions.filter(type="priority", is_required=True).count() == 3
    assert questions.count() >= 12
    assert all(q.label_hy and q.label_en for q in questions)
    assert call.documents.count() == 2


def test_one_article_is_in_armenian_only_and_one_has_a_very_long_title(demo):
    assert [
        a.slug for a in Article.objects.all() if not a.is_ready_in("en")
    ] == ["sixteen-on-hold"]
    assert max(len(a.title_hy) for a in Article.objects.all()) > 200
