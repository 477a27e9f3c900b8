"""The grid of a review as a page shows it: for each criterion a score and a comment."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from calls.models import Criterion
from core.language.bilingual import text
from core.typed_answers import Given, posted_revision
from evaluation.models import Review, ReviewAnswer
from evaluation.reviewing import scoring


@dataclass
class TypedField:
    """One score or comment: what stands in it, what is wrong, what was saved elsewhere."""

    key: str
    label: str
    value: str
    rev: int
    error: str = ""
    theirs: str | None = None


@dataclass
class GridLine:
    """One criterion with its two fields."""

    criterion: Criterion
    score: TypedField
    comment: TypedField

    @property
    def scores(self) -> list[tuple[str, str]]:
        """(score, what it means) of the whole scale."""
        criterion, meanings = self.criterion, self.criterion.anchor_texts
        scale = range(criterion.scale_min, criterion.scale_max + 1)
        return [(str(score), meanings.get(score, "")) for score in scale]


class ReviewGrid:
    """The fields of a review, as saved or as posted."""

    def __init__(
        self, review: Review, data: Mapping[str, str] | None = None
    ) -> None:
        self.data = data
        self.answers = {answer.key: answer for answer in review.answers.all()}
        self.lines = [
            GridLine(
                criterion,
                self._field(
                    scoring.score_key(criterion), text(criterion, "title")
                ),
                self._field(scoring.comment_key(criterion), _("Comment")),
            )
            for criterion in scoring.criteria_of(review)
        ]
        self.comment = self._field(
            scoring.COMMENT, _("Your judgement of the whole")
        )

    def _field(self, key: str, label: str) -> TypedField:
        answer = self.answers.get(key)
        value = answer.value if answer else ""
        if self.data is not None and f"rev-{key}" in self.data:
            value = str(self.data.get(key, ""))
        return TypedField(key, label, value, answer.rev if answer else 0)

    @property
    def fields(self) -> list[TypedField]:
        pairs = [
            field for line in self.lines for field in (line.score, line.comment)
        ]
        return [*pairs, self.comment]

    def given(self) -> Given:
        """key → (value, revision it was based on) of every field that the page carried."""
        data = self.data or {}
        return {
            one.key: (one.value, posted_revision(data, one.key))
            for one in self.fields
            if f"rev-{one.key}" in data
        }

    def labels(self) -> dict[str, str]:
        """key → what it is, for the history."""
        return {
            one.key: label
            for line in self.lines
            for one, label in (
                (line.score, line.score.label),
                (line.comment, f"{line.score.label} – {line.comment.label}"),
            )
        } | {self.comment.key: self.comment.label}

    def mark_problems(self, problems: list[tuple[str, str]]) -> None:
        wrong = dict(problems)
        for one in self.fields:
            one.error = wrong.get(one.key, "")

    @property
    def errors(self) -> list[TypedField]:
        return [one for one in self.fields if one.error]

    def mark_theirs(self, theirs: Mapping[str, ReviewAnswer]) -> None:
        """Beside what was typed here, what was saved elsewhere meanwhile."""
        for one in self.fields:
            if answer := theirs.get(one.key):
                one.theirs, one.rev = answer.value, answer.rev

    def wrong_scores(self) -> dict[str, str]:
        """key → what is wrong with a score that stands; what is missing is not wrong yet."""
        wrong = {}
        for line in self.lines:
            try:
                scoring.read_score(line.criterion, line.score.value)
            except ValueError:
                wrong[line.score.key] = _("The score is outside the scale.")
            else:
                wrong[line.score.key] = ""
        return wrong
