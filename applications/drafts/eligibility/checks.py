"""The rules of a call, each with what it comes to for a community.

They are `calls.EligibilityRule`; nothing here decides anything that they do not say.
"""

from collections.abc import Mapping

from applications.drafts.eligibility.outcome import Outcome, answered
from applications.drafts.eligibility.registry import RULE_KINDS
from applications.models import Application
from calls.models import EligibilityRule, Lot
from communities.models import Community


def rules_of(lot: Lot) -> list[EligibilityRule]:
    """The call's rules that hold for this lot, in their order."""
    rules = EligibilityRule.objects.filter(call=lot.call_id).select_related(
        "other_call", "programme"
    )
    rules = rules.prefetch_related("other_call__lots")
    return [rule for rule in rules if rule.lot_id in (None, lot.pk)]


def _outcome(
    rule: EligibilityRule,
    lot: Lot,
    community: Community,
    answer: str,
    is_private: bool,
) -> Outcome:
    kind = RULE_KINDS.get(rule.kind)
    if kind.is_confidential and not is_private:
        return answered(rule, answer)
    return kind.outcome(rule, lot, community, answer)


def check(
    lot: Lot,
    community: Community,
    answers: Mapping[str, str],
    *,
    is_private: bool = True,
) -> list[Outcome]:
    """Each rule with what it comes to. `answers`: rule key → yes or no; `is_private`: may the
    community's own applications be looked at, or must the reader say."""
    return [
        _outcome(rule, lot, community, answers.get(rule.key, ""), is_private)
        for rule in rules_of(lot)
    ]


def still_wrong(application: Application) -> list[Outcome]:
    """The blocking rules that are not met any more, asked anew at submission."""
    self_check = getattr(application, "eligibility", None)
    outcomes = check(
        application.lot,
        application.community,
        self_check.said if self_check else {},
    )
    return [outcome for outcome in outcomes if outcome.blocks]
