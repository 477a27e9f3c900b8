"""The letter of a decision as a PDF: made beforehand, kept privately, and looked at before it is
sent.
"""

import hashlib
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.files.storage import PrivateStorage
from core.hashing import canonical, number_fact, sha256
from core.language.bilingual import text, with_colon
from core.language.figures import grouped, money
from core.papers import pdf as pdf_of
from evaluation import states
from evaluation.models import Decision, DecisionLetter, FinalReview
from evaluation.ranking import computing
from evaluation.reviewing import agreement

HERE = Path(__file__).parent


def _of_award(decision: Decision, currency: str) -> list[str]:
    sentences = [
        _("We are glad to tell you that your application was selected.")
    ]
    if decision.amount:
        sentences.append(
            _("A grant of %(amount)s is awarded to it.")
            % {"amount": money(decision.amount, currency)}
        )
    return [
        *sentences,
        _("Say in the portal whether your community accepts."),
    ]


def _of_reserve(decision: Decision, standing: str) -> list[str]:
    """`standing`: where the ranking put the application."""
    sentences = []
    if standing == states.ON_RESERVE:
        sentences.append(
            _(
                "Your application reached every threshold, but the grants of"
                " the lot ended before it."
            )
        )
    return [
        *sentences,
        _("It stands on the reserve list, at place %(place)s.")
        % {"place": decision.reserve_place},
        _(
            "If a grant becomes free, the applications of the reserve list are"
            " called up by their places, and you hear of it at once."
        ),
    ]


def _opening(decision: Decision, currency: str, standing: str) -> list[str]:
    """The outcome in sentences."""
    if decision.outcome == states.AWARDED:
        return _of_award(decision, currency)
    if decision.outcome == states.RESERVE:
        return _of_reserve(decision, standing)
    return [
        _("We are sorry to tell you that your application was not selected.")
    ]


def _facts(decision: Decision) -> list[list[str]]:
    application = decision.application
    lot = application.lot
    return [
        [_("Reference"), application.reference],
        [_("Community"), text(application.community, "name")],
        [_("Call"), text(lot.call, "title")],
        [_("Lot"), f"{lot.number}. {text(lot, 'title')}"],
    ]


def finals_of_decision(decision: Decision) -> list[FinalReview]:
    """The reviews that its ranking rests on, in the order in which they were given."""
    reviews = decision.application.reviews.final().prefetch_related(
        "finals__scores__criterion"
    )
    finals = map(agreement.newest_final, reviews)
    return [one for one in finals if one is not None]


def _scores(finals: list[FinalReview]) -> list[list[str]]:
    """Criterion, weight, mean score, points: each rounded once, from the scores themselves."""
    if not finals:
        return []
    values: dict[int, list[int]] = {}
    criteria = {}
    for final in finals:
        for score in final.scores.all():
            criteria[score.criterion_id] = score.criterion
            values.setdefault(score.criterion_id, []).append(score.value)
    lines = []
    for key, criterion in criteria.items():
        weight = criterion.weight or Decimal(0)
        weighted = [value * weight for value in values[key]]
        lines.append(
            [
                text(criterion, "title"),
                grouped(weight),
                f"{grouped(computing.mean(values[key]))} / {criterion.scale_max}",
                grouped(computing.mean(weighted)),
            ]
        )
    return lines


def _comments(finals: list[FinalReview]) -> list[dict[str, Any]]:
    """What each reviewer wrote, without who they are."""
    groups = []
    for number, final in enumerate(finals, start=1):
        lines = [final.comment]
        lines += [
            f"{with_colon(text(score.criterion, 'title'))} {score.comment}"
            for score in final.scores.all()
            if score.comment
        ]
        groups.append(
            {
                "title": _("Comments of reviewer %(number)d")
                % {"number": number},
                "lines": lines,
            }
        )
    return groups


def letter_data(decision: Decision) -> dict[str, Any]:
    """Everything the letter says, in the language of the application."""
    lot = decision.application.lot
    row = decision.ranking.rows.get(application=decision.application_id)
    finals = finals_of_decision(decision) if lot.tells_scores else []
    with translation.override(decision.application.language):
        paragraphs = _opening(decision, lot.call.currency, row.standing)
        if decision.reason:
            paragraphs.append(decision.reason)
        return {
            "language": decision.application.language,
            "title": _("Decision on your application"),
            "reference": decision.application.reference,
            "facts": _facts(decision),
            "paragraphs": paragraphs,
            "scores_title": _("How it was scored"),
            "score_heads": [
                _("Criterion"),
                _("Weight"),
                _("Mean score"),
                _("Points"),
            ],
            "scores": _scores(finals),
            "total": _("Total"),
            "points": grouped(row.points),
            "comments": _comments(finals),
            "closing": _("Contact: %(email)s")
            % {"email": lot.call.contact_email}
            if lot.call.contact_email
            else "",
        }


def _named_facts(decision: Decision) -> list[list[str]]:
    with translation.override(decision.application.language):
        return [[str(cell) for cell in row] for row in _facts(decision)]


def letter_fingerprint(decision: Decision) -> str:
    """Of the facts that a letter is made from, names and titles too: one with another no longer
    fits. What the reviews say is in the hash of the ranking.
    """
    application = decision.application
    facts = {
        "reference": application.reference,
        "language": application.language,
        "outcome": decision.outcome,
        "amount": number_fact(decision.amount),
        "place": decision.reserve_place,
        "reason": decision.reason,
        "ranking": decision.ranking.sha256,
        "scores": application.lot.tells_scores,
        "contact": application.lot.call.contact_email,
        "facts": _named_facts(decision),
    }
    return sha256(canonical(facts))


def decision_pdf(decision: Decision) -> bytes:
    return pdf_of.make_pdf(HERE / "letter.typ", letter_data(decision))


def _private() -> PrivateStorage:
    storage = storages["private"]
    assert isinstance(storage, PrivateStorage)
    return storage


def make_letter(decision: Decision) -> DecisionLetter:
    """Make the letter of a prepared decision and keep it; one that fits and is whole is left as it
    is.
    """
    fingerprint = letter_fingerprint(decision)
    kept = DecisionLetter.objects.filter(decision=decision).first()
    if kept and kept.facts_sha256 == fingerprint and is_whole(kept):
        return kept
    content = decision_pdf(decision)
    letter = kept or DecisionLetter(decision=decision)
    letter.storage_key = _private().keep_file(ContentFile(content))
    letter.size, letter.sha256 = (
        len(content),
        hashlib.sha256(content).hexdigest(),
    )
    letter.facts_sha256, letter.made_at = fingerprint, timezone.now()
    letter.save()
    return letter


def read_letter(letter: DecisionLetter) -> bytes:
    with _private().open(letter.storage_key) as stored:
        return stored.read()


def is_whole(letter: DecisionLetter) -> bool:
    """Whether its file is there and has the hash that was written down."""
    if not _private().exists(letter.storage_key):
        return False
    return hashlib.sha256(read_letter(letter)).hexdigest() == letter.sha256


def decision_attachment(decision_id: str) -> tuple[str, bytes, str]:
    """The letter as an e-mail carries it."""
    decision = Decision.objects.select_related("application", "letter").get(
        pk=decision_id
    )
    name = f"{decision.application.reference}-decision-{decision.number}.pdf"
    return name, read_letter(decision.letter), "application/pdf"
