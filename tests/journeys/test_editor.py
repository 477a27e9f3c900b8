"""An editor's day, in Armenian: writing, preview, schedule, a refusal, a correction, a
colleague.
"""

import datetime as dt
import re

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from content import revisions
from content.models import Picture, WorkingCopy
from news.models import Article
from tests import make
from tests.journeys.looking import axe_findings
from tests.journeys.signing_in import be_signed_in, sign_in

pytestmark = pytest.mark.browser
ADDRESS = "/hy/news/gavari-energiayi-ory/"


def as_file(name, colour):
    return {
        "name": name,
        "mimeType": "image/jpeg",
        "buffer": make.jpeg(size=(900, 600), colour=colour).read(),
    }


def write(page):
    page.goto("/hy/admin/news/article/add/")
    page.fill("[name=title_hy]", "Գավառի էներգիայի օրը")
    page.fill("[name=title_en]", "The energy day of Gavar")
    page.fill("[name=lead_hy]", "Ինչ տեսան բնակիչները։")
    editors = page.locator(".ProseMirror[contenteditable=true]")
    expect(editors).to_have_count(2)  # they are made by a script
    hy, en = editors.all()
    hy.click()
    page.keyboard.type(
        "Դպրոցի բակում բնակիչները փորձեցին արևային ջրատաքացուցիչը։"
    )
    page.keyboard.press("Enter")
    page.locator(
        ".prose-menubar__button[title='Տեղադրել պատկերասրահն այստեղ']"
    ).first.click()
    en.click()
    page.keyboard.type("In the school yard people tried a solar heater.")


def open_library(page):
    """The dialog in which pictures of the gallery are chosen."""
    page.locator(".field-gallery").get_by_role(
        "button", name="Ընտրել նկարներ"
    ).click()
    return page.locator("dialog[open]")


def choose(page):
    """Two photographs, uploaded together into the gallery; nothing said yet of what they show."""
    dialog = open_library(page)
    dialog.locator("[data-files]").set_input_files(
        [as_file("bak.jpg", "teal"), as_file("jur.jpg", "orange")]
    )
    dialog.locator("[data-upload]").click()
    expect(page.locator(".field-gallery .chosen li")).to_have_count(2)
    expect(page.locator(".field-gallery .lacks")).to_have_count(2)


def look(page):
    """The preview follows the form, in both languages and two widths, without anything being
    saved.
    """
    expect(page.locator("[data-state]")).to_contain_text("պահպանվել է")
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Նախադիտում").click()
    preview = opened.value
    for width in (390, 1280):
        preview.locator(f"nav a[href='?width={width}']").click()
        for pane, title in (
            (0, "Գավառի էներգիայի օրը"),
            (1, "The energy day of Gavar"),
        ):
            frame = preview.locator(".pane iframe").nth(pane).content_frame
            expect(frame.locator("h1")).to_have_text(title)
    armenian, english = (
        preview.locator(".pane iframe").nth(pane).content_frame
        for pane in (0, 1)
    )
    expect(armenian.locator(".gallery__row li")).to_have_count(2)
    page.fill("[name=title_en]", "Gavar's energy day")
    expect(english.locator("h1")).to_have_text("Gavar's energy day")
    preview.close()
    assert Article.objects.filter(title_en__contains="energy day").count() == 0


def schedule(page, at):
    local = timezone.localtime(at)
    page.fill("[name=published_at_0]", f"{local:%d.%m.%Y}")
    page.fill("[name=published_at_1]", f"{local:%H:%M}")
    page.locator("[name=_save]").first.click()


def describe(page):
    for n, (hy, en) in enumerate(
        [("Դպրոցի բակը", "The school yard"), ("Ջրատաքացուցիչը", "The heater")]
    ):
        with page.expect_popup() as opened:
            page.locator(".field-gallery .chosen li").nth(n).get_by_role(
                "link"
            ).click()
        form = opened.value
        form.fill("[name=alt_hy]", hy)
        form.fill("[name=alt_en]", en)
        form.locator("[name=_save]").first.click()
        expect(form.locator(".notice--success")).to_be_visible()
        form.close()


def test_an_editors_day(page, new_context):
    sign_in(page, "hy", "editor@portal.example")
    write(page)
    choose(page)
    look(page)
    at = (timezone.now() + dt.timedelta(hours=2)).replace(
        second=0, microsecond=0
    )
    schedule(page, at)
    expect(
        page.locator(".errornote").first
    ).to_be_visible()  # refused: nothing says what the pictures show
    expect(page.locator(".errorlist.nonfield li")).to_have_count(4)
    expect(page.locator("[name=title_hy]")).to_have_value(
        "Գավառի էներգիայի օրը"
    )
    expect(page.locator(".field-gallery .chosen li")).to_have_count(2)
    assert Article.objects.filter(slug="gavari-energiayi-ory").count() == 0
    describe(page)
    page.locator("[name=_save]").first.click()
    expect(page.locator(".notice--success")).to_be_visible()
    article = Article.objects.get(slug="gavari-energiayi-ory")
    assert [picture.alt_en for picture in article.gallery()] == [
        "The school yard",
        "The heater",
    ]
    assert WorkingCopy.objects.exclude(payload="").count() == 0
    assert page.goto(ADDRESS).status == 404
    with time_machine.travel(at + dt.timedelta(minutes=1)):
        assert (
            page.goto(ADDRESS).status == 200
        )  # by the clock, with nobody's help
        expect(page.locator(".gallery__row img").first).to_have_attribute(
            "alt", "Դպրոցի բակը"
        )
        assert axe_findings(page) == []
        correct(page, article)
        meet(page, new_context, article)
        restore(page, article)


def correct(page, article):
    page.goto(f"/hy/admin/news/article/{article.pk}/change/")
    page.fill("[name=lead_hy]", "Ինչ տեսան Գավառի բնակիչները։")
    page.fill("[name=correction_hy]", "Օրը նոյեմբերի 20-ն էր։")
    page.fill("[name=corrected_on]", f"{timezone.localdate():%d.%m.%Y}")
    page.locator("[name=_save]").first.click()
    expect(page.locator(".notice--success")).to_be_visible()
    page.goto(ADDRESS)
    expect(page.locator("#correction").locator("xpath=..")).to_contain_text(
        "Օրը նոյեմբերի 20-ն էր։"
    )


def meet(page, new_context, article):
    """A second editor has the page open, saves, and loses nothing; nor does the first."""
    other = new_context().new_page()
    be_signed_in(other, "officer@portal.example")
    change = f"/hy/admin/news/article/{article.pk}/change/"
    other.goto(change)
    other.fill("[name=title_hy]", "Էներգիայի օրը Գավառում")
    other.fill("[name=lead_hy]", "Պատասխանատուի ներածականը։")
    expect(other.locator("[data-state]")).to_contain_text("պահպանվել է")
    page.goto(change)
    expect(page.locator("#editing")).to_contain_text("Ծրագրի պատասխանատու")
    page.fill("[name=lead_hy]", "Խմբագրի ներածականը։")
    page.locator("[name=_save]").first.click()
    expect(page.locator(".notice--success")).to_be_visible()
    other.locator("[name=_save]").first.click()
    expect(other.locator(".errorlist.nonfield")).to_contain_text("Խմբագիր")
    expect(other.locator("[name=lead_hy]")).to_have_value(
        "Պատասխանատուի ներածականը։"
    )
    expect(other.locator(".field-lead_hy .errorlist")).to_contain_text(
        "Խմբագրի ներածականը։"
    )
    other.locator("[name=_save]").first.click()
    expect(other.locator(".notice--success")).to_be_visible()
    article.refresh_from_db()
    assert (article.title_hy, article.lead_hy) == (
        "Էներգիայի օրը Գավառում",
        "Պատասխանատուի ներածականը։",
    )
    kept = [
        r.content["fields"]["lead_hy"] for r in revisions.revisions_of(article)
    ]
    assert kept[:2] == ["Պատասխանատուի ներածականը։", "Խմբագրի ներածականը։"]


def restore(page, article):
    page.goto(f"/hy/admin/news/article/{article.pk}/history/")
    expect(page.locator(".revisions tbody tr")).to_have_count(4)
    page.locator(".revisions th a").nth(1).click()
    expect(page.locator(".difference ins").first).to_be_visible()
    page.get_by_role("button", name=re.compile("Վերականգնել")).click()
    expect(page.locator(".notice--success")).to_be_visible()
    page.goto(ADDRESS)
    expect(page.locator(".article__lead")).to_have_text("Խմբագրի ներածականը։")


def test_an_ended_session_loses_no_word(page, context):
    be_signed_in(page, "editor@portal.example")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.goto(
            "/hy/admin/news/article/add/"
        )  # the form has told that it is open
    context.clear_cookies(name="sessionid")
    page.fill("[name=title_hy]", "Գրված առանց նստաշրջանի")
    again = page.locator("[data-state]").get_by_role("link")
    with page.expect_popup() as opened:
        again.click()
    page.goto(
        "about:blank"
    )  # no form is left that could send the words by itself
    popup = opened.value
    popup.fill("[name=login]", "editor@portal.example")
    popup.fill("[name=password]", settings.DEMO_PASSWORD)
    popup.locator("main button[type=submit]").click()
    expect(popup.locator(".account-menu")).to_be_visible()
    page.goto("/hy/admin/news/article/add/")
    page.locator("[data-kept] button").click()
    expect(page.locator("[name=title_hy]")).to_have_value(
        "Գրված առանց նստաշրջանի"
    )


@pytest.mark.parametrize("leave", ["a", "reload"])
def test_what_is_typed_just_before_leaving_is_offered_again(page, leave):
    be_signed_in(page, "editor@portal.example")
    article = Article.objects.order_by("pk")[0]
    address = f"/hy/admin/news/article/{article.pk}/change/"
    page.goto(address)
    page.locator("[name=title_en]").press_sequentially(" and more")
    typed = page.locator("[name=title_en]").input_value()
    if leave == "a":
        page.locator(".crumbs a").first.click()
        page.goto(address)
    else:
        page.reload()
    page.locator("[data-kept] button").click()
    expect(page.locator("[name=title_en]")).to_have_value(typed)


def test_an_upload_without_a_network_says_so(page, context):
    be_signed_in(page, "editor@portal.example")
    page.goto("/hy/admin/news/article/add/")
    dialog = open_library(page)
    dialog.locator("[data-files]").set_input_files(as_file("bak.jpg", "teal"))
    context.set_offline(True)
    dialog.locator("[data-upload]").click()
    expect(dialog.locator("[data-error]")).to_contain_text(
        "Ցանցը չի պատասխանում"
    )
    context.set_offline(False)
    dialog.locator("[data-upload]").click()
    expect(page.locator(".field-gallery .chosen li")).to_have_count(1)


def test_a_picture_of_the_library_gets_its_focal_point_by_a_click(page):
    be_signed_in(page, "editor@portal.example")
    picture = Picture.objects.get(name="lake.jpg")
    page.goto(f"/hy/admin/content/picture/{picture.pk}/change/")
    box = page.locator("[data-focal]").bounding_box()
    page.mouse.click(
        box["x"] + box["width"] * 0.9, box["y"] + box["height"] * 0.1
    )
    page.locator("[name=_save]").first.click()
    expect(page.locator(".notice--success")).to_be_visible()
    picture.refresh_from_db()
    assert (abs(picture.focal_x - 90) <= 1, abs(picture.focal_y - 10) <= 1) == (
        True,
        True,
    )


def test_pictures_sent_together_are_described_one_by_one(page):
    be_signed_in(page, "editor@portal.example")
    page.goto("/hy/admin/news/article/add/")
    dialog = open_library(page)
    dialog.locator("[data-alt-hy]").fill("Բակը")
    dialog.locator("[data-credit]").fill("Անի")
    dialog.locator("[data-files]").set_input_files(
        [as_file("bak.jpg", "teal"), as_file("jur.jpg", "orange")]
    )
    groups = dialog.locator("fieldset fieldset")
    expect(groups.locator("legend")).to_have_text(["bak.jpg", "jur.jpg"])
    expect(dialog.locator("[data-alt-hy]:visible")).to_have_count(2)
    expect(groups.first.locator("[data-alt-hy]")).to_have_value("Բակը")
    groups.first.locator("[data-alt-en]").fill("The yard")
    groups.last.locator("[data-alt-hy]").fill("Ջուրը")
    groups.last.locator("[data-alt-en]").fill("The water")
    dialog.locator("[data-upload]").click()
    expect(page.locator(".field-gallery .chosen li")).to_have_count(2)
    expect(page.locator(".field-gallery .lacks")).to_have_count(0)
    pictures = Picture.objects.filter(name__in=["bak.jpg", "jur.jpg"])
    assert set(pictures.values_list("alt_hy", "alt_en", "credit")) == {
        ("Բակը", "The yard", "Անի"),
        ("Ջուրը", "The water", "Անի"),
    }


def test_a_picture_that_is_chosen_keeps_what_is_typed_of_it(page):
    be_signed_in(page, "editor@portal.example")
    picture = Picture.objects.get(name="town.jpg")
    Picture.objects.filter(pk=picture.pk).update(alt_en="", credit="")
    page.goto("/hy/admin/news/article/add/")
    dialog = open_library(page)
    dialog.locator("[data-alt-en]").fill("The town")
    dialog.locator("[data-credit]").fill("Անի")
    dialog.locator(f"[data-grid] button[title='{picture.name}']").click()
    expect(page.locator(".field-gallery .chosen li")).to_have_count(1)
    picture.refresh_from_db()
    assert (picture.alt_en, picture.credit) == ("The town", "Անի")


def test_a_form_with_pictures_works_without_scripts(browser, demo):
    context = browser.new_context(base_url=demo, java_script_enabled=False)
    page = context.new_page()
    be_signed_in(page, "editor@portal.example")
    picture = Picture.objects.get(name="town.jpg")
    page.goto("/hy/admin/news/article/add/")
    page.fill("[name=title_hy]", "Առանց սկրիպտի")
    page.fill("[name=body_hy]", "<p>Տեքստ</p>")
    page.fill("[name=gallery]", str(picture.uid))
    page.locator("[name=_publish]").click()
    expect(page.locator(".address")).to_contain_text("arants-skripti")
    page.goto("/hy/news/arants-skripti/")
    expect(page.locator(".gallery__row img")).to_have_count(1)
    context.close()
