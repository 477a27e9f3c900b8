"""The days of those who run the portal, with every press counted: a press officer, an officer, an
administrator. Typing and the Tab key are free.
"""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from applications.office import inquiries
from calls.models import Call
from content.models import Banner
from news.models import Article, Event
from portal.demo import many, submissions
from tests import make
from tests.journeys.hands import Hands
from tests.journeys.looking import findings_here
from tests.journeys.signing_in import be_signed_in
from tests.journeys.test_people import invite_first_person
from tests.staff_pages import ADMINISTRATOR, EDITOR, OFFICER

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("width", [1280, 768]),
    pytest.mark.parametrize("language", ["hy", "en"]),
]
PICTURE = {
    "name": "bak.jpg",
    "mimeType": "image/jpeg",
    "buffer": make.jpeg(size=(900, 600)).read(),
}
TITLES = {"hy": "Գավառի արևի օրը", "en": "The day of the sun in Gavar"}


@pytest.fixture
def at(page, language, width):
    """Signed in as someone, at a page: (hands, nothing found wrong on the page that is open)."""

    def open_at(email, path):
        page.set_viewport_size({"width": width, "height": 900})
        be_signed_in(page, email)
        page.goto(f"/{language}/{path}")
        assert findings_here(page) == []
        return Hands(page)

    return open_at


def saved(page):
    expect(page.locator(".notice--success").first).to_be_visible()
    assert findings_here(page) == []


def write(page, hands):
    hands.click(page.locator("[name=title_hy]"))
    page.keyboard.type(TITLES["hy"])
    page.keyboard.press("Tab")
    page.keyboard.type(TITLES["en"])
    editors = page.locator(".ProseMirror[contenteditable=true]")
    expect(editors).to_have_count(2)
    for editor, words in zip(editors.all(), ("Արև։", "The sun."), strict=True):
        hands.click(editor)
        page.keyboard.type(words)


def choose_lead_picture(page, hands):
    hands.click(page.locator(".field-lead_picture button").first)
    dialog = page.locator("dialog[open]")
    hands.choose_file(dialog.locator("[data-files]"), PICTURE)
    dialog.locator("[data-alt-hy]").fill("Դպրոցի բակը")
    dialog.locator("[data-alt-en]").fill("The school yard")
    assert findings_here(page) == []
    hands.click(dialog.locator("[data-upload]"))
    expect(page.locator(".field-lead_picture .chosen li")).to_have_count(1)


def test_an_article_is_published_in_ten_clicks(page, at, language, width):
    hands = at(EDITOR, "desk/newsroom/")
    hands.click(page.locator("main a[href$='/news/article/add/']"))
    assert findings_here(page) == []
    write(page, hands)
    choose_lead_picture(page, hands)
    hands.click(page.locator("[name=_publish]"))
    expect(page.locator(".address").first).to_be_visible()
    assert findings_here(page) == []
    assert hands.clicks <= 10
    article = Article.objects.get(title_hy=TITLES["hy"])
    for code, title in TITLES.items():
        page.goto(f"/{code}/news/{article.slug}/")
        expect(page.locator("h1")).to_have_text(title)
        expect(page.locator("main img").first).to_be_visible()


def test_a_slip_seen_on_the_page_is_mended_in_four_clicks(
    page, at, language, width
):
    article = Article.objects.get(slug="third-phase-begins")
    hands = at(EDITOR, f"news/{article.slug}/")
    hands.click(page.locator(".edit-link a"))
    assert findings_here(page) == []
    hands.click(page.locator(f"[name=title_{language}]"))
    page.keyboard.press("End")
    page.keyboard.type("!")
    hands.click(page.locator("[name=_save]"))
    saved(page)
    assert hands.clicks <= 4
    page.goto(f"/{language}/news/{article.slug}/")
    expect(page.locator("h1")).to_contain_text("!")


def test_an_event_is_moved_in_four_clicks(page, at, language, width):
    event = Event.objects.filter(
        starts_at__gt=timezone.now(), is_cancelled=False
    ).earliest("starts_at")
    was = event.starts_at
    hands = at(EDITOR, "desk/calendar/")
    hands.click(page.locator("a[href$='#id_starts_at_0']").first)
    assert findings_here(page) == []
    day = timezone.localtime(was) + dt.timedelta(days=2)
    hands.click(page.locator("[name=starts_at_0]"))
    for name in ("starts_at_0", "ends_at_0"):
        if page.locator(f"[name={name}]").input_value():
            page.fill(f"[name={name}]", f"{day:%d.%m.%Y}")
    hands.click(page.locator("[name=_save]"))
    saved(page)
    assert hands.clicks <= 4
    event.refresh_from_db()
    assert (event.starts_at, event.moved_from) == (
        was + dt.timedelta(days=2),
        was,
    )


def test_one_of_a_thousand_is_found_in_two_clicks(page, at, language, width):
    many.build(1000)
    wanted = make.article(
        slug="reservoir",
        title_hy="Ջրամբարի վերանորոգում Սիսիանում",
        title_en="Repairing reservoirs near Sisian",
    )
    hands = at(EDITOR, "desk/newsroom/")
    hands.click(page.locator("#find"))
    page.keyboard.type({"hy": "ջրամբարները", "en": "reservoir"}[language])
    page.keyboard.press("Enter")
    found = page.locator(f"main a[href$='/article/{wanted.pk}/change/']")
    expect(found).to_be_visible()
    assert findings_here(page) == []
    hands.click(found)
    expect(page.locator("[name=title_hy]")).to_have_value(wanted.title_hy)
    assert hands.clicks <= 2


def test_an_officers_day(page, at, language, width):
    submissions.build()
    ask_something()
    hands = at(OFFICER, "office/")
    answer(page, hands)
    hands.clicks = 0
    page.goto(f"/{language}/office/")
    hands.click(
        page.locator("main a[href$='/calls/urban-imaginaries-2026/']").first
    )
    assert findings_here(page) == []
    hands.click(page.locator("main a[href$='/lots/1/extend/']"))
    expect(page.locator("main [name^=closes_at]").first).to_be_visible()
    assert findings_here(page) == []
    assert hands.clicks == 2
    page.goto(f"/{language}/office/")
    hands.click(page.locator("#latest ~ * a[href*='/applications/']").first)
    expect(page.locator("main h1")).to_be_visible()
    assert findings_here(page) == []
    assert hands.clicks == 3


def ask_something():
    inquiry = inquiries.ask_as_guest(
        Call.objects.get(code="UI26"),
        "Ո՞վ է ստորագրում",
        email="guest@gavar.example",
        language="hy",
    )
    inquiries.confirm_question(inquiry)


def answer(page, hands):
    hands.click(page.locator("main a[href$='/office/questions/']"))
    assert findings_here(page) == []
    hands.click(page.locator("main a[href*='/office/questions/']").first)
    assert findings_here(page) == []
    hands.click(page.locator("[name=answer]"))
    page.keyboard.type("Համայնքի ղեկավարը։")
    hands.click(page.locator("main button[type=submit]"))
    saved(page)
    assert hands.clicks <= 4


def test_an_administrators_first_hour(page, at, language, width):
    hands = at(ADMINISTRATOR, "admin/")
    write_test_letter(page, hands)
    save_contacts(page, hands)
    make_banner(page, hands)
    hands.go("/people/")
    invite_first_person(page, hands, language)
    look_back(page, hands)
    # a tablet's navigation opens with one press more, five times
    assert hands.clicks <= (25 if width == 1280 else 32)
    page.goto(f"/{language}/")
    expect(page.locator(".banner").first).to_contain_text(
        {"hy": "Հունվարի 6-ին փակ ենք։", "en": "Closed on 6 January."}[language]
    )


def write_test_letter(page, hands):
    hands.go("/desk/health/")
    assert findings_here(page) == []
    hands.click(page.locator("form[action$='/health/mail/'] button"))
    saved(page)


def save_contacts(page, hands):
    hands.go("/content/sitesettings/")
    assert findings_here(page) == []
    page.fill("[name=contact_phone]", "+374 10 000000")
    hands.click(page.locator("[name=_save]").first)
    saved(page)


def make_banner(page, hands):
    hands.go("/content/banner/")
    hands.click(page.locator(".addlink"))
    assert findings_here(page) == []
    page.fill("[name=text_hy]", "Հունվարի 6-ին փակ ենք։")
    page.fill("[name=text_en]", "Closed on 6 January.")
    hands.click(page.locator("[name=_save]").first)
    saved(page)
    assert Banner.objects.count() == 1


def look_back(page, hands):
    hands.go("/desk/changes/", of="/desk/health/")
    expect(page.locator("main tbody")).to_contain_text("+374 10 000000")
    expect(page.locator("main tbody")).to_contain_text("Closed on 6 January.")
    assert findings_here(page) == []
