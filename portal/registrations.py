"""What the rooms hand down to the rooms below them, on one page.

Each app lists its own: the search's kinds, what its roles may do, the labels of its states, its
triggers, and what its letters carry. The roof joins the lists; no room names one above it.
"""

from allauth.mfa import signals as mfa_signals
from django.db.backends.signals import connection_created

import accounts.retention
import accounts.roles
import accounts.second_factor
import accounts.triggers
import applications.deeds
import applications.office.retention
import applications.roles
import applications.triggers
import calls.deeds
import calls.roles
import calls.search
import calls.subjects
import calls.triggers
import communities.deeds
import communities.retention
import communities.roles
import communities.search
import content.deeds
import content.retention
import content.roles
import evaluation.roles
import evaluation.triggers
import library.roles
import library.search
import mailing.retention
import mailing.roles
import news.roles
import news.search
import news.subjects
import portal.privacy.retention
import portal.search
from accounts import (
    deeds,
    letters,
    person_panels,
    persons,
    second_factor_adapter,
)
from accounts.navigation import SECTIONS
from accounts.personal_marks import mark_tables_of_libraries
from applications import panels as panels_of_applications
from applications import states as application_states
from applications.drafts import presence
from applications.models import (
    Answer,
    AnswerHistory,
    Attachment,
    PersonalPart,
    ProvisionalSubmission,
)
from applications.office import (
    deadline_watch,
    erasing,
    export_parts,
    exporting,
    personal_answers,
)
from applications.office import listing as board_of_applications
from applications.submissions import receipts, uploading
from calls import following, lot_objections
from calls import results as call_results
from calls import states as call_states
from calls.countdown import next_countdown
from calls.models import Call, Lot
from communities import leaving, seats
from communities.covenant import desk
from communities.models import Action, Membership, ProfileChange
from communities.models.country import STATUSES
from content import pictures
from content.editing import typed_fields
from content.models import Banner, Page
from content.scenes import register_scene_hints
from content.search import fixed_pages
from content.search import kinds as search_kinds
from content.site_frame import read_site_facts
from core import personal_data, retention
from core.database import triggers
from core.keeping import changes, due
from core.language import state_labels
from core.web.site import register_site_facts
from evaluation import board
from evaluation import panels as evaluation_panels
from evaluation import states as evaluation_states
from evaluation.checks import listing as check_listing
from evaluation.decisions import holding, letter_papers
from evaluation.decisions import results as decision_results
from evaluation.reports import exports as evaluation_exports
from evaluation.reports import next_steps
from evaluation.reviewing import leaving as reviewers_leaving
from evaluation.reviewing import reminding
from library import thumbnails
from library.models import Course, Lesson, Resource
from mailing import background, outbox, subjects, subscribing
from news import newsletter
from news.models import Article, Event
from news.scenes import article_hints
from portal import open_pages
from portal.audit import triggers as audit_triggers
from portal.audit.personal_marks import mark_logs
from portal.navigation import EVERY_SECTION
from portal.people import panels
from portal.privacy import copying
from portal.town import following as town_following
from portal.trust import contact

typed_fields.read_typed_alike()
mark_tables_of_libraries()
mark_logs()

for app in (
    accounts,
    content,
    mailing,
    communities,
    news,
    library,
    calls,
    applications,
    evaluation,
):
    accounts.roles.register_permissions(app.roles.PERMISSIONS)

SECTIONS.register(*EVERY_SECTION)
register_site_facts(read_site_facts)
accounts.second_factor.register_open_pages(
    *open_pages.PUBLIC, *open_pages.SIGNING_IN
)
letters.register_post(outbox.queue_letter)
mfa_signals.authenticator_added.connect(
    second_factor_adapter.end_sessions_before,
    dispatch_uid="sessions before a second factor",
)
persons.register_objection(seats.refuse_staff_with_seat)
persons.register_objection(reviewers_leaving.refuse_staff_with_reviews)
persons.register_leaving(leaving.hand_seats_on)
persons.register_leaving(reviewers_leaving.end_reviews_of)
persons.register_leaving(subscribing.stop_letters_to)
persons.register_leaving(presence.end_presence_of)
subscribing.register_link("my_data", "privacy:subscriber")

for rules in (
    accounts.retention.RULES,
    communities.retention.RULES,
    content.retention.RULES,
    mailing.retention.RULES,
    applications.office.retention.RULES,
    portal.privacy.retention.RULES,
):
    retention.RULES.register(*rules)
personal_data.register_eraser("applications", erasing.erase_in_applications)
personal_data.register_eraser("copies", copying.erase_copies)
ANSWERS = personal_data.Finder(
    personal_answers.own_rows, personal_answers.read_answer
)
PARTS = personal_data.Finder(
    personal_answers.own_rows, personal_answers.read_part
)
for of_one in (Answer, AnswerHistory, Attachment):
    personal_data.register_finder(of_one._meta.label, ANSWERS)
for of_several in (PersonalPart, ProvisionalSubmission):
    personal_data.register_finder(of_several._meta.label, PARTS)
person_panels.PERSON_PANELS.register(*panels.PANELS)
for app in (content, communities, calls, applications):
    deeds.DEED_SOURCES.register(*app.deeds.SOURCES)

search_kinds.register_kinds(search_kinds.PAGES)
for app in (communities, news, library, calls):
    search_kinds.register_kinds(*app.search.KINDS)
fixed_pages.FIXED_PAGES.register(*portal.search.FIXED_PAGES)

connection_created.connect(changes.watch, dispatch_uid="content version")
changes.register_shown(
    ("content", "communities", "news", "library", "calls", "portal"),
    hidden=(
        "calls.RemovedPart",
        "content.BinnedContent",
        "content.CheckedLink",
        "content.Revision",
        "content.WorkingCopy",
        "communities.ImportRun",
        "communities.Invitation",
        "communities.Reminder",
        "communities.Seat",
        "library.LessonDone",
        "news.Delivery",
        "news.Digest",
    ),
)
for model in (Article, Event, Page, Resource, Course, Lesson):
    due.register_due(
        due.next_of(model.objects.all(), "published_at", "withdrawn_at")
    )
due.register_due(
    due.next_of(Banner.objects.all(), "shown_from", "shown_until"),
    due.next_of(Event.objects.all(), "starts_at", "ends_at"),
    due.next_of(Call.objects.all(), "published_at", "results_published_at"),
    due.next_of(
        Lot.objects.all(), "opens_at", "closes_at", "results_published_at"
    ),
    next_countdown,
)

for app in (accounts, calls, applications, evaluation):
    triggers.register_triggers(*app.triggers.TRIGGERS)
triggers.register_triggers(*audit_triggers.TRIGGERS)

state_labels.register_labels(call_states.LABELS.items())
state_labels.register_labels(application_states.CHOICES)
state_labels.register_labels(application_states.SHOWN_LABELS.items())
state_labels.register_labels(evaluation_states.REVIEW_LABELS.items())
state_labels.register_labels(evaluation_states.STANDINGS.items())
state_labels.register_labels(evaluation_states.CHECK_LABELS.items())
state_labels.register_labels(evaluation_states.RANKING_LABELS.items())
state_labels.register_labels(check_listing.STAGES.items())
state_labels.register_labels(STATUSES)
state_labels.register_labels(Action.STATUSES)
state_labels.register_labels(ProfileChange.STATES)
state_labels.register_labels(Membership.LADDER)
state_labels.register_labels(Event.NOTICES)

background.WORKS.register(
    following.DAY_LETTER.work,
    town_following.DAY_LETTER.work,
    newsletter.NEWSLETTERS,
    newsletter.DIGESTS,
    deadline_watch.DRAFT_REMINDERS,
    deadline_watch.LATE_TRANSFERS,
    deadline_watch.WATCH,
    uploading.SCANS,
    exporting.EXPORTS,
    copying.COPIES,
    desk.REMINDERS,
    pictures.COPIES,
    thumbnails.THUMBNAILS,
)
deadline_watch.ROUNDS.register(reminding.ROUND)
for objection in (
    holding.refuse_budget_below_awards,
    holding.refuse_hidden_results,
):
    lot_objections.register_lot_objection(objection)

outbox.register_html(news.subjects.HTML_LETTERS)
outbox.register_attachment("receipt", receipts.receipt_attachment)
outbox.register_attachment("decision", letter_papers.decision_attachment)
for app in (news, calls):
    subjects.SUBJECTS.register(*app.subjects.SUBJECTS)
subjects.SUBJECTS.register(town_following.SUBJECT)
register_scene_hints("news.article", article_hints)
outbox.register_headers("contact_message", contact.reply_headers)
call_results.RESULT_SOURCES.register(decision_results.SOURCE)
export_parts.EXPORT_COLUMNS.register(evaluation_exports.COLUMNS)
export_parts.EXPORT_SHEETS.register(evaluation_exports.SCORES)
board_of_applications.BOARD_FILTERS.register(*board.FILTERS)
panels_of_applications.OFFICE_PANELS.register(evaluation_panels.OFFICE)
panels_of_applications.OWN_PANELS.register(evaluation_panels.OWN)
panels_of_applications.WAITING.register(
    *evaluation_panels.WORKS, next_steps.WORK
)
for subject in subjects.SUBJECTS.all():
    for kind in subject.letters:
        outbox.register_headers(kind, subscribing.leaving_headers)
