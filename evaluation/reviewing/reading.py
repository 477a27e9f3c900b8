"""What a reviewer reads of an application: pages, papers and files are made from this alone."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from accounts.models import User
from applications.drafts import budgets
from applications.models import Attachment
from applications.submissions import receipts
from applications.submissions.summary import version_title
from core.files import properties
from evaluation.models import Review
from evaluation.reviewing import conflicts
from evaluation.reviewing.blinding import (
    NameHider,
    blind_content,
    keys_seen_blind,
)


def may_read_review(user: User, review: Review) -> bool:
    """Whether this reviewer may read and write it now: asked each time, because a seat or a role
    may have come after the declaration.
    """
    readable = Review.objects.readable_by(user).filter(pk=review.pk)
    if not readable.exists():
        return False
    version = review.version
    version.application = review.application
    return not conflicts.conflict_between(user, version)


@dataclass(frozen=True)
class FileToRead:
    """A file as a reviewer sees it: by its number in the review, never by a name that tells."""

    number: int
    attachment: Attachment
    name: str


@dataclass(frozen=True)
class TextToRead:
    """One version for one reviewer. `lines`: of the budget; without names they have no titles."""

    title: str
    content: dict[str, Any]
    lines: list[dict[str, Any]]
    totals: budgets.Totals

    @property
    def grant(self) -> Decimal:
        return self.totals.grant


def title_for_reviewer(review: Review) -> str:
    """The title of the application, without names where the lot hides them."""
    if not review.application.lot.is_blind:
        return version_title(review.version)
    keys = keys_seen_blind(review.application)
    title = version_title(review.version, keys)
    return NameHider(review.application).hide(title)


def files_to_read(review: Review) -> list[FileToRead]:
    """The files of the version that this reviewer may open: clean ones, of no personal question;
    without names only of visible questions, and only kinds whose properties can be taken out.
    """
    version, is_blind = review.version, review.application.lot.is_blind
    keys = _keys_with_files(review)
    names = {
        file["uuid"]: file["name"]
        for file in version.content["files"]
        if file["question"] in keys
    }
    clean = review.application.attachments.filter(
        uuid__in=names,
        state__in=(Attachment.CLEAN, Attachment.REMOVED),
    ).exclude(storage_key="")
    files = []
    for number, attachment in enumerate(clean.order_by("pk"), start=1):
        kind = attachment.content_type
        if is_blind and not properties.has_copy_without_properties(kind):
            continue
        name = attachment.name
        if is_blind:
            name = properties.neutral_name(number, name, kind)
        files.append(FileToRead(number, attachment, name))
    return files


def _keys_with_files(review: Review) -> set[str]:
    """The questions whose files are shown: no personal one ever."""
    if review.application.lot.is_blind:
        return keys_seen_blind(review.application)
    return {
        entry["key"]
        for section in review.version.content["sections"]
        for entry in section["answers"]
        if "personal_sha256" not in entry
    }


def text_for_reviewer(review: Review) -> TextToRead:
    """Everything that the page of a review shows of its application."""
    version = review.version
    content = receipts.version_for_reading(version, with_personal=False)
    budget = receipts.budget_of_version(version)
    if review.application.lot.is_blind:
        content = blind_content(
            content,
            keys_seen_blind(review.application),
            NameHider(review.application),
        )
    _put_files(content, files_to_read(review))
    return TextToRead(
        title_for_reviewer(review),
        content,
        budget["rows"],
        budget["totals"],
    )


def _put_files(content: dict, files: list[FileToRead]) -> None:
    """At each question the files that may be opened, in the place of what the record names."""
    by_question: dict[str, list[FileToRead]] = {}
    for file in files:
        key = file.attachment.question_key
        by_question.setdefault(key, []).append(file)
    for section in content["sections"]:
        for entry in section["answers"]:
            entry["files"] = by_question.get(entry["key"], [])
