"""The community has applied in another call, or promises to while that call is open."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from applications import states
from applications.drafts.eligibility.base import RuleKind
from applications.drafts.eligibility.outcome import (
    COMING,
    MET,
    NOT_MET,
    Outcome,
    answered,
)
from applications.drafts.eligibility.registry import RULE_KINDS
from applications.models import Application
from calls.models import Call, EligibilityRule, Lot
from communities.models import Community
from core.language.bilingual import text
from core.language.figures import yerevan


def _closing_of(call: Call, now: dt.datetime) -> dt.datetime | None:
    """When the call closes, if one can still apply there."""
    if call.status != Call.PUBLISHED:
        return None
    closings = [
        lot.closes_at
        for lot in call.lots.all()
        if lot.closes_at and lot.closes_at > now
    ]
    return max(closings, default=None)


class EarlierApplication(RuleKind):
    code = EligibilityRule.APPLICATION
    is_confidential = True

    def outcome(
        self,
        rule: EligibilityRule,
        lot: Lot,
        community: Community,
        answer: str,
    ) -> Outcome:
        assert rule.other_call is not None
        current = Application.objects.filter(
            community=community,
            lot__call=rule.other_call,
            state__in=states.STANDING,
        ).first()
        if current:
            params = {"reference": current.reference}
            return Outcome(rule, MET, _("Submitted: %(reference)s.") % params)
        until = _closing_of(rule.other_call, timezone.now())
        if until is None:
            return Outcome(
                rule,
                NOT_MET,
                _("Nothing was submitted in the other call, and it is closed."),
            )
        question = _(
            "Will you submit an application in “%(call)s” by %(when)s?"
        ) % {
            "call": text(rule.other_call, "title"),
            "when": yerevan(until),
        }
        return answered(rule, answer, question=question, yes=COMING)


RULE_KINDS.register(EarlierApplication())
