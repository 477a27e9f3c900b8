"""The decisions of a demonstrated call: published, answered, and the reserve called up."""

from accounts.models import User
from applications.models import Application
from calls.models import Call
from evaluation.decisions import preparing, previewing, publishing, responding
from evaluation.models import Decision

REASON = "Ցուցադրական պատճառ։"


def decide_call(
    call: Call, answers: list[tuple[Application, str]], *, by: User, head: User
) -> None:
    """`answers`: what each application's community answers if it is awarded."""
    lots = list(call.lots.all())
    for lot in lots:
        preparing.prepare_decisions(lot, by=by)
    publishing.make_letters(lots, by=by)
    seen = previewing.preview_publication(lots).fingerprints
    publishing.publish_decisions(lots, seen=seen, by=head)
    for application, answer in answers:
        _answer(application, answer)
    responding.call_up_reserve(lots[0], by=head)


def _answer(application: Application, answer: str) -> None:
    award = Decision.objects.filter(
        application=application, outcome="awarded"
    ).first()
    if award is not None:
        responding.answer_award(
            award,
            is_accepted=answer == "accepts",
            reason="" if answer == "accepts" else REASON,
            by=application.created_by,
        )
