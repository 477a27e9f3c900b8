"""The lines of a check: what is computed of the version, and what staff look at themselves."""

from collections.abc import Iterable
from typing import Any

from core.hashing import canonical, sha256
from evaluation.checks import computing
from evaluation.models import Check, CheckLine, ChecklistLine

#: of a line, as it was laid out
LAID_OUT = (
    "key",
    "order",
    "text_hy",
    "text_en",
    "instead_hy",
    "instead_en",
    "is_computed",
    "computed",
    "fact_hy",
    "fact_en",
)


def _computed_lines(check: Check) -> list[CheckLine]:
    findings = computing.findings_in_languages(check.version)
    pairs = zip(findings["hy"], findings["en"], strict=True)
    return [
        CheckLine(
            check_of=check,
            key=hy.key,
            text_hy=hy.text,
            text_en=en.text,
            instead_hy=hy.instead,
            instead_en=en.instead,
            is_computed=True,
            computed=hy.state,
            fact_hy=hy.fact,
            fact_en=en.fact,
        )
        for hy, en in pairs
    ]


def _staff_lines(check: Check) -> list[CheckLine]:
    listed = ChecklistLine.objects.filter(lot=check.application.lot_id)
    return [
        CheckLine(
            check_of=check,
            key=f"line-{line.pk}",
            text_hy=line.text_hy or "",
            text_en=line.text_en or "",
            instead_hy=line.instead_hy or "",
            instead_en=line.instead_en or "",
        )
        for line in listed
    ]


def lines_sha256(lines: Iterable[CheckLine]) -> str:
    """The hash of what was laid out in a check, without what anyone answered."""
    laid_out = [
        [getattr(line, name) for name in LAID_OUT]
        for line in sorted(lines, key=lambda line: line.order)
    ]
    return sha256(canonical(laid_out))


def lay_out(check: Check) -> dict[str, Any]:
    """The lines of a check that has none; what was computed, and of what, for the journal."""
    lines = [*_computed_lines(check), *_staff_lines(check)]
    for order, line in enumerate(lines, start=1):
        line.order = order
    CheckLine.objects.bulk_create(lines)
    return {
        "found": {
            line.key: line.computed for line in lines if line.is_computed
        },
        "lines_sha256": lines_sha256(lines),
        "version_sha256": check.version.sha256,
    }
