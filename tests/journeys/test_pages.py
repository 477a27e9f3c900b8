"""Every page of the journey, in both languages and themes, at four widths: no finding of axe,
nothing cut off or wider than the screen, no target too small.
"""

import io

import pytest
from django.utils import timezone
from PIL import Image

from accounts.models import User
from applications.drafts import saving, starting
from applications.models import Application, Inquiry
from applications.office import inquiries
from applications.submissions import lifecycle, uploading
from calls.models import Call, Lot, Question
from tests import make
from tests.journeys.looking import look
from tests.journeys.signing_in import be_signed_in
from tests.public_pages import PUBLIC

pytestmark = pytest.mark.browser

PRIVATE = [
    "workspace/",
    "",
    "edit/applicant/",
    "edit/idea/",
    "edit/plan/",
    "edit/budget/",
    "check/",
    "versions/",
]


@pytest.mark.parametrize("language", ["hy", "en"])
def test_public_pages_have_no_finding(page, language):
    assert look(page, [f"/{language}/{path}" for path in PUBLIC]) == {}


def begin(code, language, email="submitter@gavar.example"):
    person = User.objects.get(email=email)
    lot = Lot.objects.get(call__code=code, number=1)
    said = {rule.key: "yes" for rule in lot.call.rules.all()}
    return starting.start_application(
        lot,
        person.seats.get().community,
        by=person,
        language=language,
        answers=said,
    )


@pytest.mark.parametrize("language", ["hy", "en"])
def test_private_pages_have_no_finding(page, language):
    draft, interest = begin("UI26", language), begin("PM26", language)
    be_signed_in(page, draft.created_by.email)
    start = f"/{language}/applications/"
    paths = [
        f"/{language}/workspace/",
        f"{start}may-we/urban-imaginaries-2026/3/",
        f"{start}{interest.reference}/",
        f"{start}{interest.reference}/edit/interest/",
        f"{start}ask/urban-imaginaries-2026/",
    ]
    assert (
        look(
            page,
            paths + [f"{start}{draft.reference}/{tail}" for tail in PRIVATE],
        )
        == {}
    )
    assert Application.objects.count() == 2


@pytest.mark.parametrize("language", ["hy", "en"])
def test_pages_after_submission_have_no_finding(page, language):
    one = begin("PM26", language)
    by = one.created_by
    answers = {
        "contact_name": "Ա",
        "contact_phone": "1",
        "why": "Ինչո՞ւ",
        "earlier_plan": "no",
        "is_true": "yes",
    }
    revs = dict(one.answers.values_list("key", "rev"))
    given = {
        key: (value, revs.get(key, 0))
        for key, value in (answers | {"population": "2000"}).items()
    }
    saving.save_answers(one, given, by=by)
    lifecycle.submit(one, by=by)
    saving.save_answers(one, {"why": ("Այլ պատճառ", 1)}, by=by)
    lifecycle.submit(one, by=by)
    be_signed_in(page, by.email)
    tails = ("", "versions/", "versions/2/", "versions/compare/", "withdraw/")
    assert (
        look(
            page,
            [
                f"/{language}/applications/{one.reference}/{tail}"
                for tail in tails
            ],
        )
        == {}
    )


@pytest.mark.parametrize("language", ["hy", "en"])
def test_office_admin_and_gallery_have_no_finding(page, language):
    call, person = (
        Call.objects.get(code="UI26"),
        User.objects.get(email="submitter@gavar.example"),
    )
    inquiries.ask_question(
        call,
        person.seats.get().community,
        "Ի՞նչ է լոտը",
        by=person,
        language="hy",
    )
    draft = begin("UI26", language)
    be_signed_in(page, "admin@portal.example")
    slug, form = "calls/urban-imaginaries-2026", "forms/urban-imaginaries"
    paths = [
        "office/",
        f"office/{slug}/",
        "gallery/",
        "office/questions/",
        f"office/{slug}/copy/",
        f"office/questions/{Inquiry.objects.get().uuid}/",
        f"office/{slug}/lots/1/extend/",
        f"office/{form}/",
        f"office/{form}/1/preview/",
        f"office/applications/{draft.reference}/extend/",
        "office/calls/portfolio-municipalities-2026/",
    ]
    assert look(page, [f"/{language}/{path}" for path in paths]) == {}


# --- small screens ------------------------------------------------------------------------------

LONG = "պարտավորություն" * 10
#: as long as the name of a community or a topic may be
NAME = LONG[:60]
#: the width of a page that is wider than the screen, and what stands out of it
WIDER = """() => {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  const isCut = (one) =>
    one && (getComputedStyle(one).overflowX !== "visible" || isCut(one.parentElement));
  return [page.scrollWidth, ...[...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > page.clientWidth + 1)
    .filter((one) => !isCut(one.parentElement))
    .map((one) => `${one.tagName} ${one.getAttribute("class")}`).slice(0, 5)];
}"""


def build_long_words():
    """One of each public thing, in which every text is a word of 150 letters."""
    table = f"<table><tr><td>{LONG}</td><td>Ա</td></tr></table>"
    body = f"<h2>{LONG}</h2><p>{LONG}</p><ul><li>{LONG}</li></ul>{table}"
    town = make.community(slug="long", name_hy=NAME, seat_hy=NAME)
    topic = make.topic(name_hy=NAME)
    article = make.article(
        slug="long",
        title_hy=LONG,
        lead_hy=LONG,
        body_hy=body,
        correction_hy=LONG,
        corrected_on=timezone.localdate(),
    )
    article.topics.add(topic)
    article.communities.add(town)
    event = make.event(
        slug="long",
        title_hy=LONG,
        body_hy=body,
        place_hy=LONG,
        timetable_hy=body,
        is_cancelled=True,
        cancellation_note_hy=LONG,
    )
    article.events.add(event)
    event.communities.add(town)
    make.resource(slug="long", title_hy=LONG, summary_hy=LONG, body_hy=body)
    course = make.course(slug="long", title_hy=LONG, summary_hy=LONG)
    make.lesson(of=course, slug="long", title_hy=LONG, body_hy=body)
    call = make.call(slug="long", title_hy=LONG, summary_hy=LONG, body_hy=body)
    make.lot(call, title_hy=LONG, objectives_hy=body)


PATHS_OF_LONG_WORDS = [
    "news/long/",
    "events/long/",
    "calls/long/",
    "communities/long/",
    "library/long/",
    "learning/long/",
    "learning/long/long/",
    f"search/?q={LONG}",
    "communities/map/",
    "communities/totals/",
    "communities/?view=cards",
    "open-data/",
]


@pytest.mark.parametrize("width", [320, 360])
def test_no_word_makes_a_page_scroll_sideways(page, width):
    build_long_words()
    page.set_viewport_size({"width": width, "height": 700})
    found = {}
    for path in PUBLIC + PATHS_OF_LONG_WORDS:
        answer = page.goto(f"/hy/{path}")
        assert answer.status == (404 if path == "nothing-here/" else 200)
        shown = page.content().replace("\u00ad", "")
        assert ("long" in path) <= (LONG in shown)
        if wider := page.evaluate(WIDER):
            found[path] = wider
    assert found == {}


@pytest.mark.parametrize("width", [320, 360])
def test_no_private_page_scrolls_sideways(page, width):
    draft = begin("UI26", "hy")
    by = draft.created_by
    revs = dict(draft.answers.values_list("key", "rev"))
    answers = {key: (LONG, revs.get(key, 0)) for key in ("title", "problem")}
    saving.save_answers(draft, answers, by=by)
    letter = Question.objects.get(
        section__version=draft.form_version, key="council_letter"
    )
    uploading.attach_file(draft, letter, make.pdf(f"{LONG}.pdf"), by=by)
    be_signed_in(page, draft.created_by.email)
    page.set_viewport_size({"width": width, "height": 700})
    found = {}
    for tail in PRIVATE[1:]:
        page.goto(f"/hy/applications/{draft.reference}/{tail}")
        if wider := page.evaluate(WIDER):
            found[tail] = wider
    assert found == {}


@pytest.mark.parametrize("width", [320, 390, 960, 1280])
def test_a_long_word_of_a_heading_stays_whole(page, width):
    """Words of nineteen letters, in the headings that have them."""
    page.set_viewport_size({"width": width, "height": 700})
    for path, word in {
        "": "պարտավորություններն",
        "organisations/": "Կազմակերպություններ",
    }.items():
        page.goto(f"/hy/{path}")
        assert page.evaluate(LINES_OF, word) == 1


#: on how many lines a word of the first heading stands
LINES_OF = """(word) => {
  const text = document.querySelector("h1").firstChild;
  const range = document.createRange();
  const start = text.data.indexOf(word);
  range.setStart(text, start);
  range.setEnd(text, start + word.length);
  return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size;
}"""


# --- the map ------------------------------------------------------------------------------------

#: forty points of the outline that has the focus, as the screen has them
OUTLINE = """() => {
  const path = document.activeElement.querySelector("path");
  const matrix = path.getScreenCTM(), length = path.getTotalLength();
  return [...Array(40).keys()].map((n) => {
    const at = path.getPointAtLength((length * n) / 40).matrixTransform(matrix);
    return [at.x, at.y];
  });
}"""


def seen_of_the_ring(page):
    """The share of the outline in focus at which the colour of the focus can be seen."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    points = [(round(x), round(y)) for x, y in page.evaluate(OUTLINE)]
    return sum(
        any(
            is_blue(picture.getpixel((x + dx, y + dy)))
            for dx in range(-4, 5)
            for dy in range(-4, 5)
        )
        for x, y in points
    ) / len(points)


def is_blue(pixel):
    red, _green, blue = pixel
    return blue > red + 60


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_on_a_region_is_seen_all_around_it(page, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 1280, "height": 1400})
    page.goto("/hy/communities/map/")
    page.locator(".choices a").last.focus()
    seen = {}
    for _ in range(11):
        page.keyboard.press("Tab")
        name = page.evaluate("() => document.activeElement.textContent.trim()")
        seen[name.split("\n")[0]] = seen_of_the_ring(page)
    assert len(seen) == 11
    assert {name: share for name, share in seen.items() if share < 1} == {}
