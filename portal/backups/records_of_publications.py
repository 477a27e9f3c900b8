"""Whether each publication counted what became public by it, as the journal tells the story."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from evaluation import states
from evaluation.journal import acts_in_order
from evaluation.models import Decision, EvaluationEntry


@dataclass
class _LotStory:
    """What waits for the next publication of a lot, and what is public: application → outcome."""

    waiting: set[tuple] = field(default_factory=set)
    public: dict[int | None, str] = field(default_factory=dict)

    def follow(self, entry: EvaluationEntry, outcomes: dict) -> bool:
        """Whether it counts what was public after it, as far as it counts."""
        application = entry.application_id
        decision = (application, entry.facts.get("decision"))
        match entry.verb:
            case "decide":
                self.waiting.add(decision)
            case "drop":
                self.waiting.discard(decision)
            case "call_up":
                self.public[application] = states.AWARDED
            case "publish":
                self._publish(outcomes)
                counts = _counts(self.public.values())
                return entry.facts == entry.facts | counts
        return True

    def _publish(self, outcomes: dict) -> None:
        known = self.waiting & outcomes.keys()
        self.waiting -= known
        for decision in known:
            application, _number = decision
            self.public[application] = outcomes[decision]


def publication_faults() -> Iterator[str]:
    """What each publication counted is what was public after it: what had been decided by then and
    is published now, and who had been called up.
    """
    outcomes = {
        (one.application_id, one.number): one.outcome
        for one in Decision.objects.published().order_by("pk")
    }
    stories: dict[int, _LotStory] = defaultdict(_LotStory)
    for entry in acts_in_order("decide", "drop", "call_up", "publish"):
        story = stories[entry.lot_id]
        if not story.follow(entry, outcomes):
            yield f"publication of {entry.lot}, entry {entry.number}"


def _counts(outcomes: Iterable[str]) -> dict[str, int]:
    listed = list(outcomes)
    return {outcome: listed.count(outcome) for outcome in states.OUTCOMES}
