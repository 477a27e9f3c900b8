"""The side navigation: what staff do, by task; what a municipality does."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.navigation import Reader, Section, Task, has_any_of
from accounts.roles import OFFICE


def _a_reviewer(user: Reader) -> bool:
    return not user.is_superuser and user.has_perm("evaluation.write_reviews")


def _of_a_municipality(user: Reader) -> bool:
    """Also who only reads so far; not who has nothing here but reviews."""
    if user.is_staff or not isinstance(user, User):
        return not user.is_staff
    return not _a_reviewer(user) or user.seats.exists()


def _of_the_staff(user: Reader) -> bool:
    return user.is_staff


def _an_administrator(user: Reader) -> bool:
    return user.is_superuser


def _an_officer(user: Reader) -> bool:
    return has_any_of(OFFICE)(user) and not user.is_superuser


def _an_editor(user: Reader) -> bool:
    return has_any_of("news.change_article")(user) and not has_any_of(OFFICE)(
        user
    )


WORKSPACE = Section(
    "workspace",
    1,
    _("Workspace"),
    (
        Task(
            _("What is due"),
            "workspace",
            _of_a_municipality,
        ),
        Task(_("Calls"), "calls:list", _of_a_municipality),
        Task(_("My community"), "town:my_town", _of_a_municipality),
    ),
)
NEWSROOM = Section(
    "newsroom",
    2,
    _("Newsroom"),
    (
        Task(
            _("Overview"), "desks:newsroom", has_any_of("news.change_article")
        ),
        Task(
            _("Articles"),
            "admin:news_article_changelist",
            has_any_of("news.view_article"),
        ),
        Task(
            _("Pages"),
            "admin:content_page_changelist",
            has_any_of("content.view_page"),
        ),
        Task(
            _("Pictures"),
            "admin:content_picture_changelist",
            has_any_of("content.view_picture"),
        ),
        Task(
            _("What the pictures show"),
            "editing:descriptions",
            has_any_of("content.change_picture"),
        ),
        Task(
            _("Newsletter"),
            "admin:news_digest_changelist",
            has_any_of("news.view_digest"),
        ),
        Task(
            _("Bin"),
            "editing:bin",
            has_any_of("news.delete_article", "content.delete_page"),
        ),
        Task(
            _("Topics"),
            "admin:content_topic_changelist",
            has_any_of("content.view_topic"),
        ),
        Task(
            _("Broken links"),
            "admin:content_checkedlink_changelist",
            has_any_of("content.view_checkedlink"),
        ),
    ),
    begins_for=_an_editor,
)
CALENDAR = Section(
    "calendar",
    3,
    _("Calendar"),
    (
        Task(_("Overview"), "desks:calendar", has_any_of("news.change_event")),
        Task(
            _("Events"),
            "admin:news_event_changelist",
            has_any_of("news.view_event"),
        ),
    ),
)
LIBRARY = Section(
    "library",
    4,
    _("Library"),
    (
        Task(
            _("Overview"),
            "desks:library",
            has_any_of("library.change_resource"),
        ),
        Task(
            _("Resources"),
            "admin:library_resource_changelist",
            has_any_of("library.view_resource"),
        ),
        Task(
            _("Courses"),
            "admin:library_course_changelist",
            has_any_of("library.view_course"),
        ),
        Task(
            _("Lessons"),
            "admin:library_lesson_changelist",
            has_any_of("library.view_lesson"),
        ),
        Task(
            _("Frequently asked questions"),
            "admin:library_question_changelist",
            has_any_of("library.view_question"),
        ),
    ),
)
REGISTER = Section(
    "register",
    5,
    _("The register"),
    (
        Task(
            _("Overview"),
            "desks:register",
            has_any_of("communities.change_community"),
        ),
        Task(
            _("Communities"),
            "admin:communities_community_changelist",
            has_any_of("communities.view_community"),
        ),
        Task(_("Deadline desk"), "office:deadlines", has_any_of(OFFICE)),
        Task(_("Proposed changes"), "office:changes", has_any_of(OFFICE)),
        Task(
            _("Organisations"),
            "admin:communities_organisation_changelist",
            has_any_of("communities.view_organisation"),
        ),
        Task(
            _("Programmes"),
            "admin:communities_programme_changelist",
            has_any_of("communities.view_programme"),
        ),
        Task(
            _("Imports"),
            "admin:communities_importrun_changelist",
            has_any_of("communities.view_importrun"),
        ),
    ),
)
CALLS = Section(
    "calls",
    6,
    _("Calls and applications"),
    (
        Task(_("Today"), "office:today", has_any_of(OFFICE)),
        Task(
            _("Calls"),
            "admin:calls_call_changelist",
            has_any_of("calls.view_call"),
            also=("office/calls/",),
        ),
        Task(
            _("Forms"),
            "admin:calls_form_changelist",
            has_any_of("calls.view_form"),
            also=("office/forms/",),
        ),
        Task(
            _("Questions about calls"), "office:questions", has_any_of(OFFICE)
        ),
        Task(
            _("What is stuck"),
            "office:stuck",
            has_any_of("mailing.send_again"),
        ),
    ),
    begins_for=_an_officer,
)
REVIEWS = Section(
    "reviews",
    7,
    _("Reviews"),
    (
        Task(_("My reviews"), "reviews:pile", _a_reviewer),
        Task(_("Reviewers"), "evaluation:pool", has_any_of(OFFICE)),
        Task(
            _("Journals for the auditor"),
            "evaluation:journals",
            has_any_of(OFFICE),
        ),
    ),
    begins_for=_a_reviewer,
)
PEOPLE = Section(
    "people",
    8,
    _("People"),
    (
        Task(
            _("Everyone"),
            "people:desk",
            has_any_of("communities.view_seat"),
        ),
        Task(
            _("People of the communities"),
            "people:communities",
            has_any_of("communities.view_seat"),
        ),
        Task(_("Requests to be erased"), "privacy:requests", _an_administrator),
        Task(
            _("Invite someone"),
            "people:invite",
            has_any_of("communities.add_invitation"),
        ),
    ),
)
SITE = Section(
    "site",
    10,
    _("Site"),
    (
        Task(_("Health of the site"), "desks:health", _an_administrator),
        Task(_("Who changed what"), "audit:log", _an_administrator),
        Task(
            _("Names and contacts"),
            "admin:content_sitesettings_changelist",
            has_any_of("content.change_sitesettings"),
        ),
        Task(
            _("Home page"),
            "admin:portal_homepage_changelist",
            has_any_of("portal.change_homepage"),
        ),
        Task(
            _("Banners"),
            "admin:content_banner_changelist",
            has_any_of("content.change_banner"),
        ),
        Task(
            _("Menus"),
            "admin:content_menulink_changelist",
            has_any_of("content.change_menulink"),
        ),
        Task(
            _("Partners at the foot"),
            "admin:content_partner_changelist",
            has_any_of("content.change_partner"),
        ),
        Task(_("All records"), "admin:index", _of_the_staff),
    ),
    begins_for=_an_administrator,
)
#: 9 is kept for the projects
EVERY_SECTION = (
    WORKSPACE,
    NEWSROOM,
    CALENDAR,
    LIBRARY,
    REGISTER,
    CALLS,
    REVIEWS,
    PEOPLE,
    SITE,
)
