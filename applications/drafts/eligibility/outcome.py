"""What a condition comes to for a community."""

from dataclasses import dataclass

from calls.models import EligibilityRule
from core.language.bilingual import text

#: met; met by a promise that is asked about again at submission; not met; for the applicant to say;
#: for staff
MET, COMING, NOT_MET, TO_SAY, STAFF = (
    "met",
    "coming",
    "not_met",
    "to_say",
    "staff",
)
YES, NO = "yes", "no"


@dataclass(frozen=True)
class Outcome:
    """What one rule comes to for a community; `fact` is what stands behind it, in words."""

    rule: EligibilityRule
    state: str
    fact: str = ""
    question: str = ""

    @property
    def blocks(self) -> bool:
        return self.rule.is_blocking and self.state in (NOT_MET, TO_SAY)

    def record(self) -> dict[str, str]:
        return {
            "rule": self.rule.key,
            "kind": self.rule.kind,
            "text": str(self.rule.text),
            "state": self.state,
        }


def answered(
    rule: EligibilityRule, answer: str, *, question: str = "", yes: str = MET
) -> Outcome:
    """What the applicant's answer makes of a rule, by its own text or by a `question`."""
    state = {YES: yes, NO: NOT_MET}.get(answer, TO_SAY)
    return Outcome(rule, state, question=question or text(rule, "text"))
