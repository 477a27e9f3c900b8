"""Whether the records of an evaluation still agree: with their hashes, each row with the entries of
the journals that tell of it, and each entry with its row.
"""

from collections.abc import Iterator

from evaluation.journal import acts_in_order, evaluation_journal_faults
from evaluation.models import Ranking
from evaluation.ranking.records import ranking_faults
from portal.backups.records_of_checks import check_faults
from portal.backups.records_of_decisions import decision_faults
from portal.backups.records_of_reviews import conflict_faults, review_faults


def _ranking_faults() -> Iterator[str]:
    made = {
        (entry.lot_id, entry.facts["ranking"]): entry.lot
        for entry in acts_in_order("make_ranking", "sign", "set_aside")
    }
    for ranking in Ranking.objects.order_by("pk"):
        made.pop((ranking.lot_id, ranking.number), None)
        yield from ranking_faults(ranking)
    for (_lot, number), lot in made.items():
        yield f"ranking {lot} R{number}"


def evaluation_faults() -> list[str]:
    """What does not agree, each once in a few words; empty when all is well."""
    faults = [
        *evaluation_journal_faults(),
        *check_faults(),
        *review_faults(),
        *conflict_faults(),
        *_ranking_faults(),
        *decision_faults(),
    ]
    return list(dict.fromkeys(faults))
