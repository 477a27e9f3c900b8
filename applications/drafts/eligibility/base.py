"""What every kind of condition answers, so that the check need not know which it is."""

from abc import ABC, abstractmethod

from applications.drafts.eligibility.outcome import Outcome
from calls.models import EligibilityRule, Lot
from communities.models import Community


class RuleKind(ABC):
    """A kind of condition; its code and label stand in `EligibilityRule.KINDS` too."""

    code: str
    order = 0  # the conditions of a call have an order of their own
    #: it looks at what a community has submitted, which is nobody else's to know: others must say
    is_confidential = False

    @abstractmethod
    def outcome(
        self,
        rule: EligibilityRule,
        lot: Lot,
        community: Community,
        answer: str,
    ) -> Outcome:
        """What the rule comes to; `answer` is yes, no or "", whatever else was sent."""
