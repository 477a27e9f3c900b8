"""The pages that say who runs the portal and what it does with what it is told."""

import pytest
from django.core.management import call_command
from django.test import override_settings

from portal.trust import views
from portal.trust.retention import retention_periods
from tests import make

pytestmark = pytest.mark.django_db
PAGES = ("accessibility", "privacy", "imprint", "contact", "site-map")


@pytest.mark.parametrize("language", ["hy", "en"])
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("is_written", [True, False])
def test_a_page_is_there_whether_staff_wrote_on_it_or_not(
    client, language, page, is_written
):
    if is_written:
        call_command("load_pages")
    assert client.get(f"/{language}/{page}/").status_code == 200


@override_settings(
    PUBLISHER={"hy": "Հիմնադրամ", "en": "Foundation"},
    CONTACT_PHONE="+374 10 000000",
    CONTACT_ADDRESS={"hy": "Երևան", "en": "Yerevan"},
)
@pytest.mark.parametrize(
    ("language", "who", "where"),
    [("hy", "Հիմնադրամ", "Երևան"), ("en", "Foundation", "Yerevan")],
)
@pytest.mark.parametrize("page", ["contact", "imprint", "privacy"])
def test_who_runs_it_is_told_as_the_installation_says(
    client, page, language, who, where
):
    text = client.get(f"/{language}/{page}/").content.decode()
    assert (who in text, where in text) == (True, True)
    assert 'href="tel:+37410000000"' in text


def test_nothing_is_made_up_where_the_installation_says_nothing(client):
    text = client.get("/hy/imprint/").content.decode()
    assert "tel:" not in text


def test_periods_are_those_of_the_rules(client, settings):
    settings.RETENTION_DAYS = {**settings.RETENTION_DAYS, "letters": 83}
    assert 83 in [period.days for period in retention_periods()]
    assert "83 օր" in client.get("/hy/privacy/").content.decode()


@pytest.mark.parametrize("language", ["hy", "en"])
def test_known_faults_are_told_in_both_languages(client, language):
    text = client.get(f"/{language}/accessibility/").content.decode()
    for fault in views._accessibility_facts()["faults"]:
        assert fault[language] in text


def test_the_site_map_names_what_there_is(client):
    programme = make.programme(slug="covenant-of-mayors")
    call = make.lot(make.call(slug="c")).call
    draft = make.call(slug="d", status="draft")
    text = client.get("/hy/site-map/").content.decode()
    assert f'href="{programme.get_absolute_url()}"' in text
    assert f'href="{call.get_absolute_url()}"' in text
    assert f'href="{draft.get_absolute_url()}"' not in text


def test_security_reports_go_where_messages_go(client, settings):
    settings.CONTACT_EMAIL = "office@test.example"
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:office@test.example" in text
