"""What the portal finds by itself about an application, each finding with what it rests on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from applications.drafts import eligibility
from applications.drafts.eligibility.outcome import MET, NOT_MET, Outcome
from applications.models import Application, Attachment, Version
from applications.submissions import receipts
from core.language.bilingual import LANGUAGES
from core.language.figures import grouped, money, yerevan


@dataclass(frozen=True)
class Finding:
    """One computed line in the active language. `state`: as of a condition of the call."""

    key: str
    text: str
    state: str
    fact: str = ""
    instead: str = ""


def _in_time(version: Version) -> Finding:
    is_met = version.requested_at < version.deadline_at
    times = {
        "when": yerevan(version.requested_at),
        "deadline": yerevan(version.deadline_at),
    }
    return Finding(
        "in_time",
        _("It was submitted before the deadline."),
        MET if is_met else NOT_MET,
        _("Submitted %(when)s; deadline %(deadline)s.") % times,
    )


def _is_whole(version: Version) -> Finding:
    named = {file["uuid"] for file in version.content["files"]}
    here = Attachment.objects.here().filter(uuid__in=named).count()
    agrees = receipts.hashes_agree(version)
    return Finding(
        "whole",
        _("The record and its files are intact."),
        MET if agrees and here == len(named) else NOT_MET,
        _("%(here)d of %(named)d files; SHA-256 %(hash)s")
        % {"here": here, "named": len(named), "hash": version.sha256},
    )


def _within_limits(version: Version) -> Finding:
    lot, sums = version.application.lot, receipts.version_totals(version)
    currency, need = lot.call.currency, lot.cofinancing_percent
    is_met = (
        (lot.grant_min is None or sums.grant >= lot.grant_min)
        and (lot.grant_max is None or sums.grant <= lot.grant_max)
        and (need is None or sums.cofinancing_percent >= need)
    )
    facts = {
        "grant": money(sums.grant, currency),
        "share": grouped(sums.cofinancing_percent),
    }
    return Finding(
        "limits",
        _("The grant and own contribution are within the lot's limits."),
        MET if is_met else NOT_MET,
        _("Asked for %(grant)s; own and partners' contribution %(share)s%%.")
        % facts,
    )


#: what is looked at in every application, whatever the call asks
ALWAYS: tuple[Callable[[Version], Finding], ...] = (
    _in_time,
    _is_whole,
    _within_limits,
)


def _condition(outcome: Outcome) -> Finding:
    rule = outcome.rule
    return Finding(
        rule.key,
        str(rule.text),
        outcome.state,
        outcome.fact,
        str(rule.instead or ""),
    )


def _conditions(application: Application) -> list[Outcome]:
    asked = getattr(application, "eligibility", None)
    return eligibility.check(
        application.lot, application.community, asked.said if asked else {}
    )


def computed_findings(version: Version) -> list[Finding]:
    """In the active language: the portal's own findings, then the conditions of the call."""
    own: Iterable[Finding] = (find(version) for find in ALWAYS)
    return [*own, *map(_condition, _conditions(version.application))]


def findings_in_languages(version: Version) -> dict[str, list[Finding]]:
    """language → the same findings in its words, in the same order."""
    findings = {}
    for language in LANGUAGES:
        with translation.override(language):
            findings[language] = computed_findings(version)
    return findings
