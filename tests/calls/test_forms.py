"""A published form is locked by the database; the next version begins as its copy."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import translation

from applications.drafts import form_versions, saving, starting
from applications.models import Application
from calls import copying, faults
from calls.models import (
    FormSection,
    FormVersion,
    Question,
    QuestionColumn,
    QuestionOption,
)
from mailing.models import Letter
from tests import make

pytestmark = pytest.mark.django_db


def refused(act):
    with (
        pytest.raises(DatabaseError, match="published forms are locked"),
        transaction.atomic(),
    ):
        act()


@pytest.fixture
def version():
    return make.a_form().versions.get()


def parts(version):
    section = version.sections.first()
    question = section.questions.get(key="goals")
    return section, question, question.options.first()


def test_the_orm_cannot_change_add_or_take_away_a_part(version):
    section, question, option = parts(version)
    for thing in (version, section, question, option):
        refused(thing.save)
        refused(
            lambda thing=thing: (
                type(thing).objects.filter(pk=thing.pk).update(id=thing.pk)
            )
        )
        refused(
            lambda thing=thing: (
                type(thing).objects.filter(pk=thing.pk)._raw_delete("default")
            )
        )
    refused(
        lambda: FormSection.objects.create(
            version=version, key="n", title_hy="Ա"
        )
    )
    refused(
        lambda: Question.objects.create(
            section=section, key="n", type="short", label_hy="Ա"
        )
    )
    refused(
        lambda: QuestionOption.objects.create(
            question=question, key="n", label_hy="Ա"
        )
    )
    refused(
        lambda: QuestionColumn.objects.create(
            question=question, key="n", label_hy="Ա"
        )
    )


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE calls_formversion SET published_at = NULL",
        "DELETE FROM calls_questionoption",
        "UPDATE calls_question SET label_hy = 'x'",
        "DELETE FROM calls_question",
        "UPDATE calls_formsection SET version_id = version_id",
        "UPDATE calls_question SET word_limit = 999",
    ],
)
def test_raw_sql_cannot_either(version, sql):
    def act():
        with connection.cursor() as cursor:
            cursor.execute(sql)

    refused(act)


def test_a_part_cannot_be_moved_into_a_published_version(version):
    draft = copying.next_version(version.form)
    section = draft.sections.first()
    section.key, section.version = "moved", version
    refused(section.save)


def test_the_next_version_is_a_copy_that_can_be_written(version):
    draft = copying.next_version(version.form)
    assert (draft.number, draft.is_locked) == (2, False)
    assert [q.key for q in draft.questions()] == [
        q.key for q in version.questions()
    ]
    assert form_versions.form_changes(
        version, draft
    ) == form_versions.Difference([], [], [])
    question = draft.sections.first().questions.get(key="title")
    question.label_en = "Name of the project"
    question.save()
    difference = form_versions.form_changes(version, draft)
    assert (
        [q.key for q in difference.changed],
        difference.new,
        difference.gone,
    ) == (["title"], [], [])
    with pytest.raises(ValidationError) as caught:
        copying.next_version(version.form)
    assert caught.value.code == "draft"


def new_version(version):
    """One question more, one gone, one changed."""
    draft = copying.next_version(version.form)
    section = draft.sections.get(key="idea")
    section.questions.get(key="site").delete()
    section.questions.filter(key="problem").update(word_limit=99)
    Question.objects.create(
        section=section,
        key="impact",
        type="long",
        order=9,
        label_hy="Ազդեցություն",
        label_en="Impact",
    )
    return draft


def test_open_drafts_move_keep_everything_and_are_told(version):
    person = make.seat(make.community(), "submitter").user
    colleague = make.seat(person.seats.get().community, "editor").user
    draft = make.application(by=person, of=make.lot(form=version.form))
    saving.save_answers(
        draft, {"site": ("https://gavar.example/", 0)}, by=person
    )
    Letter.objects.all().delete()
    assert (
        form_versions.publish_form(
            new_version(version), by=make.staff("officer")
        )
        == 1
    )
    draft = Application.objects.get()
    difference = form_versions.form_changes(version, draft.form_version)
    assert [
        [q.key for q in qs]
        for qs in (difference.new, difference.changed, difference.gone)
    ] == [
        ["impact"],
        ["problem"],
        ["site"],
    ]
    kept = dict(draft.answers.values_list("key", "value"))
    assert kept["site"] == "https://gavar.example/"
    assert {key: kept[key] for key in make.ANSWERS} == make.ANSWERS
    told = Letter.objects.filter(kind="form_changed").values_list(
        "email", flat=True
    )
    assert sorted(told) == sorted([person.email, colleague.email])


def test_submitted_applications_and_closed_lots_stay_where_they_are(version):
    from_lot = make.lot(form=version.form)
    submitted = make.application(of=from_lot)
    Application.objects.filter(pk=submitted.pk).update(state="submitted")
    late = make.lot(form=version.form)
    make.application(of=late)
    make.close(late)
    assert (
        form_versions.publish_form(
            new_version(version), by=make.staff("officer")
        )
        == 0
    )
    assert {one.form_version for one in Application.objects.all()} == {version}


def test_a_draft_begun_while_the_version_was_published_catches_up(version):
    lot = make.lot(form=version.form)
    draft = make.application(of=lot)
    new = new_version(version)
    FormVersion.objects.filter(pk=new.pk).update(
        published_at=dt.datetime.now(dt.UTC)
    )
    assert form_versions.move_to_newest_form(draft) is True
    assert Application.objects.get().form_version == new


def test_publishing_is_for_officers_and_happens_once(version):
    draft = new_version(version)
    for role in ("editor", "head"):
        with pytest.raises(PermissionDenied):
            form_versions.publish_form(draft, by=make.staff(role))
    officer = make.staff("officer")
    form_versions.publish_form(draft, by=officer)
    with pytest.raises(ValidationError) as caught:
        form_versions.publish_form(draft, by=officer)
    assert caught.value.code == "locked"


@pytest.mark.parametrize(
    "spoil, words",
    [
        (lambda q: {"label_en": ""}, "not written in both languages"),
        (lambda q: {"type": "choice"}, "at least two answers"),
        (lambda q: {"type": "table"}, "at least one column"),
        (
            lambda q: {"show_if_key": "nobody", "show_if_value": "yes"},
            "does not come before it",
        ),
        (
            lambda q: {"show_if_key": "goals", "show_if_value": "purple"},
            "cannot be given",
        ),
    ],
)
def test_a_faulty_version_is_not_published(version, spoil, words):
    draft = copying.next_version(version.form)
    question = Question.objects.get(section__version=draft, key="people")
    Question.objects.filter(pk=question.pk).update(**spoil(question))
    with translation.override("en"):
        (fault,) = faults.form_faults(draft)
    assert words in fault
    with pytest.raises(ValidationError):
        form_versions.publish_form(draft, by=make.staff("officer"))


def test_every_priority_of_a_call_that_requires_them_needs_its_question(
    version,
):
    call = make.call(require_all_priorities=True)
    call.priorities.add(make.priority(title_en="Green"))
    make.lot(call, form=version.form)
    with translation.override("en"):
        (fault,) = faults.form_faults(copying.next_version(version.form))
    assert "“Green”" in fault
    assert len(faults.call_faults(call)) == 1


def test_two_questions_of_one_version_never_share_a_key(version):
    draft = copying.next_version(version.form)
    section = draft.sections.get(key="papers")
    Question.objects.create(
        section=section, key="title", type="short", label_hy="Ա", label_en="A"
    )
    with translation.override("en"):
        assert faults.form_faults(draft) == ["The key title is used twice."]


def test_last_years_call_becomes_this_years_with_dates_shifted():
    opens = dt.datetime(2026, 3, 31, 14, tzinfo=dt.UTC)  # 18:00 in Yerevan
    source = make.call(
        code="UI26",
        status="published",
        questions_until=opens + dt.timedelta(days=10),
        results_hy="Ընտրված են",
    )
    lot = make.lot(
        source,
        opens_at=opens,
        closes_at=opens + dt.timedelta(days=30),
        grant_max=60000,
    )
    lot.regions.add(make.region())
    source.priorities.add(make.priority())
    made = copying.copy_call(
        source, code="UI27", slug="ui27", title_hy="Նոր", months=11
    )
    (copied,) = made.lots.all()
    assert (made.status, made.published_at, made.results_hy) == (
        "draft",
        None,
        "",
    )
    assert (copied.opens_at, copied.grant_max) == (
        dt.datetime(2027, 2, 28, 14, tzinfo=dt.UTC),
        60000,
    )
    assert list(copied.regions.all()) == list(lot.regions.all())
    assert list(made.priorities.all()) == list(source.priorities.all())
    assert source.lots.get() == lot


def test_an_application_is_started_in_the_newest_published_version(version):
    new = new_version(version)
    lot = make.lot(form=version.form)
    first = make.seat(make.community(), "submitter")
    assert (
        starting.start_application(
            lot, first.community, by=first.user, language="hy"
        ).form_version
        == version
    )
    form_versions.publish_form(new, by=make.staff("officer"))
    second = make.seat(make.community(), "submitter")
    assert (
        starting.start_application(
            lot, second.community, by=second.user, language="hy"
        ).form_version
        == new
    )
