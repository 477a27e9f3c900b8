"""Many applications in review, to see how the office bears them: rows copied from one of the
demonstration, in made-up communities. Their hashes are made up too, so `verify_journal` minds them.
"""

import copy
import hashlib
import json
import random
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications import states as application_states
from applications.models import Application, Version
from calls import copying
from calls.models import Call, Lot
from communities.models import Community, Region
from evaluation import states
from evaluation.models import Check, FinalReview, Review, Score
from evaluation.reviewing.scoring import criteria_of
from portal.demo.content import at

CODE, MARK = "MANY", "bench-community"
#: of a made-up community: HD 002 codes of real ones begin with 01 to 11
FIRST_CODE = 99_000_000


def _made_up_hash(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _lot(source: Call) -> Lot:
    call = copying.copy_call(
        source,
        code=CODE,
        slug="many-applications",
        title_hy="Բազմաթիվ հայտեր (չափումների համար)",
        months=0,
    )
    lot = call.lots.all()[0]
    lot.opens_at, lot.closes_at = at(-40, "10:00"), at(-2, "18:00")
    lot.budget = Decimal(1_200_000)
    lot.save()
    Call.objects.filter(pk=call.pk).update(status=Call.PUBLISHED)
    return Lot.objects.select_related("call").get(pk=lot.pk)


def _communities(count: int) -> list[Community]:
    region = Region.objects.all()[0]
    made = [
        Community(
            hd002_code=str(FIRST_CODE + number),
            slug=f"{MARK}-{number}",
            name_hy=f"Հորինված {number}",
            name_en=f"Made up {number}",
            region=region,
            search_key=f" հորինված {number} ",
        )
        for number in range(1, count + 1)
    ]
    return Community.objects.bulk_create(made)


def _applications(
    template: Application, lot: Lot, communities: list[Community]
) -> list[Application]:
    rows = [
        Application(
            reference=f"{CODE}-L1-{number:04}",
            lot=lot,
            community=community,
            language="hy",
            state=application_states.IN_REVIEW,
            form_version=template.form_version,
            created_by=template.created_by,
            title=f"{template.title} {number}",
            grant=template.grant,
            search_key=f" {CODE.lower()}-l1-{number:04} {template.search_key}",
        )
        for number, community in enumerate(communities, start=1)
    ]
    return Application.objects.bulk_create(rows)


def _versions(
    template: Version, applications: list[Application]
) -> list[Version]:
    record = json.loads(template.record)
    rows = []
    for application in applications:
        own = copy.deepcopy(record)
        own["content"]["reference"] = application.reference
        rows.append(
            Version(
                application=application,
                number=1,
                record=json.dumps(own, ensure_ascii=False),
                sha256=_made_up_hash("version", application.pk),
                submitted_by=template.submitted_by,
                requested_at=template.requested_at,
                accepted_at=template.accepted_at,
                deadline_at=template.deadline_at,
            )
        )
    return Version.objects.bulk_create(rows)


def _checks(versions: list[Version], officer: User) -> None:
    now = timezone.now()
    Check.objects.bulk_create(
        Check(
            application=version.application,
            version=version,
            begun_by=officer,
            begun_at=now,
            outcome=Check.ELIGIBLE,
            concluded_by=officer,
            concluded_at=now,
        )
        for version in versions
    )


def _reviews(
    versions: list[Version], reviewers: list[User], officer: User
) -> list[Review]:
    now = timezone.now()
    rows = [
        Review(
            application=version.application,
            version=version,
            reviewer=reviewer,
            state=states.FINAL,
            assigned_by=officer,
            assigned_at=now,
            due_on=timezone.localdate(),
            declared_at=now,
        )
        for version in versions
        for reviewer in reviewers
    ]
    return Review.objects.bulk_create(rows)


def _finals(reviews: list[Review]) -> None:
    chance = random.Random(18)  # noqa: S311 - the same scores each time
    criteria = criteria_of(reviews[0])
    finals, scores = [], []
    for review in reviews:
        values = [chance.randint(2, 5) for _criterion in criteria]
        points = sum(
            value * (criterion.weight or 0)
            for value, criterion in zip(values, criteria, strict=True)
        )
        final = FinalReview(
            review=review,
            number=1,
            comment="Չափումների համար։",
            points=points,
            record="{}",
            sha256=_made_up_hash("final", review.pk),
            at=timezone.now(),
        )
        finals.append(final)
        scores += [
            Score(final=final, criterion=criterion, value=value)
            for value, criterion in zip(values, criteria, strict=True)
        ]
    FinalReview.objects.bulk_create(finals)
    Score.objects.bulk_create(scores)


@transaction.atomic
def build(count: int) -> None:
    """So many applications in one lot, each with two final reviews; once."""
    if Call.objects.filter(code=CODE).exists():
        return
    template = Application.objects.filter(lot__call__code="UI25")[0]
    version = template.versions.get()
    lot = _lot(template.lot.call)
    officer = User.objects.get(email="officer@portal.example")
    reviewers = [
        User.objects.get(email=f"reviewer{number}@portal.example")
        for number in (1, 2)
    ]
    applications = _applications(template, lot, _communities(count))
    versions = _versions(version, applications)
    _checks(versions, officer)
    _finals(_reviews(versions, reviewers, officer))
