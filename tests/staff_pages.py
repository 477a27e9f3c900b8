"""Every page that staff work on, below its language; by whom each is opened.

"list/ > selector" is the page to which that link of the list leads, and so on: a record of the
demonstration has no address that can be written here.
"""

ADMINISTRATOR, EDITOR, OFFICER, HEAD, REVIEWER = (
    f"{name}@portal.example"
    for name in ("admin", "editor", "officer", "head", "reviewer1")
)

RECORD = " > #result_list tbody a[href*='/change/']"
#: lists of the administration whose records are made and changed by hand
WRITTEN = [
    "calls/call/",
    "calls/form/",
    "calls/priority/",
    "communities/actionplan/",
    "communities/community/",
    "communities/country/",
    "communities/emissioninventory/",
    "communities/monitoringreport/",
    "communities/organisation/",
    "communities/programme/",
    "communities/publishedcount/",
    "communities/recognition/",
    "communities/region/",
    "evaluation/checklistline/",
    "content/banner/",
    "content/menulink/",
    "content/page/",
    "content/partner/",
    "content/picture/",
    "content/topic/",
    "library/category/",
    "library/course/",
    "library/lesson/",
    "library/question/",
    "library/resource/",
    "news/article/",
    "news/event/",
]
#: those that are only read, or changed and never added here
READ = [
    "account/emailaddress/",
    "accounts/user/",
    "applications/application/",
    "applications/statuschange/",
    "applications/version/",
    "calls/callrevision/",
    "calls/clarification/",
    "calls/deadlineextension/",
    "communities/edition/",
    "communities/importrun/",
    "communities/invitation/",
    "communities/partnersignatory/",
    "communities/profilechange/",
    "communities/reminder/",
    "communities/seat/",
    "content/checkedlink/",
    "content/moved/",
    "mailing/address/",
    "mailing/letter/",
    "mailing/subscription/",
    "news/digest/",
]
#: no record before its page is opened, or none that the demonstration makes
LISTS_ALONE = [
    "content/sitesettings/",
    "portal/homepage/",
]
PERSON = "main a[href*='/people/'][href*='-']:not([href*='communities'])"
COMMUNITY = "people/communities/gavar/"
CALL = "office/calls/urban-imaginaries-2026/"
FORM = "office/forms/urban-imaginaries/"

FILE = "office/ > main a[href*='/office/applications/']"
OF_A_FILE = ["extend", "versions/1"]
OF_A_PERSON = ["change", "remove"]
#: calls of the demonstration that are being evaluated, and that are decided
BEING, DECIDED = "urban-imaginaries-2024", "urban-imaginaries-2025"
#: steps of each lot in the office
STEPS = ("checks", "reviews", "ranking")
REVIEW_OF_A_FILE = " > main a[href*='/reviews/']:not([href$='/reviews/'])"
REVISIONS = "admin/editing/news.article/1/revisions/"

#: e-mail → pages
STAFF: dict[str, list[str]] = {
    EDITOR: [
        "admin/",
        "admin/news/",
        "admin/editing/bin/",
        "admin/editing/copies/00000000-0000-0000-0000-000000000001/preview/",
        REVISIONS,
        f"{REVISIONS} > main a[href*='/compare/']",
        "desk/calendar/",
        "desk/find/",
        "desk/find/?q=Գավառի",
        "desk/library/",
        "desk/manual/",
        "desk/manual/editor/",
        "desk/newsroom/",
        "desk/register/",
    ],
    OFFICER: [
        "office/",
        "office/changes/",
        "office/changes/ > main a[href*='/changes/']",
        "office/deadlines/",
        "office/deadlines/ > main a[href*='/deadlines/']",
        "office/questions/",
        "office/questions/ > main a[href*='/questions/']",
        "office/stuck/",
        CALL,
        "office/calls/portfolio-municipalities-2026/",
        f"{CALL}copy/",
        f"{CALL}lots/1/extend/",
        FILE,
        *(f"{FILE} > main a[href$='/{tail}/']" for tail in OF_A_FILE),
        FORM,
        f"{FORM}1/preview/",
        f"{FORM}2/discard/",
        f"{FORM}2/edit/",
        f"{FORM}2/publish/",
        *(f"office/calls/{BEING}/lots/2/{step}/" for step in STEPS),
        *(f"office/calls/{DECIDED}/lots/1/{step}/" for step in STEPS),
        f"office/calls/{BEING}/lots/1/reviews/plan/",
        f"office/calls/{BEING}/decisions/",
        "office/applications/UI24-L1-0001/check/",
        "office/applications/UI24-L1-0001/reviews/",
        "office/applications/UI24-L3-0001/check/",
        "office/applications/UI25-L1-0003/",
        "office/applications/UI25-L1-0005/check/",
        f"office/calls/{DECIDED}/lots/1/reviews/{REVIEW_OF_A_FILE}",
        "office/journals/",
        "office/reviewers/",
        "office/reviewers/ > main tbody th a",
        "people/",
        "people/communities/",
        COMMUNITY,
        "people/invite/?community=goris",
        "people/invite/several/",
        f"{COMMUNITY} > {PERSON}",
        *(
            f"{COMMUNITY} > {PERSON} > main a[href$='/{tail}/']"
            for tail in OF_A_PERSON
        ),
    ],
    HEAD: [
        f"office/calls/{DECIDED}/decisions/",
        f"office/calls/{DECIDED}/lots/1/rankings/1/",
    ],
    REVIEWER: [
        "reviews/",
        "reviews/UI24-L2-0001/",
        "reviews/UI24-L2-0001/history/",
    ],
    # to be declared
    "reviewer2@portal.example": ["reviews/UI24-L2-0001/"],
    ADMINISTRATOR: [
        "accounts/security/",
        "accounts/2fa/totp/activate/",
        "accounts/2fa/webauthn/add/",
        "accounts/security/second-factor/",
        "admin/",
        "admin/editing/pictures/descriptions/",
        "desk/changes/",
        "desk/health/",
        "gallery/",
        "people/",
        "people/invite/staff/",
        "people/requests/",
        "people/requests/ > main tbody th a",
        "people/requests/new/",
        "my-data/",
        f"people/?q=editor%40portal > {PERSON}",
        *(
            f"people/?q=editor%40portal > {PERSON} > main a[href$='/{tail}/']"
            for tail in ("deactivate", "role/give", "role/editor/take")
        ),
        *(f"admin/{path}" for path in WRITTEN + READ + LISTS_ALONE),
        *(f"admin/{path}{RECORD}" for path in WRITTEN + READ),
        *(f"admin/{path}add/" for path in WRITTEN),
        "admin/account/emailaddress/add/",
        "admin/communities/importrun/add/",
    ],
}


def address_of(page, start: str, path: str, known: dict[str, str]) -> str:
    """Where a path of these leads, below `start`, in a browser that is signed in; `known`
    remembers where the beginnings of paths led.
    """
    first, *selectors = path.split(" > ")
    address, gone = f"{start}{first}", f"{start}{first}"
    for selector in selectors:
        gone = f"{gone} > {selector}"
        if gone not in known:
            page.goto(address, wait_until="commit")
            link = page.locator(selector).first
            known[gone] = link.evaluate("link => link.href")
        address = known[gone]
    return address
