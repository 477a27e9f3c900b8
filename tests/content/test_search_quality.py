"""Real questions on the demonstration: nearly all are answered, and by the first result."""

import pytest

from tests.search_pairs import judge_pair, read_pairs

RECALL, FIRST = 0.98, 0.97


@pytest.fixture
def demo(db):
    """The whole demonstration, to be searched."""


def test_questions_find_their_pages(demo):
    pairs = read_pairs()
    assert len(pairs) >= 300
    outcomes = [judge_pair(pair) for pair in pairs]
    missing = [one.pair.question for one in outcomes if not one.is_found]
    later = [one.pair.question for one in outcomes if not one.is_first]
    assert 1 - len(missing) / len(pairs) >= RECALL, missing
    assert 1 - len(later) / len(pairs) >= FIRST, later
