"""An officer writes a form on one page: by mouse, by keyboard, and without scripts."""

import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

import portal.demo
from accounts.models import BrowserSession
from calls import copying
from calls.models import Form, FormVersion, Question
from tests.journeys.hands import Hands
from tests.journeys.looking import axe_findings, look
from tests.journeys.signing_in import be_signed_in

pytestmark = pytest.mark.browser
DEMO = Path(portal.demo.__file__).parent
SAVED = re.compile(r"\d\d:\d\d")
MOST_CLICKS = 26


def first_questions(number):
    """The first sections of the demonstration's form, with so many questions in all."""
    sections = tomllib.loads((DEMO / "form.toml").read_text())["section"]
    for section in sections:
        taken = section.get("question", [])[:number]
        number -= len(taken)
        if taken:
            yield section | {"question": taken}


@pytest.fixture
def empty(demo):
    """A draft of a new form, with nothing in it."""
    return FormVersion.objects.create(
        form=Form.objects.create(slug="new", name="New"), number=1
    )


def address(version, language="hy"):
    return (
        f"/{language}/office/forms/{version.form.slug}/{version.number}/edit/"
    )


def open_editor(page, version, language="hy", email="officer@portal.example"):
    be_signed_in(page, email)
    page.goto(address(version, language))


def saved(page):
    expect(page.locator("[data-status]")).to_have_text(SAVED)


def fill_pair(part, name, values):
    for language in ("hy", "en"):
        if words := values.get(f"{name}_{language}"):
            part.locator(f"[name$='-{name}_{language}']").first.fill(words)


def fill_rows(part, kind, rows):
    for number, row in enumerate(rows, start=1):
        line = part.locator("[data-rows] > li").nth(number - 1)
        for language in ("hy", "en"):
            line.locator(f"textarea[lang={language}]").fill(
                row[f"label_{language}"]
            )


def write_question(page, hands, section, values):
    before = section.locator("[data-questions] > fieldset").count()
    hands.click(section.locator(f"button[value$=':{values['type']}']"))
    questions = section.locator("[data-questions] > fieldset")
    expect(questions).to_have_count(before + 1)
    part = questions.nth(before)
    expect(part.locator("[name$=label_hy]").first).to_be_focused()
    fill_pair(part, "label", values)
    fill_pair(part, "help", values)
    fill_rows(part, "options", values.get("option", []))
    for name in ("is_required", "is_personal"):
        tick = part.locator(f"[name$='-{name}']")
        if tick.is_checked() != values.get(name, name == "is_required"):
            hands.click(tick)
    if "word_limit" in values:
        part.locator("[name$=word_limit]").fill(str(values["word_limit"]))
    if "prefill" in values:
        hands.choose(part.locator("[name$=prefill]"), values["prefill"])


def write_section(page, hands, number, values):
    hands.click(page.locator("button[name=kind][value=questions]"))
    sections = page.locator("[data-section]")
    expect(sections).to_have_count(number)
    section = sections.nth(number - 1)
    fill_pair(section, "title", values)
    if "intro_hy" in values:
        hands.click(section.locator("summary").first)
        fill_pair(section, "intro", values)
    for question in values["question"]:
        write_question(page, hands, section, question)


def asked(version):
    """What the form asks: (type, words, required, limit, answers) of each question."""
    return [
        (
            one.section.title_hy,
            one.type,
            one.label_hy,
            one.label_en,
            one.help_en or "",
            one.is_required,
            one.is_personal,
            one.word_limit,
            one.prefill,
            [option.label_en for option in one.options.all()],
        )
        for one in version.questions()
    ]


def wanted(sections):
    return [
        (
            section["title_hy"],
            one["type"],
            one["label_hy"],
            one["label_en"],
            one.get("help_en", ""),
            one.get("is_required", True),
            one.get("is_personal", False),
            one.get("word_limit"),
            one.get("prefill", ""),
            [option["label_en"] for option in one.get("option", [])],
        )
        for section in sections
        for one in section["question"]
    ]


@pytest.mark.parametrize("width", [1280, 768])
@pytest.mark.parametrize("language", ["hy", "en"])
def test_thirteen_questions_take_half_the_clicks_they_took(
    page, empty, language, width
):
    page.set_viewport_size({"width": width, "height": 900})
    open_editor(page, empty, language)
    hands, sections = Hands(page), list(first_questions(13))
    for number, section in enumerate(sections, start=1):
        write_section(page, hands, number, section)
    saved(page)
    assert asked(empty) == wanted(sections)
    assert hands.clicks <= MOST_CLICKS
    assert axe_findings(page) == []


@pytest.mark.parametrize("language", ["hy", "en"])
def test_the_page_is_sound_in_every_view(page, demo, language):
    draft = demo_draft()
    be_signed_in(page, "officer@portal.example")
    assert look(page, [address(draft, language)]) == {}


def demo_draft():
    """The next version of the demonstration's form."""
    return copying.next_version(Form.objects.get(slug="urban-imaginaries"))


def question(draft, key):
    return Question.objects.get(section__version=draft, key=key)


def keys(draft, name="applicant"):
    section = draft.sections.get(key=name)
    return [one.key for one in section.questions.all()]


def part(page, thing):
    return page.locator(f"#q-{thing.pk}")


def tool(page, thing, act):
    """The button of a question: up, down, or what its address ends with."""
    return part(page, thing).locator(
        f".form-part__head button[value='q-{thing.pk}:{act}']"
    )


def test_questions_are_moved_by_keyboard_and_the_focus_stays(page, demo):
    draft = demo_draft()
    open_editor(page, draft, "en")
    moved = question(draft, "contact_name")
    down = tool(page, moved, "down")
    for place in (1, 2, 3):
        down.focus()
        page.keyboard.press("Enter")
        expect(page.locator("[data-status]")).to_contain_text(
            f"is now number {place + 1} in “The applicant”"
        )
        expect(down).to_be_focused()
        assert keys(draft).index("contact_name") == place
    page.keyboard.press("Enter")
    expect(page.locator("[data-status]")).to_contain_text(
        "is now number 1 in “The idea”"
    )
    assert keys(draft, "idea")[0] == "contact_name"
    up = tool(page, moved, "up")
    up.focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-status]")).to_contain_text("number 4 in")
    expect(up).to_be_focused()


def test_questions_and_sections_are_dragged(page, demo):
    draft = demo_draft()
    page.set_viewport_size({"width": 1280, "height": 7000})
    open_editor(page, draft, "en")
    moved, target = question(draft, "contact_name"), question(draft, "problem")
    part(page, moved).locator("[data-handle]").drag_to(
        part(page, target), target_position={"x": 200, "y": 8}
    )
    expect(page.locator("[data-status]")).to_contain_text("number 3 in")
    assert keys(draft, "idea") == [
        "title",
        "objectives",
        "contact_name",
        "problem",
        "change",
        "lessons",
    ]
    first, second = draft.sections.all()[:2]
    page.locator(f"#s-{first.pk} > [data-handle] h2").drag_to(
        page.locator(f"#s-{second.pk}"),
        target_position={
            "x": 200,
            "y": page.locator(f"#s-{second.pk}").bounding_box()["height"] - 5,
        },
    )
    expect(page.locator("[data-status]")).to_contain_text("number 2")
    assert [one.key for one in draft.sections.all()][:2] == [
        second.key,
        first.key,
    ]


def test_what_is_removed_is_put_back_at_once(page, demo):
    draft = demo_draft()
    open_editor(page, draft, "en")
    gone = question(draft, "portfolio_interest")
    part(page, gone).locator(".form-part__head").get_by_role(
        "button", name="Remove"
    ).click()
    expect(part(page, gone)).to_have_count(0)
    undo = page.locator("[data-undo] button")
    expect(undo).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-status]")).to_contain_text("is put back")
    back = question(draft, "portfolio_interest")
    expect(part(page, back)).to_be_focused()
    assert (keys(draft)[2], back.options.count()) == ("portfolio_interest", 2)


def test_a_new_type_brings_its_own_fields(page, demo):
    draft = demo_draft()
    open_editor(page, draft, "en")
    title = question(draft, "title")
    part(page, title).locator("[name$=word_limit]").fill("12")
    part(page, title).locator("select[name$='-type']").select_option("choice")
    rows = part(page, title).locator("[data-rows] > li")
    expect(rows).to_have_count(3)
    expect(part(page, title).locator("[name$=word_limit]")).to_have_count(0)
    expect(page.locator(f"#q-{title.pk}-type")).to_be_focused()
    rows.nth(2).locator("textarea").first.fill("Երրորդ")
    expect(rows).to_have_count(4)
    saved(page)
    assert [one.label_hy for one in title.options.all()] == ["Երրորդ"]
    rows.nth(2).locator("textarea").last.fill("Third")
    saved(page)
    expect(page.locator("[data-status]")).not_to_have_text("not saved yet")
    rows.nth(2).get_by_role("button", name="Remove").click()
    expect(page.locator("[data-undo] button")).to_be_visible()
    assert title.options.count() == 0


def test_the_preview_shows_what_was_written(page, demo):
    draft = demo_draft()
    open_editor(page, draft, "en")
    title = question(draft, "title")
    field = part(page, title).locator("[name$=label_en]")
    field.fill("The name of your project")
    frame = page.frame_locator("[data-preview]")
    expect(frame.locator("h1")).to_have_text("The idea")
    expect(frame.locator("label[for=title]")).to_contain_text(
        "The name of your project"
    )
    page.set_viewport_size({"width": 768, "height": 900})
    expect(page.locator("[data-preview]")).to_be_hidden()


def test_faults_stand_beside_their_question_until_they_are_mended(page, demo):
    draft = demo_draft()
    open_editor(page, draft, "en")
    title = question(draft, "title")
    field = part(page, title).locator("[name$=label_en]")
    field.fill("")
    expect(part(page, title).locator("[data-faults]")).to_contain_text(
        "is not written in both languages"
    )
    expect(
        part(page, title).get_by_text("The English is missing.")
    ).to_have_count(2)
    expect(page.locator("#faults summary")).to_have_text(
        "1 thing to correct before publishing"
    )
    field.fill("Title")
    expect(part(page, title).locator("[data-faults]")).to_be_hidden()
    expect(page.locator("#faults a")).to_have_text("Publish and lock…")


def test_what_is_wrong_is_said_beside_the_field_and_kept(page, demo):
    draft = demo_draft()
    open_editor(page, draft, "en")
    months = question(draft, "months")
    least = part(page, months).locator("[name$=min_value]")
    least.fill("many")
    expect(part(page, months).locator(".error:visible")).to_contain_text(
        "Write a number"
    )
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".notice--error")).to_be_focused()
    expect(least).to_have_value("many")
    least.fill("2")
    saved(page)
    assert question(draft, "months").min_value == 2


def test_two_officers_meet_in_one_question_and_lose_nothing(
    page, new_context, demo
):
    draft = demo_draft()
    open_editor(page, draft, "en")
    other = new_context().new_page()
    open_editor(other, draft, "en", "officer2@portal.example")
    title, problem = question(draft, "title"), question(draft, "problem")
    part(page, title).locator("[name$=label_en]").fill("First officer")
    saved(page)
    part(other, problem).locator("[name$=label_en]").fill("Second officer")
    saved(other)
    part(other, title).locator("[name$=label_en]").fill("Other words")
    expect(other.locator("[data-status]")).to_contain_text("A colleague")
    other.get_by_role("button", name="Save").click()
    met = part(other, title).locator("[data-met]")
    expect(met).to_contain_text("First officer")
    expect(part(other, title).locator("[name$=label_en]")).to_have_value(
        "Other words"
    )
    assert question(draft, "title").label_en == "First officer"
    met.get_by_label("Mine").check()
    other.get_by_role("button", name="Save").click()
    expect(met).to_have_count(0)
    assert (
        question(draft, "title").label_en,
        question(draft, "problem").label_en,
    ) == ("Other words", "Second officer")


def test_who_is_signed_out_signs_in_and_loses_nothing(page, demo):
    draft = demo_draft()
    open_editor(page, draft, "en")
    title = question(draft, "title")
    BrowserSession.objects.all().delete()
    part(page, title).locator("[name$=label_en]").fill("Typed too late")
    expect(page.locator("[data-status]")).to_contain_text("signed out")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Save").click()
    page.fill("[name=relogin-login]", "officer@portal.example")
    page.fill("[name=relogin-password]", settings.DEMO_PASSWORD)
    page.locator("main button[type=submit]").first.click()
    expect(part(page, title).locator("[name$=label_en]")).to_have_value(
        "Typed too late"
    )
    assert question(draft, "title").label_en == "Typed too late"


def test_everything_works_without_scripts(browser, browser_context_args, demo):
    context = browser.new_context(
        **browser_context_args, java_script_enabled=False
    )
    page = context.new_page()
    draft = demo_draft()
    open_editor(page, draft, "en")
    name = question(draft, "contact_name")
    part(page, name).locator("[name$=label_en]").fill("Who are you?")
    tool(page, name, "down").click()
    assert page.url.endswith(f"#q-{name.pk}")
    expect(page.locator(".notice--success")).to_contain_text("number 2 in")
    assert (keys(draft)[1], question(draft, "contact_name").label_en) == (
        "contact_name",
        "Who are you?",
    )
    part(page, name).locator(".form-part__head").get_by_role(
        "button", name="Remove"
    ).click()
    assert "contact_name" not in keys(draft)
    page.locator("#removed button").click()
    assert keys(draft)[1] == "contact_name"
    section = page.locator("[data-section]").first
    section.locator("details[data-add] > summary").click()
    section.locator("button[value$=':choice']").click()
    new = draft.sections.get(key="applicant").questions.last()
    assert page.url.endswith(f"#q-{new.pk}-label_hy")
    expect(page.locator(f"#q-{new.pk}-label_hy")).to_be_focused()
    rows = part(page, new).locator("[data-rows] > li")
    for number, words in enumerate(("Այո", "Ոչ")):
        rows.nth(number).locator("textarea").first.fill(words)
    part(page, new).locator(".form-part__head").get_by_role(
        "button", name="Duplicate"
    ).click()
    twin = draft.sections.get(key="applicant").questions.last()
    assert [one.label_hy for one in twin.options.all()] == ["Այո", "Ոչ"]
    context.close()
