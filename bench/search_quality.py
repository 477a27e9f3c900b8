"""How well the search answers, on the database of the demonstration: `make search-quality`.

Prints every question that failed, the share of those whose page is found (recall) and of those
where it is the first of its kind (precision at the first place).
"""

import os
import sys
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from tests.search_pairs import judge_pair, read_pairs  # noqa: E402


def main() -> None:
    outcomes = [judge_pair(pair) for pair in read_pairs()]
    for outcome in outcomes:
        if not outcome.is_first:
            word = "later" if outcome.is_found else "MISSING"
            told = ", ".join(outcome.told[:4]) or "nothing"
            pair = outcome.pair
            print(
                f"{word:8}{pair.question} ({pair.language}): {pair.page} – {told}"
            )
    found = sum(outcome.is_found for outcome in outcomes)
    first = sum(outcome.is_first for outcome in outcomes)
    count = len(outcomes)
    print(
        f"{count} questions; recall {found / count:.3f};"
        f" first of its kind {first / count:.3f}"
    )


main()
