"""Every page of the journey, in both languages: nothing serious for axe, nothing wider than the screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from applications import drafting
from applications.models import Application
from calls.models import Lot
from communities.models import Community
from portal.models import User
from tests.journeys.test_apply import sign_in

pytestmark = pytest.mark.browser

PUBLIC = [
    "", "news/", "news/minsk-workshop-2020/", "news/2025/8/", "events/", "events/information-session/",
    "calls/", "calls/urban-imaginaries-2026/", "calls/m4eg-pioneer-2017/", "communities/",
    "communities/gavar/", "communities/akhtala/", "programmes/urban-transformation/", "organisations/",
    "faq/", "about/", "verify/", "accounts/login/", "nothing-here/", "events/minsk-workshop/",
    "events/portfolio-training/", "events/club-meeting/", "news/what-urban-transformation-gives/",
    "search/?q=Գավառի", "search/?q=վանձոր", "library/", "library/covenant-calendar/", "learning/",
    "learning/covenant-steps/", "learning/covenant-steps/baseline-inventory/", "newsletter/",
    "newsletter/asked/",
]  # fmt: skip
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


def findings(page):
    """What axe calls serious or critical, and whether the page is wider than the screen."""
    bad = [v for v in Axe().run(page).response["violations"] if v["impact"] in ("serious", "critical")]
    said = [(v["id"], [node["target"] for node in v["nodes"]][:3]) for v in bad]
    is_wide = page.evaluate(
        "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    return said + ([("wider than the screen", [])] if is_wide else [])


#: Armenian words are the longer ones: both sizes; English: the small one in the other theme
VIEWS = {"hy": [("light", 1280), ("dark", 390)], "en": [("light", 390)]}


def look(page, addresses):
    found = {}
    for scheme, width in VIEWS[addresses[0][1:3]]:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        for address in addresses:
            page.goto(address)
            if said := findings(page):
                found[f"{address} {scheme} {width}"] = said
    return found


@pytest.mark.parametrize("language", ["hy", "en"])
def test_public_pages_have_no_serious_finding(page, language):
    assert look(page, [f"/{language}/{path}" for path in PUBLIC]) == {}


@pytest.mark.parametrize("language", ["hy", "en"])
def test_private_pages_have_no_serious_finding(page, language):
    gavar = Community.objects.get(slug="gavar")
    person = User.objects.get(email="submitter@gavar.example")
    lot = Lot.objects.get(call__code="UI26", number=1)
    draft = drafting.start(lot, gavar, by=person, language=language)
    sign_in(page, language, person.email)
    start = f"/{language}/applications/"
    paths = [f"/{language}/workspace/", f"{start}start/urban-imaginaries-2026/3/"]
    assert look(page, paths + [f"{start}{draft.reference}/{tail}" for tail in PRIVATE]) == {}
    assert Application.objects.count() == 1


@pytest.mark.parametrize("language", ["hy", "en"])
def test_office_admin_and_gallery_have_no_serious_finding(page, language):
    sign_in(page, language, "admin@portal.example")
    paths = ["office/", "office/calls/urban-imaginaries-2026/", "gallery/"]
    assert look(page, [f"/{language}/{path}" for path in paths]) == {}
