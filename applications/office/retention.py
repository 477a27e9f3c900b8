"""How long what came to nothing is kept of applications and of questions about calls."""

import datetime as dt

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery
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
)
from applications.models.application import ApplicationQuerySet
from applications.office import erasing, exporting
from core.retention import RetentionRule, kept_for

#: of the reminder that a draft will go, and how long after it the draft does
GOES, NOTICE = "goes", dt.timedelta(days=30)
#: decided against, or taken back: nothing more becomes of them
ENDED = (states.WITHDRAWN,)


def _not_held() -> Q:
    holds = LegalHold.objects.filter(ended_at=None)
    return ~Q(pk__in=holds.values("application"))


def _abandoned(before: dt.datetime) -> ApplicationQuerySet:
    """Drafts with something in them whose last deadline was before an instant."""
    something = Answer.objects.values("application")
    files = Attachment.objects.exclude(storage_key="").values("application")
    drafts = Application.objects.with_closings().filter(
        _not_held(),
        Q(pk__in=something) | Q(pk__in=files),
        state=states.DRAFT,
        lot__closes_at__lt=before,
    )
    return drafts.filter(Q(agreed_until=None) | Q(agreed_until__lt=before))


def tell_of_drafts_to_go(now: dt.datetime) -> int:
    """A month before a draft goes, its people are told; how many letters."""
    before = now - kept_for("drafts") + NOTICE
    told = DraftReminder.objects.filter(stage=GOES).values("application")
    count = 0
    for application in _abandoned(before).exclude(pk__in=told).with_lot():
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
    told = DraftReminder.objects.filter(
        stage=GOES, at__lt=before + kept_for("drafts") - NOTICE
    )
    return _abandoned(before).filter(pk__in=told.values("application"))


def _empty_drafts(drafts: QuerySet[Application]) -> None:
    """Everything typed and every file goes; that there was a draft, and its journal, stays."""
    for model in (Answer, AnswerHistory, BudgetLine, EligibilityCheck):
        model._base_manager.filter(application__in=drafts).delete()
    for attachment in Attachment.objects.filter(application__in=drafts):
        erasing.delete_file(attachment)
    Attachment.objects.filter(application__in=drafts).delete()


def _ended(before: dt.datetime) -> QuerySet[Application]:
    """That came to nothing before an instant, and whose personal answers are still here."""
    moved = (
        Application.objects.filter(pk=OuterRef("pk"))
        .annotate(last=Max("journal__at"))
        .values("last")
    )
    parts = PersonalPart.objects.exclude(content=None).exclude(content={})
    return Application.objects.annotate(moved_at=Subquery(moved)).filter(
        _not_held(),
        state__in=ENDED,
        moved_at__lt=before,
        pk__in=parts.values("version__application"),
    )


def _erase_personal(ended: QuerySet[Application]) -> None:
    for application in ended:
        keys = set(erasing.personal_sections(application))
        erasing.erase_answers(application.reference, keys)


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
    return Export.objects.filter(asked_at__lt=before)


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
        exporting.delete_exports,
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
        _("personal answers of an application that was taken back or refused"),
        _ended,
        _erase_personal,
    ),
)
