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
from core.clock import counted_at
from core.language.bilingual import LANGUAGES
from core.text.reading import read_email
from core.web import rate_limits

CUT_OFF, EMPTY, ANSWERED, TOO_LONG = "cut_off", "empty", "answered", "too_long"
LONGEST = 4000
TOO_MANY, A_DAY = "too_many", 24 * 60 * 60
MOST_A_DAY, MOST_OF_A_GUEST = 20, 3


def _checked(call: Call, text: str, *, whose: str, most: int) -> str:
    """The question without spaces around it, if it may be asked now."""
    call = Call.objects.prefetch_related("lots").get(pk=call.pk)
    if not call.is_taking_questions_at(counted_at()):
        raise ValidationError(
            _("Questions are no longer accepted."), code=CUT_OFF
        )
    if not text.strip():
        raise ValidationError(_("Write the question."), code=EMPTY)
    if len(text) > LONGEST:
        raise ValidationError(
            _("The question is too long: at most 4,000 characters."),
            code=TOO_LONG,
        )
    if not rate_limits.is_within("inquiry", whose, most=most, seconds=A_DAY):
        raise ValidationError(
            _("You have asked many questions today. Try again tomorrow."),
            code=TOO_MANY,
        )
    return text.strip()


@transaction.atomic
def ask_question(
    call: Call, community: Community, text: str, *, by: User, language: str
) -> Inquiry:
    """Send a question to the programme.

    Raises PermissionDenied, or ValidationError 'cut_off', 'empty', 'too_long', 'too_many'.
    """
    if not rules.may_ask(by, community):
        raise PermissionDenied
    question = _checked(call, text, whose=str(by.uid), most=MOST_A_DAY)
    now = counted_at()
    inquiry = Inquiry.objects.create(
        call=call,
        community=community,
        text=question,
        asked_by=by,
        asked_at=now,
        confirmed_at=now,
        language=language,
    )
    letters.write_inquiry_asked(inquiry)
    return inquiry


@transaction.atomic
def ask_as_guest(
    call: Call, text: str, *, email: str, language: str
) -> Inquiry:
    """Keep a question of someone without an account until the owner of the address confirms it.

    What was asked before the cut-off counts, whenever it is confirmed. Raises ValidationError
    'cut_off', 'empty', 'too_long', 'too_many'.
    """
    email = read_email(email)
    question = _checked(call, text, whose=email, most=MOST_OF_A_GUEST)
    inquiry = Inquiry.objects.create(
        call=call,
        text=question,
        guest_email=email,
        asked_at=counted_at(),
        language=language,
    )
    letters.write_inquiry_to_confirm(inquiry)
    return inquiry


@transaction.atomic
def confirm_question(inquiry: Inquiry) -> None:
    """The owner of the address has confirmed: it goes to the officers, once."""
    locked = Inquiry.objects.select_for_update(of=("self",)).get(pk=inquiry.pk)
    if locked.confirmed_at:
        return
    locked.confirmed_at = timezone.now()
    locked.save(update_fields=["confirmed_at"])
    letters.write_inquiry_asked(locked)


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
            _("The question and answer must be published in Armenian first."),
            code=EMPTY,
        )
    if bool(texts["question_en"]) != bool(texts["answer_en"]):
        raise ValidationError(
            _(
                "In English publish both the question and the answer, or neither."
            ),
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
            _("This question has already been answered."), code=ANSWERED
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
