"""Every page of the journey, in both languages: nothing serious for axe, nothing wider than the
screen.
"""

import json

import pytest
from axe_playwright_python.sync_playwright import DEFAULT_OPTIONS, Axe

from accounts.models import User
from applications.drafts import saving, starting
from applications.models import Application, Inquiry
from applications.office import inquiries
from applications.submissions import lifecycle
from calls.models import Call, Lot
from tests.journeys.signing_in import be_signed_in

pytestmark = pytest.mark.browser

PUBLIC = [
    "",
    "news/",
    "news/minsk-workshop-2020/",
    "news/2025/8/",
    "events/",
    "events/information-session/",
    "calls/",
    "calls/urban-imaginaries-2026/",
    "calls/m4eg-pioneer-2017/",
    "communities/",
    "communities/gavar/",
    "communities/akhtala/",
    "programmes/urban-transformation/",
    "organisations/",
    "faq/",
    "about/",
    "verify/",
    "accounts/login/",
    "nothing-here/",
    "events/minsk-workshop/",
    "events/portfolio-training/",
    "events/club-meeting/",
    "news/what-urban-transformation-gives/",
    "search/?q=Գավառի",
    "search/?q=վանձոր",
    "library/",
    "library/covenant-calendar/",
    "learning/",
    "learning/covenant-steps/",
    "learning/covenant-steps/baseline-inventory/",
    "newsletter/",
    "newsletter/asked/",
    "calls/portfolio-municipalities-2026/",
    "calls/follow/",
    "calls/follow/asked/",
    "calls/urban-imaginaries-2026/lots/1/form/",
    "calls/portfolio-municipalities-2026/lots/1/form/",
    "applications/may-we/urban-imaginaries-2026/1/?community=gavar",
    "applications/may-we/urban-imaginaries-2026/1/?community=goris",
]
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


AXE = Axe()
LOOK = f"axe.run({json.dumps(DEFAULT_OPTIONS)})"
SETTLED = "() => Promise.allSettled(document.getAnimations().map(change => change.finished))"


def findings(page):
    """What axe calls serious or critical, and whether the page is wider than the screen."""
    if page.evaluate("() => typeof axe") == "undefined":
        page.evaluate(AXE.axe_script)
    bad = [
        v
        for v in page.evaluate(LOOK)["violations"]
        if v["impact"] in ("serious", "critical")
    ]
    said = [(v["id"], [node["target"] for node in v["nodes"]][:3]) for v in bad]
    is_wide = page.evaluate(
        "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    return said + ([("wider than the screen", [])] if is_wide else [])


#: Armenian words are the longer ones: both sizes; English: the small one in the other theme
VIEWS = {"hy": [("light", 1280), ("dark", 390)], "en": [("light", 390)]}


def look(page, addresses):
    """What is found on pages of one language, each loaded once and turned to every view."""
    views, found = VIEWS[addresses[0][1:3]], {}
    for address in addresses:
        page.goto(address)
        found |= look_around(page, address, views)
    return found


def look_around(page, address, views):
    """The findings of the page that is open, by theme and width."""
    found = {}
    for scheme, width in views:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(SETTLED)
        if said := findings(page):
            found[f"{address} {scheme} {width}"] = said
    return found


@pytest.mark.parametrize("language", ["hy", "en"])
def test_public_pages_have_no_serious_finding(page, language):
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
def test_private_pages_have_no_serious_finding(page, language):
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
def test_pages_after_submission_have_no_serious_finding(page, language):
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
def test_office_admin_and_gallery_have_no_serious_finding(page, language):
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
