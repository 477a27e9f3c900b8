"""Every page that staff work on, in both languages, themes and sizes: nothing wider than the
screen, no word cut off, no target too small, no word on the console, no finding of axe.
"""

import pytest
from django.contrib import admin
from django.urls import resolve

from portal.demo import submissions
from tests.journeys.looking import findings_here
from tests.journeys.signing_in import be_signed_in
from tests.staff_pages import LISTS_ALONE, READ, STAFF, WRITTEN, address_of
from tests.staff_world import furnish
from tests.test_access import KINDS, rows

pytestmark = pytest.mark.browser
VIEWS = {"hy": (1280, "light"), "en": (768, "dark")}
#: of so many shares each is a test, so that the workers of a run share them; each furnishes anew
SHARES = 2
STAFF_KINDS = KINDS[KINDS.index("staff_editor") :]


@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("language", ["hy", "en"])
def test_staff_pages_have_no_finding(page, demo, language, share):
    submissions.build()
    furnish()
    width, scheme = VIEWS[language]
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    said, found = [], {}
    page.on("console", lambda line: said.append((line.type, line.text)))
    for email, paths in STAFF.items():
        be_signed_in(page, email)
        known: dict[str, str] = {}
        for path in paths[share::SHARES]:
            address = address_of(page, f"/{language}/", path, known)
            said.clear()
            answer = page.goto(address)
            findings = findings_here(page) + [
                text for kind, text in said if kind in ("error", "warning")
            ]
            if answer.status != 200 or findings:
                found[path] = [answer.status, *findings]
    assert found == {}


def test_every_record_of_the_administration_is_looked_at():
    registered = {
        f"{model._meta.app_label}/{model._meta.model_name}/"
        for model in admin.site._registry
    }
    assert registered == {*WRITTEN, *READ, *LISTS_ALONE}


#: pages that the walk comes to by a link, and what is no page
BY_A_LINK = {
    "admin:(?P<url>.*)$",
    "admin:<path:object_id>/",
    "admin:jsi18n",
    "applications:file",
    "applications:receipt",
    "applications:version",
    "applications:versions",
    "applications:whole",
    "applications:compare",
    "audit:table",
    "communities:change",
    "evaluation:office_review",
    "evaluation:reviewer",
    "editing:compare",
    "editing:pictures",
    "office:answer",
    "office:extend_one",
    "office:reminder",
    "people:change_seat",
    "people:deactivate",
    "people:give_role",
    "people:person",
    "people:remove_seat",
    "people:take_role",
    "people:template",
    "privacy:request",
}
#: of a decision: the community's own page, papers, and what is prepared and not published
NO_PAGE_OF_STAFF = {
    "evaluation:change_decision",
    "evaluation:decision",
    "evaluation:file_paper",
    "evaluation:journal_of_month",
    "evaluation:letter",
    "evaluation:minutes",
    "evaluation:prepared_letter",
    "reviews:file",
}
#: an export being made, a sealed lot, an application past its deadline, a person without access, a
#: lost device: none in this world
NOT_IN_THE_WORLD = {
    "office:ask_completion",
    "accounts:reset_second_factor",
    "office:export",
    "office:open_lot",
    "people:activate",
}


def test_every_address_of_the_staff_is_looked_at():
    opened = {
        resolve(f"/hy/{path.partition('?')[0]}").view_name
        for paths in STAFF.values()
        for path in paths
        if " > " not in path
    }
    asked = {
        name
        for name, method, _path, statuses in rows()
        if method == "GET"
        and statuses["member"] != 200
        and 200 in [statuses[kind] for kind in STAFF_KINDS]
    }
    assert asked - opened == (BY_A_LINK | NOT_IN_THE_WORLD | NO_PAGE_OF_STAFF)
