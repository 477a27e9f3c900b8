"""What a later ranking changes: each application with its place and standing before and after."""

from dataclasses import dataclass

from applications.models import Application
from evaluation.models import Ranking, RankingRow


@dataclass(frozen=True)
class Change:
    """None: it does not stand in that ranking."""

    application: Application
    before: RankingRow | None
    after: RankingRow | None

    @property
    def is_change(self) -> bool:
        if self.before is None or self.after is None:
            return True
        return (
            self.before.place,
            self.before.points,
            self.before.standing,
        ) != (self.after.place, self.after.points, self.after.standing)


def _rows(ranking: Ranking) -> dict[int, RankingRow]:
    rows = ranking.rows.select_related("application__community")
    return {row.application_id: row for row in rows}


def compare_rankings(earlier: Ranking, later: Ranking) -> list[Change]:
    """Only what differs, in the order of the later one."""
    before, after = _rows(earlier), _rows(later)
    changes = []
    for key in dict.fromkeys([*after, *before]):
        row = after.get(key) or before[key]
        changes.append(Change(row.application, before.get(key), after.get(key)))
    return [one for one in changes if one.is_change]


def ranking_before(ranking: Ranking) -> Ranking | None:
    """The signed one that this one corrects."""
    return (
        Ranking.objects.filter(lot=ranking.lot_id, number__lt=ranking.number)
        .exclude(signed_at=None)
        .order_by("-number")
        .first()
    )
