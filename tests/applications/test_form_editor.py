"""The page on which a form is written: what it shows, saves, refuses and gives back."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications.drafts import form_versions
from applications.office import form_parts
from applications.office.form_page import FormPage
from calls import copying
from calls.form_editing import adding, removing, writing
from calls.form_editing.writing import WrittenRow
from calls.models import Form, FormVersion, Question, RemovedPart
from calls.question_types import registry
from tests import make
from tests.reading import flat

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}


@pytest.fixture
def officer(client):
    person = make.staff("officer")
    client.force_login(person)
    return person


@pytest.fixture
def draft(officer):
    return copying.next_version(make.a_form())


def address(version, tail=""):
    return f"/en/office/forms/{version.form.slug}/{version.number}/edit/{tail}"


def question(draft, key="title"):
    return Question.objects.get(section__version=draft, key=key)


def fields(thing, **changed):
    """What a browser sends of a part, with some of it typed anew."""
    name = form_parts.name_of(thing)
    shown = form_parts.part_fields(thing)
    sent = {**shown, **changed}
    return {
        f"{name}-was": form_parts.fields_fingerprint(shown),
        **{f"{name}-{field}": value for field, value in sent.items() if value},
    }


def post(client, draft, data, tail=""):
    return client.post(address(draft, tail), data)


def test_a_part_is_saved_and_others_are_left_alone(client, draft):
    before = question(draft, "problem").label_hy
    data = fields(question(draft), label_en="New", word_limit="7")
    data |= fields(question(draft, "problem"))
    answer = post(client, draft, data)
    assert (answer.status_code, answer["Location"]) == (302, address(draft))
    title = question(draft)
    assert (title.label_en, title.word_limit) == ("New", 7)
    assert question(draft, "problem").label_hy == before


def test_autosave_says_what_came_of_each_part(client, draft):
    goals = question(draft, "goals")
    data = fields(goals, **{"options-new1-label_hy": "Երրորդ"})
    data |= fields(question(draft, "people"), min_value="many")
    answer = client.post(address(draft), data, headers=JSON).json()
    good, bad = (
        answer["parts"][form_parts.name_of(question(draft, key))]
        for key in ("goals", "people")
    )
    row = goals.options.get(label_hy="Երրորդ")
    assert (good["errors"], good["rows"]) == ({}, {"options-new1": row.pk})
    assert good["was"] == form_parts.fields_fingerprint(
        form_parts.part_fields(question(draft, "goals"))
    )
    assert list(bad["errors"]) == ["min_value"]
    assert answer["faults"][f"q-{goals.pk}"] == [
        "“Երրորդ” (answer_1) is not written in both languages."
    ]
    assert "1 thing to correct" in answer["summary"]


def test_what_is_wrong_comes_back_with_a_summary_and_nothing_is_lost(
    client, draft
):
    people = question(draft, "people")
    data = fields(people, min_value="many", label_en="Kept")
    answer = post(client, draft, data, "add-section/")
    page = flat(answer)
    assert (answer.status_code, draft.sections.count()) == (422, 3)
    assert f'href="#q-{people.pk}-min_value"' in page
    assert 'value="many"' in page
    assert "Kept" in page
    assert question(draft, "people").label_en == "Question people"


def meet(client, draft):
    """Two officers change one question; the answer to the second."""
    mine = fields(question(draft), label_en="Mine")
    Question.objects.filter(pk=question(draft).pk).update(label_en="Theirs")
    return mine, post(client, draft, mine)


def test_two_who_change_one_question_both_see_both_texts(client, draft):
    mine, answer = meet(client, draft)
    page = flat(answer)
    assert (answer.status_code, question(draft).label_en) == (422, "Theirs")
    assert ("Mine" in page, "Theirs" in page) == (True, True)
    again = post(client, draft, mine, "add-section/")
    assert (again.status_code, question(draft).label_en) == (422, "Theirs")


@pytest.mark.parametrize(
    "choice, stays", [("mine", "Mine"), ("theirs", "Theirs")]
)
def test_whose_words_stay_is_chosen(client, draft, choice, stays):
    mine, answer = meet(client, draft)
    name = form_parts.name_of(question(draft))
    chosen = re.search(rf'value="({choice}[^"]*)"', answer.content.decode())[1]
    answer = post(client, draft, mine | {f"{name}-choice": chosen})
    assert (answer.status_code, question(draft).label_en) == (302, stays)


def test_a_choice_made_before_a_third_change_decides_nothing(client, draft):
    mine, answer = meet(client, draft)
    chosen = re.search(r'value="(mine:[^"]*)"', answer.content.decode())[1]
    Question.objects.filter(pk=question(draft).pk).update(label_en="Third")
    name = form_parts.name_of(question(draft))
    answer = post(client, draft, mine | {f"{name}-choice": chosen})
    assert (answer.status_code, question(draft).label_en) == (422, "Third")


def test_what_only_a_colleague_changed_stays_theirs(client, draft):
    data = fields(question(draft)) | fields(
        question(draft, "problem"), label_en="Mine"
    )
    Question.objects.filter(pk=question(draft).pk).update(label_en="Theirs")
    assert post(client, draft, data).status_code == 302
    assert (
        question(draft).label_en,
        question(draft, "problem").label_en,
    ) == ("Theirs", "Mine")


def test_words_typed_in_a_part_that_is_gone_are_given_back(
    client, draft, officer
):
    data = fields(question(draft), label_en="Words of mine")
    removing.remove_part(question(draft), by=officer)
    answer = post(client, draft, data)
    assert (answer.status_code, "Words of mine" in flat(answer)) == (422, True)


def test_a_version_published_meanwhile_gives_the_words_back(
    client, draft, officer
):
    data = fields(question(draft), label_en="Words of mine")
    form_versions.publish_form(draft, by=officer)
    answer = post(client, draft, data)
    assert (answer.status_code, "Words of mine" in flat(answer)) == (409, True)
    assert client.post(address(draft), data, headers=JSON).status_code == 409
    page = flat(client.get(address(draft)))
    assert ("Begin the next version" in page, "<textarea" in page) == (
        True,
        False,
    )


def test_the_words_of_someone_signed_out_are_kept(client, draft):
    client.logout()
    data = fields(question(draft), label_en="Words of mine")
    answer = post(client, draft, data)
    assert (answer.status_code, "Words of mine" in flat(answer)) == (401, True)


def test_each_button_saves_first_and_leads_to_its_place(client, draft):
    title = question(draft)
    typed = fields(title, label_en="Typed")

    def press(tail, **button):
        answer = post(client, draft, typed | button, tail)
        assert (answer.status_code, question(draft).label_en) == (302, "Typed")
        return answer["Location"].partition("#")[2]

    assert press("move/", part=f"q-{title.pk}:down") == f"q-{title.pk}"
    section = title.section
    place = press("add/", type=f"{section.pk}:long")
    new = section.questions.last()
    assert (place, new.type) == (f"q-{new.pk}-label_hy", "long")
    place = press("duplicate/", part=f"q-{title.pk}")
    assert place.startswith("q-")
    place = press("add-section/", kind="questions")
    assert place == f"s-{draft.sections.last().pk}-title_hy"
    option = question(draft, "goals").options.first()
    assert press("remove/", part=f"o-{option.pk}") == (
        f"q-{option.question_id}"
    )
    assert press("remove/", part=f"q-{new.pk}") == "removed"
    removed = RemovedPart.objects.get(kind="question")
    assert press("put-back/", removed=removed.pk).startswith("q-")
    other = draft.sections.get(key="papers")
    place = press("move/", part=f"q-{title.pk}", section=other.pk, position="1")
    assert (place, question(draft).section, question(draft).order) == (
        f"q-{title.pk}",
        other,
        2,
    )


@pytest.mark.parametrize("part", ["", "q-", "q-x", "x-1", "q-99999", "q-٣"])
def test_what_is_not_of_the_version_is_not_found(client, draft, part):
    for tail in ("move/", "remove/", "duplicate/"):
        assert post(client, draft, {"part": part}, tail).status_code == 404
    other = question(draft.form.current())
    answer = post(client, draft, {"part": f"q-{other.pk}"}, "remove/")
    assert answer.status_code == 404


def test_a_question_follows_the_section_that_was_chosen(client, draft):
    papers = draft.sections.get(key="papers")
    post(client, draft, fields(question(draft), section=str(papers.pk)))
    assert list(papers.questions.all())[-1].key == "title"


def test_a_condition_is_chosen_in_words(client, draft, officer):
    section = draft.sections.first()
    asked = adding.add_question(section, "yes_no", by=officer)
    words = {"label_en": "Is there a plan?", "label_hy": "Կա՞ ծրագիր"}
    writing.write_question(asked, words, by=officer)
    later = adding.add_question(section, "short", by=officer)
    page = flat(client.get(address(draft)))
    choice = f"{asked.key}=yes"
    assert (
        f'<option value="{choice}">“Is there a plan?” is answered “Yes”' in page
    )
    post(client, draft, fields(later, condition=choice))
    later.refresh_from_db()
    assert (later.show_if_key, later.show_if_value) == (asked.key, "yes")


def test_only_what_the_type_needs_is_asked(client, draft, officer):
    make.priority()
    section = draft.sections.first()
    for code, _label in registry.type_choices():
        new = adding.add_question(section, code, by=officer)
        kind = registry.get_type(code)
        page = client.get(address(draft)).content.decode()
        names = set(re.findall(rf'name="q-{new.pk}-(\w+)"', page))
        assert names & set(writing.SETTINGS) == set(kind.settings)
        rows = re.findall(rf'name="q-{new.pk}-(\w+)-new1-label_hy"', page)
        assert rows == ([kind.part] if kind.part else [])


def long_form(officer, sections, questions):
    version = FormVersion.objects.create(
        form=Form.objects.create(slug=f"long-{sections}", name="Long")
    )
    codes = ["short", "number", "yes_no", "choice", "table", "file", "date"]
    for _n in range(sections):
        section = adding.add_section(version, by=officer)
        for n in range(questions):
            code = codes[n % len(codes)]
            new = adding.add_question(section, code, by=officer)
            rows = [
                WrittenRow(None, {"label_hy": f"Ա{m}", "label_en": f"A{m}"})
                for m in range(6)
                if registry.get_type(code).part
            ]
            words = {"label_hy": "Հարց", "label_en": "Question"}
            writing.write_question(new, words, rows, by=officer)
    return version


def test_a_hundred_questions_cost_no_more_queries_than_one(
    client, officer, settings
):
    counts = []
    for sections, questions in ((1, 1), (10, 10)):
        version = long_form(officer, sections, questions)
        client.get(address(version))
        with CaptureQueriesContext(
            connection,
        ) as captured:
            page = client.get(address(version))
        counts.append(len(captured))
    assert counts[0] == counts[1]
    names = re.findall(r' name="', page.content.decode())
    assert len(names) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS


def test_a_hundred_questions_are_sent_and_saved_at_once(client, officer):
    version = long_form(officer, 10, 10)
    data = {}
    for one in FormPage(version).questions:
        data |= fields(one.part, label_en="New")
    assert post(client, version, data).status_code == 302
    assert {one.label_en for one in version.questions()} == {"New"}


def test_the_preview_stands_in_a_frame_of_ours_and_the_editor_in_none(
    client, draft
):
    preview = f"/en/office/forms/{draft.form.slug}/{draft.number}/preview/"
    framed = client.get(f"{preview}?frame")
    assert framed["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in framed["Content-Security-Policy"]
    assert "Sign out" not in flat(framed)
    editor = client.get(address(draft))
    assert editor["X-Frame-Options"] == "DENY"
    assert "frame-src 'self'" in editor["Content-Security-Policy"]


def test_a_draft_is_discarded_whole_and_a_published_version_never(
    client, draft
):
    def discard(version):
        slug = version.form.slug
        place = f"/en/office/forms/{slug}/{version.number}/discard/"
        return client.post(place, {"sure": "on"})

    published = draft.form.current()
    assert discard(draft).status_code == 302
    assert list(FormVersion.objects.all()) == [published]
    assert discard(published).status_code == 422


def test_the_form_leads_to_its_editor(client, draft):
    page = flat(client.get(f"/en/office/forms/{draft.form.slug}/"))
    assert f'href="{address(draft)}"' in page
    answer = client.post(f"/en/office/forms/{draft.form.slug}/next/")
    assert answer.status_code == 302


def test_what_is_typed_is_never_markup(client, draft):
    attack = '</textarea><script>alert("x")</script>'
    goals = question(draft, "goals")
    typed = {"label_en": attack, "help_en": attack}
    post(
        client,
        draft,
        fields(goals, **typed, **{"options-new1-label_en": attack}),
    )
    page = client.get(address(draft)).content.decode()
    assert (attack in page, page.count("&lt;/textarea&gt;&lt;script") >= 3) == (
        False,
        True,
    )
