"""Questions about a call: asked in private before the cut-off, published without the asker."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications import letters, rules
from applications.models import Inquiry
from calls import revising
from calls.models import Call, Clarification
from communities.models import Community
from core.language.bilingual import LANGUAGES
from core.web import rate_limits

CUT_OFF, EMPTY, ANSWERED, TOO_LONG = "cut_off", "empty", "answered", "too_long"
LONGEST = 4000
A_DAY, TOO_MANY = 20, "too_many"


@transaction.atomic
def ask_question(
    call: Call, community: Community, text: str, *, by: User, language: str
) -> Inquiry:
    """Send a question to the programme.

    Raises PermissionDenied, or ValidationError 'cut_off', 'empty', 'too_long'.
    """
    if not rules.may_ask(by, community):
        raise PermissionDenied
    call = Call.objects.prefetch_related("lots").get(pk=call.pk)
    if not call.is_taking_questions_at(timezone.now()):
        raise ValidationError(
            _("Questions are not taken any more."), code=CUT_OFF
        )
    if not rate_limits.is_within(
        "inquiry", str(by.uid), most=A_DAY, seconds=24 * 60 * 60
    ):
        raise ValidationError(
            _("You have asked many questions today. Go on tomorrow."),
            code=TOO_MANY,
        )
    if not text.strip():
        raise ValidationError(_("Write the question."), code=EMPTY)
    if len(text) > LONGEST:
        raise ValidationError(
            _("The question is too long: at most 4,000 signs."), code=TOO_LONG
        )
    inquiry = Inquiry.objects.create(
        call=call,
        community=community,
        text=text.strip(),
        asked_by=by,
        asked_at=timezone.now(),
        language=language,
    )
    letters.write_inquiry_asked(inquiry)
    return inquiry


def _publish(call: Call, texts: dict[str, str], by: User) -> Clarification:
    Call.objects.select_for_update().get(pk=call.pk)
    last = call.clarifications.aggregate(last=Max("number"))["last"] or 0
    clarification = Clarification.objects.create(
        call=call, number=last + 1, published_at=timezone.now(), **texts
    )
    changes = {
        language: [
            {
                "what": revising.new_answer_label(language),
                "from": "",
                "to": f"{texts[f'question_{language}'] or texts['question_hy']}",
            }
        ]
        for language in LANGUAGES
    }
    revising.publish_update(call, changes, by=by)
    return clarification


def _refuse_half_published(texts: dict[str, str]) -> None:
    if not (texts["question_hy"] and texts["answer_hy"]):
        raise ValidationError(
            _("Question and answer are published in Armenian first."),
            code=EMPTY,
        )
    if bool(texts["question_en"]) != bool(texts["answer_en"]):
        raise ValidationError(
            _("In English publish both the question and the answer, or none."),
            code=EMPTY,
        )


@transaction.atomic
def answer_question(
    inquiry: Inquiry,
    text: str,
    *,
    by: User,
    publish: dict[str, str] | None = None,
) -> None:
    """Answer the one who asked; with `publish` (question_hy, answer_hy, and both _en) everyone
    reads it.

    Raises PermissionDenied, or ValidationError 'answered', 'empty'.
    """
    if not rules.may_run_calls(by):
        raise PermissionDenied
    locked = (
        Inquiry.objects.select_for_update(of=("self",))
        .select_related("call")
        .get(pk=inquiry.pk)
    )
    if locked.answered_at:
        raise ValidationError(
            _("This question has been answered already."), code=ANSWERED
        )
    if not text.strip():
        raise ValidationError(_("Write the answer."), code=EMPTY)
    if publish is not None:
        texts = {name: part.strip() for name, part in publish.items()}
        _refuse_half_published(texts)
        locked.clarification = _publish(locked.call, texts, by)
    locked.answer = text.strip()
    locked.answered_by = by
    locked.answered_at = timezone.now()
    locked.save()
    letters.write_inquiry_answered(locked)
