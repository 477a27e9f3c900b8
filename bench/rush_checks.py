"""What the rush left in the database, held against what was acknowledged to the applicants."""

import datetime as dt
import hashlib
import itertools
from collections.abc import Callable
from dataclasses import dataclass

from applicant import Applicant
from django.core.files.storage import storages

from applications.models import (
    AnswerHistory,
    Application,
    Attachment,
    StatusChange,
    Version,
)
from applications.submissions import receipts
from core.hashing import canonical


@dataclass(frozen=True)
class Outcome:
    """One applicant, and what stands of the application; `end`: when the grace was over."""

    applicant: Applicant
    application: Application
    versions: list[Version]
    closes_at: dt.datetime
    end: dt.datetime


def not_there(outcome: Outcome) -> int:
    hashes = {version.sha256 for version in outcome.versions}
    return len(set(outcome.applicant.receipts) - hashes)


def receipt_disagrees(outcome: Outcome) -> int:
    return sum(
        not receipts.hashes_agree(version) for version in outcome.versions
    )


def file_disagrees(outcome: Outcome) -> int:
    files = [
        file
        for version in outcome.versions
        for file in version.content["files"]
    ]
    return sum(_stored_hash(file["uuid"]) != file["sha256"] for file in files)


def _stored_hash(uuid: str) -> str:
    attachment = Attachment.objects.get(uuid=uuid)
    with storages["private"].open(attachment.storage_key) as stored:
        return hashlib.sha256(stored.read()).hexdigest()


def twice(outcome: Outcome) -> int:
    contents = [canonical(version.content) for version in outcome.versions]
    return sum(a == b for a, b in itertools.pairwise(contents))


def late(outcome: Outcome) -> int:
    return sum(
        version.requested_at >= outcome.closes_at
        or version.accepted_at > outcome.end
        for version in outcome.versions
    )


def journal_disagrees(outcome: Outcome) -> int:
    moves = StatusChange.objects.filter(application=outcome.application)
    return moves.count() != 1 + len(outcome.versions)


def text_lost(outcome: Outcome) -> int:
    history = AnswerHistory.objects.filter(application=outcome.application)
    return sum(
        not history.filter(key=key, value=text).exists()
        for key, text in outcome.applicant.saved.items()
    )


CHECKS: dict[str, Callable[[Outcome], int]] = {
    "acknowledged, not there": not_there,
    "receipt disagrees": receipt_disagrees,
    "file disagrees": file_disagrees,
    "twice": twice,
    "late": late,
    "journal": journal_disagrees,
    "text lost": text_lost,
}


def _outcome(
    applicant: Applicant, closes_at: dt.datetime, grace: int
) -> Outcome:
    application = Application.objects.get(reference=applicant.reference)
    versions = Version.objects.filter(application=application)
    return Outcome(
        applicant,
        application,
        list(versions.order_by("number")),
        closes_at,
        closes_at + dt.timedelta(seconds=grace),
    )


def verify(
    applicants: list[Applicant], closes_at: dt.datetime, grace: int
) -> dict[str, int]:
    """What does not agree, by kind; all must be 0. `grace`: seconds."""
    outcomes = [_outcome(one, closes_at, grace) for one in applicants]
    return {
        name: sum(check(outcome) for outcome in outcomes)
        for name, check in CHECKS.items()
    }
