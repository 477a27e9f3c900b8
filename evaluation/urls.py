from django.urls import path

from applications import urls  # noqa: F401 - registers <reference:…>
from evaluation.views import (
    applicant,
    assignments,
    checks,
    decisions,
    files,
    monthly,
    pool,
    rankings,
)

app_name = "evaluation"
LOT = "office/calls/<slug:slug>/lots/<int:number>"
FILE = "office/applications/<reference:reference>"

urlpatterns = [
    path(f"{LOT}/checks/", checks.checks, name="checks"),
    path(f"{LOT}/checks/begin/", checks.begin_checks, name="begin_checks"),
    path(
        f"{LOT}/checks/accept/", checks.accept_computed, name="accept_computed"
    ),
    path(f"{FILE}/check/", checks.check, name="check"),
    path(
        f"{FILE}/check/propose/",
        checks.propose_ineligible,
        name="propose_ineligible",
    ),
    path(
        f"{FILE}/check/agree/",
        checks.agree_to_ineligible,
        name="agree_to_ineligible",
    ),
    path(
        f"{FILE}/check/take-back/",
        checks.take_back_proposal,
        name="take_back_proposal",
    ),
    path(f"{FILE}/check/reopen/", checks.reopen_check, name="reopen_check"),
    path(f"{FILE}/file.pdf", files.file_paper, name="file_paper"),
    path(f"{FILE}/notes/", files.add_note, name="add_note"),
    path("office/reviewers/", pool.pool, name="pool"),
    path("office/reviewers/<uuid:uid>/", pool.reviewer, name="reviewer"),
    path(
        "office/reviewers/<uuid:uid>/absences/",
        pool.add_absence,
        name="add_absence",
    ),
    path(
        "office/reviewers/<uuid:uid>/absences/<str:begins_on>/remove/",
        pool.remove_absence,
        name="remove_absence",
    ),
    path(f"{LOT}/reviews/", assignments.assignments, name="assignments"),
    path(f"{LOT}/reviews/plan/", assignments.plan, name="plan"),
    path(f"{LOT}/reviews/remind/", assignments.remind, name="remind"),
    path(f"{FILE}/reviews/", assignments.assign, name="assign"),
    path(
        f"{FILE}/reviews/<uuid:uid>/",
        assignments.office_review,
        name="office_review",
    ),
    path(
        f"{FILE}/reviews/<uuid:uid>/take-back/",
        assignments.take_back_review,
        name="take_back_review",
    ),
    path(
        f"{FILE}/reviews/<uuid:uid>/due/",
        assignments.move_due_date,
        name="move_due_date",
    ),
    path(
        f"{FILE}/reviews/<uuid:uid>/reopen/",
        assignments.reopen_review,
        name="reopen_review",
    ),
    path(f"{LOT}/ranking/", rankings.order, name="order"),
    path(f"{LOT}/ranking/make/", rankings.make, name="make"),
    path(f"{LOT}/rankings/<int:ranking>/", rankings.ranking, name="ranking"),
    path(f"{LOT}/rankings/<int:ranking>/sign/", rankings.sign, name="sign"),
    path(
        f"{LOT}/rankings/<int:ranking>/aside/",
        rankings.set_aside,
        name="set_aside",
    ),
    path(
        f"{LOT}/rankings/<int:ranking>/minutes.pdf",
        rankings.minutes,
        name="minutes",
    ),
    path(
        "office/calls/<slug:slug>/decisions/",
        decisions.decisions,
        name="decisions",
    ),
    path(
        "office/calls/<slug:slug>/decisions/prepare/",
        decisions.prepare,
        name="prepare",
    ),
    path(
        "office/calls/<slug:slug>/decisions/letters/",
        decisions.make_letters,
        name="make_letters",
    ),
    path(
        "office/calls/<slug:slug>/decisions/publish/",
        decisions.publish,
        name="publish",
    ),
    path("office/journals/", monthly.journals, name="journals"),
    path(
        "office/journals/<int:year>/<int:month>.csv",
        monthly.journal_of_month,
        name="journal_of_month",
    ),
    path(f"{LOT}/reserve/", decisions.call_up, name="call_up"),
    path(f"{FILE}/decision/", decisions.change, name="change_decision"),
    path(
        f"{FILE}/decision/letter.pdf",
        decisions.prepared_letter,
        name="prepared_letter",
    ),
    path(
        "applications/<reference:reference>/decision/",
        applicant.decision,
        name="decision",
    ),
    path(
        "applications/<reference:reference>/decision/accept/",
        applicant.accept,
        name="accept",
    ),
    path(
        "applications/<reference:reference>/decision/decline/",
        applicant.decline,
        name="decline",
    ),
    path(
        "applications/<reference:reference>/decision.pdf",
        applicant.letter,
        name="letter",
    ),
]
