"""Whether the checks of applications are what the journals say that officers did."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from applications.models import Application, StatusChange
from evaluation.checks.laying_out import lines_sha256
from evaluation.journal import acts_in_order, who_and_when
from evaluation.models import Check, CheckLine, EvaluationEntry

FOUND = ("find_eligible", "find_ineligible")
VERBS = (
    "begin_check",
    "write_line",
    "propose_ineligible",
    "take_back_proposal",
    *FOUND,
    "reopen_check",
)
#: of these the journal of the application tells too
MOVES = (*FOUND, "reopen_check")


@dataclass
class _Told:
    """What the entries about one check come to, one after the other."""

    application: Application
    begun: EvaluationEntry | None = None
    laid_out: EvaluationEntry | None = None
    lines: dict[str, EvaluationEntry] = field(default_factory=dict)
    proposed: EvaluationEntry | None = None
    concluded: EvaluationEntry | None = None
    moves: list[tuple] = field(default_factory=list)

    @property
    def outcome(self) -> str:
        if self.concluded is None:
            return ""
        return self.concluded.verb.removeprefix("find_")

    def follow(self, entry: EvaluationEntry) -> None:
        if entry.verb == "begin_check":
            self.begun, self.laid_out = self.begun or entry, entry
            self.lines, self.proposed = {}, None
        elif entry.verb == "write_line":
            self.lines[entry.facts["line"]] = entry
        elif entry.verb in FOUND:
            self.concluded = entry
        else:
            self.concluded = None
            is_proposal = entry.verb == "propose_ineligible"
            self.proposed = entry if is_proposal else None
        if entry.verb in MOVES:
            self.moves.append(_move(entry))


def _move(entry: EvaluationEntry | StatusChange) -> tuple:
    """A move as both journals tell of it; the one of the application is shorter."""
    return (
        entry.verb,
        entry.by_id,
        entry.at,
        entry.note[:2000].strip(),
    )


def _checks_told() -> dict[int, _Told]:
    told: dict[int, _Told] = {}
    for entry in acts_in_order(*VERBS):
        if entry.application is not None:
            key = entry.application.pk
            told.setdefault(key, _Told(entry.application)).follow(entry)
    return told


def _moves_told() -> dict[int, list[tuple]]:
    found = defaultdict(list)
    entries = StatusChange.objects.filter(verb__in=MOVES)
    for entry in entries.order_by("application", "number").iterator():
        found[entry.application_id].append(_move(entry))
    return found


def _line_agrees(line: CheckLine, told: EvaluationEntry | None) -> bool:
    kept = (
        line.result,
        line.reason,
        line.by_id,
        line.at,
    )
    result = told.facts["result"] if told else ""
    return kept == (
        result,
        told.note[:2000] if told else "",
        *who_and_when(told if result else None),
    )


def _lines_agree(lines: list[CheckLine], told: _Told) -> bool:
    """Each as it was laid out and last answered; the results as the conclusion names them."""
    assert told.laid_out is not None
    if lines_sha256(lines) != told.laid_out.facts["lines_sha256"]:
        return False
    if told.concluded is not None:
        results = {line.key: line.result for line in lines}
        if told.concluded.facts["results"] != results:
            return False
    return all(
        _line_agrees(
            line,
            told.lines.get(line.key),
        )
        for line in lines
    )


def _check_agrees(check: Check, told: _Told | None) -> bool:
    if told is None or told.begun is None or told.laid_out is None:
        return False
    kept = (
        check.version.sha256,
        check.begun_by_id,
        check.begun_at,
        check.instruction,
        check.proposed_by_id,
        check.proposed_at,
        check.outcome,
        check.concluded_by_id,
        check.concluded_at,
    )
    return kept == (
        told.laid_out.facts["version_sha256"],
        *who_and_when(told.begun),
        told.proposed.note if told.proposed else "",
        *who_and_when(told.proposed),
        told.outcome,
        *who_and_when(told.concluded),
    )


def check_faults() -> Iterator[str]:
    """Checks that are not what was done, and those that were done and are gone."""
    told, moves = _checks_told(), _moves_told()
    checks = Check.objects.select_related("application", "version")
    for check in checks.order_by("pk").prefetch_related("lines"):
        acts = told.pop(check.application_id, None)
        if (
            acts is None
            or not _check_agrees(check, acts)
            or not _lines_agree(list(check.lines.all()), acts)
            or acts.moves != moves.get(check.application_id, [])
        ):
            yield f"check of {check.application}"
    for gone in told.values():
        yield f"check of {gone.application}"
