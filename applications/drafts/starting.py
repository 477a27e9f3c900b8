"""Opening the one draft of a community in a lot."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications import deadlines, journal, rules
from applications.drafts import eligibility, prefilling, saving
from applications.errors import EXISTS, NO_FORM, REGION, NotEligible
from applications.models import Application, EligibilityCheck, ReferenceCounter
from calls.models import Lot
from communities.models import Community


def _next_reference(lot: Lot) -> str:
    ReferenceCounter.objects.get_or_create(lot=lot)
    counter = ReferenceCounter.objects.select_for_update().get(lot=lot)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{lot.call.code}-L{lot.number}-{counter.last:04}"


def _create(
    lot: Lot, community: Community, by: User, language: str
) -> Application:
    version = lot.form.current() if lot.form else None
    if version is None:
        raise ValidationError(
            _("The form of this lot is not published yet."), code=NO_FORM
        )
    application = Application.objects.create(
        reference=_next_reference(lot),
        lot=lot,
        community=community,
        language=language,
        form_version=version,
        created_by=by,
    )
    journal.record_move(application, "start", by=by, at=timezone.now())
    return application


def _exists(lot: Lot, community: Community) -> ValidationError:
    draft = Application.objects.get(lot=lot, community=community)
    text = _(
        "Your community has already started an application for this lot: %(reference)s."
    )
    return ValidationError(
        text, code=EXISTS, params={"reference": draft.reference}
    )


def _refuse_ineligible(
    lot: Lot, community: Community, answers: Mapping[str, str]
) -> list:
    if not eligibility.is_for(lot, community):
        raise ValidationError(
            _("This lot is for communities of other regions."), code=REGION
        )
    outcomes = eligibility.check(lot, community, answers)
    if any(outcome.blocks for outcome in outcomes):
        raise NotEligible(outcomes)
    return outcomes


def _locked(lot: Lot) -> Lot:
    held = Lot.objects.select_for_update(
        of=("self",), no_key=True
    ).select_related("call", "form")
    return held.get(pk=lot.pk)


@deadlines.remembers_closing
def start_application(
    lot: Lot,
    community: Community,
    *,
    by: User,
    language: str,
    answers: Mapping[str, str] | None = None,
) -> Application:
    """Open the draft; `answers`: those given in the self-check (rule key → yes or no).

    Raises PermissionDenied, Closed, NotEligible, or ValidationError 'region', 'no_form', 'exists'
    (params: the reference of the draft that is there).
    """
    if not rules.may_start(by, community):
        raise PermissionDenied
    outcomes = _refuse_ineligible(lot, community, answers or {})
    try:
        with transaction.atomic():
            lot = _locked(lot)
            deadlines.refuse_unopened(lot)
            if Application.objects.filter(
                lot=lot, community=community
            ).exists():
                raise _exists(lot, community)
            application = _create(lot, community, by, language)
            _keep_check(application, outcomes, dict(answers or {}), by)
            prefilling.prefill_from_register(application, by=by)
            return application
    except IntegrityError:
        raise _exists(lot, community) from None


@deadlines.remembers_closing
@transaction.atomic
def repeat_self_check(
    application: Application, answers: Mapping[str, str], *, by: User
) -> list:
    """Answer the self-check of a draft again: a condition may have been added or come true since.

    The outcomes, whatever they are. Raises PermissionDenied or Closed.
    """
    locked = saving.locked_for_writing(application, by)
    outcomes = eligibility.check(locked.lot, locked.community, answers)
    EligibilityCheck.objects.filter(application=locked).delete()
    _keep_check(locked, outcomes, dict(answers), by)
    return outcomes


def _keep_check(
    application: Application, outcomes: list, answers: dict[str, Any], by: User
) -> None:
    known = {outcome.rule.key for outcome in outcomes}
    EligibilityCheck.objects.create(
        application=application,
        at=timezone.now(),
        by=by,
        said={key: value for key, value in answers.items() if key in known},
        outcomes=[outcome.record() for outcome in outcomes],
    )
