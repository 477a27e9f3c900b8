"""The community has joined the Covenant."""

import datetime as dt

from django.utils.translation import gettext as _

from applications.drafts.eligibility.base import RuleKind
from applications.drafts.eligibility.outcome import MET, NOT_MET, Outcome
from applications.drafts.eligibility.registry import RULE_KINDS
from calls.models import EligibilityRule, Lot
from communities.models import Community


class Signatory(RuleKind):
    code = EligibilityRule.SIGNATORY

    def outcome(
        self,
        rule: EligibilityRule,
        lot: Lot,
        community: Community,
        answer: str,
    ) -> Outcome:
        joined = (
            community.adhesions.filter(joined_on__lte=dt.date.today())
            .order_by("joined_on")
            .first()
        )
        if joined is None:
            return Outcome(
                rule,
                NOT_MET,
                _("Our register has no adhesion for this community."),
            )
        fact = _("Joined on %(day)s, according to our register.") % {
            "day": f"{joined.joined_on:%d.%m.%Y}"
        }
        return Outcome(rule, MET, fact)


RULE_KINDS.register(Signatory())
