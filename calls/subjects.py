"""What the calls let one subscribe to: one call, or all of them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from calls.models import Call
from core.language.bilingual import text
from mailing.models import Subscription
from mailing.subjects import Subject

ONE_CALL, ALL_CALLS = "call", "calls"
LETTERS = ("call_changed", "calls_digest")
NAMES = {
    ONE_CALL: gettext_lazy("one call"),
    ALL_CALLS: gettext_lazy("all calls"),
}


def call_of(subscription: Subscription) -> Call | None:
    if not subscription.about:
        return None
    return Call.objects.filter(pk=subscription.about).first()


def describe_call(subscription: Subscription) -> str:
    call = call_of(subscription)
    if call is None:
        return _("All calls")
    return _("Call: %(title)s") % {"title": text(call, "title")}


SUBJECTS = tuple(
    Subject(
        code,
        name,
        describe_call,
        confirm_letter="follow_confirm",
        letters=LETTERS,
        order=order,
    )
    for order, (code, name) in enumerate(NAMES.items(), start=1)
)
