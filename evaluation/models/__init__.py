"""From submitted to decided: checks, reviewers, reviews, rankings, decisions and their journal."""

from evaluation.models.checking import Check, CheckLine, ChecklistLine
from evaluation.models.decision import AwardResponse, Decision, DecisionLetter
from evaluation.models.journal import EvaluationEntry, FileNote
from evaluation.models.ranking import Ranking, RankingRow, RankingSignature
from evaluation.models.review import (
    FinalReview,
    Review,
    ReviewAnswer,
    ReviewAnswerHistory,
    Score,
)
from evaluation.models.reviewer import Absence, Conflict, Reviewer

__all__ = [
    "Absence",
    "AwardResponse",
    "Check",
    "CheckLine",
    "ChecklistLine",
    "Conflict",
    "Decision",
    "DecisionLetter",
    "EvaluationEntry",
    "FileNote",
    "FinalReview",
    "Ranking",
    "RankingRow",
    "RankingSignature",
    "Review",
    "ReviewAnswer",
    "ReviewAnswerHistory",
    "Reviewer",
    "Score",
]
