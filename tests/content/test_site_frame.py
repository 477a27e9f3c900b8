import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from lxml import html

from content.models import Banner, MenuLink, Partner, SiteSettings
from content.site_frame import site_frame
from core.web.site import contact_email, site_facts, site_sender
from mailing import outbox
from tests import make

pytestmark = pytest.mark.django_db


def links_of_the_foot(client, language="hy"):
    page = html.fromstring(client.get(f"/{language}/news/").content)
    return [
        (link.get("href"), link.text_content().strip())
        for link in page.find_class("foot__links")[0].iter("a")
    ]


def test_the_frame_is_read_in_four_statements(client):
    make.article()
    with CaptureQueriesContext(site_connection()) as seen:
        site_frame()
    assert len(seen) == 4


def site_connection():
    return transaction.get_connection()


@pytest.mark.parametrize(
    ("language", "name"), [("hy", "Մեր կայքը"), ("en", "Our site")]
)
def test_the_name_stands_in_titles_and_letters(client, language, name):
    SiteSettings.objects.create(name_hy="Մեր կայքը", name_en="Our site")
    page = html.fromstring(client.get(f"/{language}/news/").content)
    assert page.findtext(".//title").strip().endswith(name)
    with translation.override(language):
        assert site_facts().name == name


def test_without_settings_the_installation_says_it(client, settings):
    settings.CONTACT_EMAIL = "office@test.example"
    assert contact_email() == "office@test.example"
    SiteSettings.objects.create(contact_email="press@test.example")
    assert contact_email() == "press@test.example"


def test_letters_come_from_the_name_that_was_chosen(mailoutbox, settings):
    settings.DEFAULT_FROM_EMAIL = "portal@test.example"
    SiteSettings.objects.create(sender_hy="Դաշնագիր", sender_en="Covenant")
    letter = outbox.queue_letter("mail_test", to=make.user(language="en"))
    outbox.send_letter(letter.pk)
    assert mailoutbox[0].from_email == "Covenant <portal@test.example>"
    with translation.override("fr"):
        assert "portal@test.example" in site_sender()


def test_there_is_one_row_of_settings():
    SiteSettings.objects.create()
    with pytest.raises(IntegrityError), transaction.atomic():
        SiteSettings.objects.bulk_create([SiteSettings(id=2)])


def banners_of(client, language):
    page = html.fromstring(client.get(f"/{language}/news/").content)
    return [
        banner.text_content().strip() for banner in page.find_class("banner")
    ]


def test_a_banner_stands_in_the_languages_of_its_text(client):
    Banner.objects.create(text_hy="Կայքը կդադարի", text_en="")
    assert banners_of(client, "hy") == ["Կայքը կդադարի"]
    assert banners_of(client, "en") == []


def test_a_banner_stands_while_it_is_its_time(client):
    now, hour = timezone.now(), dt.timedelta(hours=1)
    Banner.objects.create(text_hy="Վաղը", shown_from=now + hour)
    Banner.objects.create(text_hy="Երեկ", shown_until=now - hour)
    Banner.objects.create(
        text_hy="Այսօր", shown_from=now - hour, shown_until=now + hour
    )
    assert banners_of(client, "hy") == ["Այսօր"]


def test_a_banner_ends_after_it_begins():
    now = timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        Banner.objects.create(text_hy="Ա", shown_from=now, shown_until=now)


def test_a_page_enters_a_menu_and_leaves_it_with_its_withdrawal(client):
    page = make.page(title_hy="Դրամաշնորհներ", slug="grants")
    MenuLink.objects.create(page=page, place="foot")
    assert ("/hy/grants/", "Դրամաշնորհներ") in links_of_the_foot(client)
    page.withdrawn_at = timezone.now()
    page.save()
    assert ("/hy/grants/", "Դրամաշնորհներ") not in links_of_the_foot(client)


def test_a_menu_link_leads_to_one_place():
    page = make.page()
    for target in ({}, {"page": page, "address": "/hy/news/"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            MenuLink.objects.create(**target)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//evil.example", "data:text/html,x"]
)
def test_a_link_runs_nothing(address):
    link = MenuLink(address=address, label_hy="Ա")
    with pytest.raises(ValidationError):
        link.full_clean()


@pytest.mark.parametrize("count", [1, 3])
def test_partners_stand_at_the_foot(client, count):
    for number in range(count):
        Partner.objects.create(
            name_hy=f"Գործընկեր {number}", website="https://p.example/"
        )
    page = html.fromstring(client.get("/hy/news/").content)
    (foot,) = page.find_class("foot-partners")
    assert len(foot.findall("li")) == count


def test_two_administrators_on_the_settings_lose_no_word(client):
    """The page keeps revisions, as every text does: the second one sees both."""
    client.force_login(make.staff("administrator"))
    answer = client.get("/hy/admin/content/sitesettings/", follow=True)
    address = answer.redirect_chain[-1][0]
    first = {"name_hy": "Առաջին", "_seen": "0"}
    assert client.post(address, first).status_code == 302
    client.force_login(make.staff("administrator"))
    second = client.post(address, {"name_hy": "Երկրորդ", "_seen": "0"})
    assert second.status_code == 200
    assert saved(SiteSettings).name_hy == "Առաջին"
    assert "Երկրորդ" in second.content.decode()


def saved(model: type[Model]):
    return model._default_manager.get()
