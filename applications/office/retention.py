"""How long what came to nothing is kept of applications and of questions about calls."""

import datetime as dt

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from applications import letters, states
from applications.models import (
    Answer,
    AnswerHistory,
    Application,
    Attachment,
    BudgetLine,
    DraftReminder,
    EligibilityCheck,
    Export,
    Inquiry,
    LegalHold,
    PersonalPart,
    ProvisionalSubmission,
)
from applications.models.application import ApplicationQuerySet
from applications.office import erasing, exporting
from calls.models import Question
from core.retention import RetentionRule, kept_for

#: of the reminder that a draft will go, and how long after it the draft does
GOES, NOTICE = "goes", dt.timedelta(days=30)
#: where lies what was typed and uploaded
TYPED = (Answer, AnswerHistory, BudgetLine, Attachment, ProvisionalSubmission)
#: decided against, taken back or declined: nothing more becomes of them
ENDED = (
    states.WITHDRAWN,
    states.INELIGIBLE,
    states.REJECTED,
    states.DECLINED,
)


def _not_held() -> Q:
    holds = LegalHold.objects.filter(ended_at=None)
    return ~Q(pk__in=holds.values("application"))


def _abandoned(before: dt.datetime) -> ApplicationQuerySet:
    """Drafts with something in them whose last deadline was before an instant."""
    something = Q(pk__in=[])
    for model in TYPED:
        something |= Q(pk__in=model._base_manager.values("application"))
    drafts = Application.objects.with_closings().filter(
        _not_held(),
        something,
        state=states.DRAFT,
        lot__closes_at__lt=before,
    )
    return drafts.filter(Q(agreed_until=None) | Q(agreed_until__lt=before))


def _was_told(**when) -> Q:
    """That the letter was about the deadline of now: a lot may have been opened again since."""
    told = DraftReminder.objects.filter(
        application=OuterRef("pk"), stage=GOES, **when
    )
    of_lot = told.filter(deadline_at__gte=OuterRef("lot__closes_at"))
    of_own = told.filter(deadline_at__gte=OuterRef("agreed_until"))
    return Exists(of_lot) & (Q(agreed_until=None) | Exists(of_own))


def tell_of_drafts_to_go(now: dt.datetime) -> int:
    """A month before a draft goes, its people are told; how many letters."""
    before = now - kept_for("drafts") + NOTICE
    count = 0
    for application in _abandoned(before).exclude(_was_told()).with_lot():
        _reminder, is_new = DraftReminder.objects.get_or_create(
            application=application,
            deadline_at=application.deadline_at,
            stage=GOES,
        )
        if is_new:
            goes_on = max(
                application.deadline_at + kept_for("drafts"), now + NOTICE
            )
            count += letters.write_draft_goes(application, goes_on)
    return count


def _drafts(before: dt.datetime) -> QuerySet[Application]:
    """Of which their people were told long enough ago."""
    long_ago = before + kept_for("drafts") - NOTICE
    return _abandoned(before).filter(_was_told(at__lt=long_ago))


def _empty_drafts(drafts: QuerySet[Application]) -> None:
    """Everything typed and every file goes; that there was a draft, and its journal, stays."""
    for attachment in Attachment.objects.filter(application__in=drafts):
        erasing.delete_file(attachment)
    for model in (*TYPED, EligibilityCheck):
        model._base_manager.filter(application__in=drafts).delete()


def _ended(before: dt.datetime) -> QuerySet[Application]:
    """That came to nothing before an instant, and whose personal answers are still here."""
    moved = (
        Application.objects.filter(pk=OuterRef("pk"))
        .annotate(last=Max("journal__at"))
        .values("last")
    )
    personal = Question.objects.filter(
        is_personal=True,
        key=OuterRef("key"),
        section__version__form=OuterRef("application__form_version__form"),
    )
    parts = PersonalPart.objects.exclude(content=None).exclude(content={})
    left = Q(pk__in=parts.values("version__application"))
    for model in (Answer, AnswerHistory):
        said = model._base_manager.filter(Exists(personal)).exclude(value="")
        left |= Q(pk__in=said.values("application"))
    return Application.objects.annotate(moved_at=Subquery(moved)).filter(
        _not_held(), left, state__in=ENDED, moved_at__lt=before
    )


def _erase_personal(ended: QuerySet[Application]) -> None:
    for application in ended:
        erasing.erase_all_answers(application)


def _unconfirmed_questions(before: dt.datetime) -> QuerySet[Inquiry]:
    return Inquiry.objects.filter(
        community=None, confirmed_at=None, asked_at__lt=before
    )


def _answered_guests(before: dt.datetime) -> QuerySet[Inquiry]:
    guests = Inquiry.objects.filter(community=None).exclude(guest_email="")
    return guests.filter(answered_at__lt=before)


def _forget_address(guests: QuerySet[Inquiry]) -> None:
    guests.update(guest_email="")


def _old_exports(before: dt.datetime) -> QuerySet[Export]:
    """Those with a reason stay without their file, so that the reason can be accounted for."""
    kept = Q(storage_key="") & ~Q(personal_reason="")
    return Export.objects.filter(asked_at__lt=before).exclude(kept)


RULES = (
    RetentionRule(
        "unconfirmed_questions",
        120,
        _("a question without an account that nobody confirmed"),
        _unconfirmed_questions,
    ),
    RetentionRule(
        "guest_addresses",
        130,
        _("your address, once such a question is answered"),
        _answered_guests,
        _forget_address,
    ),
    RetentionRule(
        "exports",
        140,
        _("a file of applications made for the office"),
        _old_exports,
        exporting.drop_files,
    ),
    RetentionRule(
        "drafts",
        150,
        _("a draft that was never submitted, after its deadline"),
        _drafts,
        _empty_drafts,
        tell_of_drafts_to_go,
    ),
    RetentionRule(
        "unsuccessful",
        160,
        _("personal answers of an unsuccessful application"),
        _ended,
        _erase_personal,
    ),
)
