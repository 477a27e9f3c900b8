import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from lxml import html

from applications.drafts import saving, starting
from applications.errors import Stale
from applications.models import Answer, AnswerHistory, Application, Attachment
from applications.submissions import uploading
from calls.models import Question
from tests import make

pytestmark = pytest.mark.django_db


def code_of(act):
    with pytest.raises(ValidationError) as caught:
        act()
    return caught.value.code


close = make.close


def values(draft):
    return dict(draft.answers.values_list("key", "value"))


@pytest.fixture
def draft():
    return make.application(filled=False)


def test_start_gives_a_reference_that_is_never_used_twice():
    lot = make.lot(make.call(code="UI26"))
    people = [make.seat(make.community(), "editor").user for _ in range(3)]
    drafts = [
        make.application(by=person, of=lot, filled=False)
        for person in people[:2]
    ]
    third = make.application(by=people[2], of=lot, filled=False)
    assert [d.reference for d in (*drafts, third)] == [
        "UI26-L1-0001",
        "UI26-L1-0002",
        "UI26-L1-0003",
    ]


def test_start_by_a_colleague_is_told_which_draft_exists(draft):
    colleague = make.seat(draft.community, "editor").user
    with pytest.raises(ValidationError) as caught:
        starting.start_application(
            draft.lot, draft.community, by=colleague, language="hy"
        )
    assert (caught.value.code, caught.value.params) == (
        "exists",
        {"reference": draft.reference},
    )


def test_the_database_holds_one_application_per_community_and_lot(draft):
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.create(
            reference="X-L1-0001",
            lot=draft.lot,
            community=draft.community,
            language="hy",
            form_version=draft.form_version,
            created_by=draft.created_by,
        )


@pytest.mark.parametrize("role", ["viewer", None])
def test_start_is_for_those_who_write(role):
    community = make.community()
    person = make.seat(community, role).user if role else make.user()
    with pytest.raises(PermissionDenied):
        starting.start_application(
            make.lot(), community, by=person, language="hy"
        )


def test_start_is_refused_outside_the_lots_regions():
    lot = make.lot()
    lot.regions.add(make.region())
    person = make.seat(make.community(region=make.region()), "editor").user
    assert (
        code_of(lambda: make.application(by=person, of=lot, filled=False))
        == "region"
    )


@pytest.mark.parametrize("times", [{"opens": 1}, {"opens": -9, "closes": -1}])
def test_start_is_refused_while_the_lot_is_not_open(times):
    assert code_of(lambda: make.application(filled=False, **times)) == "closed"
    assert Application.objects.count() == 0


def test_start_is_refused_in_a_call_that_is_not_published():
    lot = make.lot(make.call(status="draft"))
    assert code_of(lambda: make.application(of=lot, filled=False)) == "closed"


def test_answers_are_saved_valid_or_not(draft):
    by = draft.created_by
    saved = saving.save_answers(
        draft, {"people": ("many", 0), "title": ("a\r\nb\x00", 0)}, by=by
    )
    assert (sorted(saved), values(draft)) == (
        ["people", "title"],
        {"people": "many", "title": "a\nb"},
    )


def test_an_unchanged_answer_is_not_written_again(draft):
    by = draft.created_by
    saving.save_answers(draft, {"title": ("Այգի", 0)}, by=by)
    assert (
        saving.save_answers(
            draft, {"title": ("Այգի", 0), "problem": ("", 0)}, by=by
        )
        == []
    )
    assert Answer.objects.get().rev == 1


def test_every_text_an_answer_had_is_kept(draft):
    by = draft.created_by
    for rev, text in enumerate(["one", "two", "three"]):
        saving.save_answers(draft, {"title": (text, rev)}, by=by)
    kept = (
        AnswerHistory.objects.filter(kind="saved")
        .order_by("pk")
        .values_list("value", flat=True)
    )
    assert list(kept) == ["one", "two", "three"]


def test_a_stale_answer_is_not_written_and_neither_text_is_lost(draft):
    colleague = make.seat(draft.community, "editor").user
    saving.save_answers(draft, {"title": ("theirs", 0)}, by=colleague)
    with pytest.raises(Stale) as caught:
        saving.save_answers(
            draft,
            {"title": ("mine", 0), "problem": ("also mine", 0)},
            by=draft.created_by,
        )
    assert {
        key: answer.value for key, answer in caught.value.theirs.items()
    } == {"title": "theirs"}
    assert values(draft) == {"title": "theirs", "problem": "also mine"}
    lost = AnswerHistory.objects.filter(kind="conflict").values_list(
        "key", "value"
    )
    assert list(lost) == [("title", "mine")]


def test_saving_after_seeing_both_texts_replaces_knowingly(draft):
    saving.save_answers(draft, {"title": ("theirs", 0)}, by=draft.created_by)
    saving.save_answers(draft, {"title": ("both", 1)}, by=draft.created_by)
    assert values(draft) == {"title": "both"}


@pytest.mark.parametrize("who", ["viewer", "outsider", "officer"])
def test_only_those_who_write_for_the_community_may_save(draft, who):
    person = {
        "viewer": lambda: make.seat(draft.community, "viewer").user,
        "outsider": lambda: make.seat(make.community(), "submitter").user,
        "officer": lambda: make.staff("officer"),
    }[who]()
    with pytest.raises(PermissionDenied):
        saving.save_answers(draft, {"title": ("x", 0)}, by=person)
    assert values(draft) == {}


def test_nothing_is_written_after_the_deadline():
    draft = make.application()
    close(draft.lot)
    by, before = draft.created_by, values(draft)
    question = Question.objects.get(
        section__version=draft.form_version, key="letter"
    )
    attachment = draft.attachments.get()
    assert (
        code_of(
            lambda: saving.save_answers(draft, {"title": ("late", 1)}, by=by)
        )
        == "closed"
    )
    assert (
        code_of(lambda: saving.save_budget(draft, [], rev=1, by=by)) == "closed"
    )
    assert (
        code_of(
            lambda: uploading.attach_file(draft, question, make.pdf(), by=by)
        )
        == "closed"
    )
    assert (
        code_of(lambda: uploading.remove_attachment(attachment, by=by))
        == "closed"
    )
    assert (
        values(draft),
        draft.budget_lines.count(),
        draft.attachments.get().state,
    ) == (before, 1, "clean")


def test_a_budget_saved_on_a_stale_revision_is_refused(draft):
    by = draft.created_by
    saving.save_budget(draft, [make.line(title="theirs")], rev=0, by=by)
    assert (
        code_of(
            lambda: saving.save_budget(
                draft, [make.line(title="mine")], rev=0, by=by
            )
        )
        == "stale"
    )
    assert [line.title for line in draft.budget_lines.all()] == ["theirs"]


def test_the_database_refuses_a_negative_share(draft):
    saving.save_budget(draft, [make.line()], rev=0, by=draft.created_by)
    with pytest.raises(IntegrityError), transaction.atomic():
        draft.budget_lines.update(own=-1)


def test_a_file_is_kept_under_a_key_that_says_nothing():
    draft = make.application()
    kept = draft.attachments.get()
    assert "letter" not in kept.storage_key
    with storages["private"].open(kept.storage_key) as file:
        assert file.read() == make.PDF
    with pytest.raises(ValueError, match="no address"):
        storages["private"].url(kept.storage_key)


def test_at_most_so_many_files(draft):
    question = Question.objects.get(
        section__version=draft.form_version, key="letter"
    )
    for _ in range(2):
        uploading.attach_file(draft, question, make.pdf(), by=draft.created_by)

    def attach():
        uploading.attach_file(draft, question, make.pdf(), by=draft.created_by)

    assert code_of(attach) == "too_many"
    assert Attachment.objects.count() == 2


def test_a_refused_file_leaves_nothing(draft):
    question = Question.objects.get(
        section__version=draft.form_version, key="letter"
    )

    def attach():
        program = make.pdf(content=b"MZ")
        uploading.attach_file(draft, question, program, by=draft.created_by)

    assert code_of(attach) == "not_what_it_says"
    assert Attachment.objects.count() == 0


@pytest.mark.django_db
def test_a_field_about_oneself_names_its_purpose(client):
    draft = make.application(of=make.lot(make.call(slug="c")))
    client.force_login(draft.created_by)
    address = f"/hy/applications/{draft.reference}/edit/idea/"
    inputs = html.fromstring(client.get(address).content).xpath("//main//input")
    purposes = {
        field.get("name"): field.get("autocomplete")
        for field in inputs
        if field.get("autocomplete")
    }
    assert (purposes["phone"], purposes["title"]) == ("tel", "off")
