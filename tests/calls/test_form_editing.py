"""Writing the draft of a form: adding, moving, removing and putting back, by verbs."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation

from calls import copying, faults
from calls.form_editing import adding, order, removing, writing
from calls.form_editing.writing import WrittenRow
from calls.models import (
    FormSection,
    Question,
    QuestionColumn,
    QuestionOption,
    RemovedPart,
)
from calls.question_types import registry
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make.staff("officer")


@pytest.fixture
def draft():
    """The next version of a form of two sections of questions and a budget."""
    return copying.next_version(make.a_form())


def section(draft, key="idea"):
    return draft.sections.get(key=key)


def question(draft, key="title"):
    return Question.objects.get(section__version=draft, key=key)


def standing(draft):
    """section key → [(question key, its number)]"""
    return {
        one.key: [(q.key, q.order) for q in one.questions.all()]
        for one in draft.sections.all()
    }


def keys(draft, name="idea"):
    return [key for key, _number in standing(draft)[name]]


def is_dense(things):
    numbers = [one.order for one in things]
    return numbers == list(range(1, len(numbers) + 1))


def code_of(act):
    with pytest.raises(ValidationError) as caught:
        act()
    return caught.value.error_list[0].code


def test_only_who_may_change_forms_writes_them(draft):
    for role in ("editor", "head", "reviewer"):
        with pytest.raises(PermissionDenied):
            adding.add_section(draft, by=make.staff(role))
    assert adding.add_section(draft, by=make.staff("administrator")).pk


def test_a_published_version_is_not_written(draft, officer):
    published = draft.form.current()
    title = question(published)
    for act in (
        lambda: adding.add_section(published, by=officer),
        lambda: adding.add_question(title.section, "short", by=officer),
        lambda: adding.duplicate_question(title, by=officer),
        lambda: order.step_question(title, 1, by=officer),
        lambda: order.step_section(title.section, 1, by=officer),
        lambda: removing.remove_part(title, by=officer),
        lambda: writing.write_question(title, {"help_en": "x"}, by=officer),
        lambda: writing.write_section(title.section, {}, by=officer),
    ):
        assert code_of(act) == "locked"


def test_a_new_section_and_question_stand_at_the_end(draft, officer):
    new = adding.add_section(draft, by=officer)
    first = adding.add_question(new, "short", by=officer)
    second = adding.add_question(new, "long", by=officer)
    sections = list(draft.sections.all())
    assert (sections[-1], is_dense(sections)) == (new, True)
    assert standing(draft)[new.key] == [(first.key, 1), (second.key, 2)]
    assert (first.type, second.type, first.key) == (
        "short",
        "long",
        "question_1",
    )


def test_a_key_is_never_given_twice_not_even_in_another_form(draft, officer):
    first = adding.add_question(section(draft), "short", by=officer)
    removing.remove_part(first, by=officer)
    other = copying.next_version(make.a_form())
    second = adding.add_question(section(other), "short", by=officer)
    assert (first.key, second.key) == ("question_1", "question_2")


def test_a_second_budget_is_refused(draft, officer):
    refused = pytest.raises(ValidationError, match="already has a budget")
    with refused, translation.override("en"):
        adding.add_section(draft, FormSection.BUDGET, by=officer)
    removing.remove_part(section(draft, "budget"), by=officer)
    assert adding.add_section(draft, FormSection.BUDGET, by=officer).kind == (
        FormSection.BUDGET
    )


@pytest.mark.parametrize(
    "key, code", [("idea", "budget"), ("idea", "no"), ("budget", "short")]
)
def test_a_question_has_a_type_and_stands_among_questions(
    draft, officer, key, code
):
    act = lambda: adding.add_question(section(draft, key), code, by=officer)  # noqa: E731
    assert code_of(act) == "type"


def test_a_question_about_a_priority_asks_about_the_next_one(draft, officer):
    place = section(draft)
    act = lambda: adding.add_question(place, "priority", by=officer)  # noqa: E731
    assert code_of(act) == "no_priority"
    first, second = make.priority(order=1), make.priority(order=2)
    assert [act().priority for _n in range(3)] == [first, second, first]


def test_a_duplicate_stands_behind_its_question_with_all_it_holds(
    draft, officer
):
    goals = question(draft, "goals")
    twin = adding.duplicate_question(goals, by=officer)
    at = keys(draft).index("goals")
    assert keys(draft)[at + 1] == twin.key
    assert is_dense(goals.section.questions.all())
    assert [one.label_hy for one in twin.options.all()] == [
        one.label_hy for one in goals.options.all()
    ]
    assert QuestionOption.objects.filter(question=goals).count() == 2


def test_questions_move_within_a_section_and_past_its_edge(draft, officer):
    first, second = draft.sections.all()[:2]
    names = keys(draft, first.key)
    one = question(draft, names[0])
    order.step_question(one, 1, by=officer)
    assert keys(draft, first.key) == [names[1], names[0], *names[2:]]
    last = question(draft, names[-1])
    order.step_question(last, 1, by=officer)
    assert keys(draft, second.key)[0] == names[-1]
    assert is_dense(first.questions.all())
    assert is_dense(second.questions.all())
    order.step_question(last, -1, by=officer)
    assert keys(draft, first.key)[-1] == names[-1]


def test_at_the_ends_of_the_form_nothing_moves(draft, officer):
    before = standing(draft)
    top = question(draft, keys(draft)[0])
    order.step_question(top, -1, by=officer)
    places = [name for name, some in before.items() if some]
    bottom = question(draft, keys(draft, places[-1])[-1])
    order.step_question(bottom, 1, by=officer)
    assert {name: [k for k, _n in some] for name, some in before.items()} == {
        name: [k for k, _n in some] for name, some in standing(draft).items()
    }


@pytest.mark.parametrize("position", [-5, 0, 1, 99])
def test_a_question_is_put_where_it_was_dropped(draft, officer, position):
    target = section(draft, "papers")
    moved = question(draft)
    others = keys(draft, "papers")
    order.move_question(moved, target, position, by=officer)
    place = max(0, min(position, len(others)))
    assert keys(draft, "papers") == [
        *others[:place],
        "title",
        *others[place:],
    ]
    assert is_dense(target.questions.all())


def test_no_question_moves_into_another_version_or_the_budget(draft, officer):
    for place in (section(draft, "budget"), section(draft.form.current())):
        with pytest.raises(FormSection.DoesNotExist):
            order.move_question(question(draft), place, 0, by=officer)


def test_sections_move(draft, officer):
    names = [one.key for one in draft.sections.all()]
    order.step_section(section(draft, names[0]), 1, by=officer)
    order.move_section(section(draft, names[2]), 0, by=officer)
    assert [one.key for one in draft.sections.all()] == [
        names[2],
        names[1],
        names[0],
    ]
    assert is_dense(draft.sections.all())


def test_answers_to_choose_move(draft, officer):
    goals = question(draft, "goals")
    first, second = goals.options.all()
    order.step_row(first, 1, by=officer)
    assert list(goals.options.all()) == [second, first]
    order.step_row(first, 1, by=officer)
    order.step_row(first, -1, by=officer)
    assert list(goals.options.all()) == [first, second]
    assert is_dense(goals.options.all())


def everything(draft):
    """All that is written, without the numbers of rows."""
    hidden = ("id", "section_id", "question_id", "version_id", "_state")

    def plain(thing):
        fields = {
            name: value
            for name, value in vars(thing).items()
            if name not in hidden and f"{name}_hy" not in vars(thing)
        }
        return {name: fields[name] for name in sorted(fields)}

    return [
        (
            plain(one),
            [
                (
                    plain(q),
                    [plain(option) for option in q.options.all()],
                    [plain(column) for column in q.columns.all()],
                )
                for q in one.questions.all()
            ],
        )
        for one in FormSection.objects.filter(version=draft)
    ]


def fill(draft):
    """Every kind of value that a question can hold."""
    Question.objects.filter(section__version=draft, key="goals").update(
        min_value=Decimal("1.50"),
        earliest=dt.date(2026, 3, 1),
        max_megabytes=3,
        help_hy="Օգնություն",
        show_if_key="agreed",
        show_if_value="yes",
    )
    QuestionColumn.objects.create(
        question=question(draft, "goals"),
        key="since",
        type="date",
        label_hy="Երբ",
        order=1,
        latest=dt.date(2030, 1, 1),
    )
    order.number_parts(list(draft.sections.all()))
    for one in Question.objects.filter(section__version=draft):
        order.number_parts(list(one.options.all()))


@pytest.mark.parametrize(
    "part",
    [
        lambda draft: section(draft),
        lambda draft: section(draft, "budget"),
        lambda draft: question(draft, "goals"),
        lambda draft: question(draft, "goals").options.first(),
        lambda draft: question(draft, "goals").columns.first(),
    ],
    ids=["section", "budget", "question", "option", "column"],
)
def test_what_is_removed_comes_back_as_it_was(draft, officer, part):
    fill(draft)
    before = everything(draft)
    removed = removing.remove_part(part(draft), by=officer)
    assert everything(draft) != before
    assert (removed.by, removed.version) == (officer, draft)
    removing.put_back(removed, by=officer)
    assert everything(draft) == before
    assert RemovedPart.objects.count() == 0


def test_removing_leaves_no_gap(draft, officer):
    removing.remove_part(question(draft, keys(draft)[0]), by=officer)
    assert is_dense(section(draft).questions.all())


def test_what_stood_in_a_section_that_is_gone_finds_a_place(draft, officer):
    removed = removing.remove_part(question(draft), by=officer)
    for one in list(draft.sections.all()):
        removing.remove_part(one, by=officer)
    back = removing.put_back(removed, by=officer)
    assert standing(draft) == {back.section.key: [("title", 1)]}


def test_a_key_taken_meanwhile_is_replaced(draft, officer):
    removed = removing.remove_part(question(draft), by=officer)
    other = question(draft, "problem")
    writing.write_question(other, {"key": "title"}, by=officer)
    assert removing.put_back(removed, by=officer).key == "question_1"


def test_an_answer_comes_back_only_into_its_question(draft, officer):
    goals = question(draft, "goals")
    option = removing.remove_part(goals.options.first(), by=officer)
    removing.remove_part(goals, by=officer)
    assert code_of(lambda: removing.put_back(option, by=officer)) == (
        "no_question"
    )


def test_what_a_colleague_removed_is_said_to_be_gone(draft, officer):
    title = question(draft)
    removing.remove_part(question(draft), by=officer)
    for act in (
        lambda: removing.remove_part(title, by=officer),
        lambda: order.step_question(title, 1, by=officer),
        lambda: writing.write_question(title, {}, by=officer),
    ):
        assert code_of(act) == "gone"


def test_a_question_may_be_unfinished_but_not_wrong(draft, officer):
    title = question(draft)
    values = {"label_hy": "Նոր", "label_en": "", "word_limit": 20}
    written = writing.write_question(title, values, by=officer)
    assert (written.label_hy, written.word_limit) == ("Նոր", 20)
    wrong = {
        "max_rows": 0,
        "key": "Ոչ",
    }
    with pytest.raises(ValidationError) as caught:
        writing.write_question(title, wrong, by=officer)
    assert sorted(caught.value.message_dict) == ["key", "max_rows"]


def test_a_key_stands_once_in_a_form_and_conditions_follow_it(draft, officer):
    agreed = question(draft, "goals")
    Question.objects.filter(pk=question(draft).pk).update(
        show_if_key="goals", show_if_value="green"
    )
    with pytest.raises(ValidationError) as caught:
        writing.write_question(agreed, {"key": "people"}, by=officer)
    assert list(caught.value.message_dict) == ["key"]
    writing.write_question(agreed, {"key": "aims"}, by=officer)
    assert question(draft).show_if_key == "aims"


def test_rows_are_written_and_new_ones_get_a_key(draft, officer):
    goals = question(draft, "goals")
    first, _second = goals.options.all()
    rows = [
        WrittenRow(first.pk, {"label_hy": "Ա", "label_en": "A"}),
        WrittenRow(None, {"label_hy": "Բ", "label_en": ""}),
    ]
    writing.write_question(goals, {}, rows, by=officer)
    assert [(one.key, one.label_hy) for one in goals.options.all()] == [
        (first.key, "Ա"),
        ("fair", "Պատ fair"),
        ("answer_1", "Բ"),
    ]


def test_a_column_keeps_only_the_limits_of_its_type(draft, officer):
    table = adding.add_question(section(draft), "table", by=officer)
    number = {"label_hy": "Ա", "type": "number", "min_value": Decimal(2)}
    writing.write_question(table, {}, [WrittenRow(None, number)], by=officer)
    (column,) = table.columns.all()
    assert (column.min_value, column.is_required) == (Decimal(2), True)
    day = WrittenRow(column.pk, {"type": "date"})
    writing.write_question(table, {}, [day], by=officer)
    assert table.columns.get().min_value is None


def test_a_wrong_row_is_named(draft, officer):
    table = adding.add_question(section(draft), "table", by=officer)
    wrong = {
        "label_hy": "Տարի",
        "type": "number",
        "min_value": Decimal(3),
        "max_value": Decimal(2),
    }
    with translation.override("hy"), pytest.raises(ValidationError) as caught:
        writing.write_question(table, {}, [WrittenRow(None, wrong)], by=officer)
    ((name, sentences),) = caught.value.message_dict.items()
    assert (name, sentences[0].startswith("Տարի")) == ("__all__", True)


def test_a_new_type_drops_what_it_does_not_need_and_loses_nothing(
    draft, officer
):
    goals = question(draft, "goals")
    written = writing.write_question(goals, {"type": "long"}, by=officer)
    assert (written.type, list(written.options.all())) == ("long", [])
    (kept,) = RemovedPart.objects.all()
    back = removing.put_back(kept, by=officer)
    assert (back.type, back.options.count(), back.key) == (
        "multi",
        2,
        "question_1",
    )


def test_a_new_type_keeps_what_it_needs(draft, officer):
    goals = question(draft, "goals")
    writing.write_question(goals, {"type": "choice"}, by=officer)
    assert (goals.options.count(), RemovedPart.objects.count()) == (2, 0)
    title = question(draft)
    Question.objects.filter(pk=title.pk).update(word_limit=7)
    assert (
        writing.write_question(title, {"type": "long"}, by=officer).word_limit
        == 7
    )
    number = writing.write_question(title, {"type": "number"}, by=officer)
    assert (number.word_limit, RemovedPart.objects.count()) == (None, 1)


@pytest.mark.parametrize("code", [code for code, _l in registry.type_choices()])
def test_a_question_of_each_type_is_added_and_written(draft, officer, code):
    make.priority()
    new = adding.add_question(section(draft), code, by=officer)
    kind = registry.get_type(code)
    assert {"", "options", "columns"} >= {kind.part}
    assert str(kind.example) != ""
    values = {"label_hy": "Ա", "label_en": "A", "is_required": False}
    rows = [
        WrittenRow(None, {"label_hy": name, "label_en": name})
        for name in ("Ա", "Բ")
        if kind.part
    ]
    writing.write_question(new, values, rows, by=officer)
    assert faults.form_faults(draft) == []


def test_each_setting_of_a_type_is_a_field_of_questions():
    fields = {field.name for field in Question._meta.get_fields()}
    assert set(writing.SETTINGS) - fields == set()
