"""Beginning from what is there: the next version of a form, last year's form or call with dates
shifted.
"""

import calendar
import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from calls.models import (
    Call,
    Criterion,
    EligibilityRule,
    Form,
    FormVersion,
    Lot,
)
from core.language.figures import YEREVAN

#: what a new call does not take over from the old one
NOT_COPIED = {
    "status": Call.DRAFT,
    "published_at": None,
    "results_published_at": None,
    "results_hy": "",
    "results_en": "",
    "results": "",
    "is_historic": False,
    "launched": "",
    "deadline": "",
    "reference": "",
}


def _copy(original: models.Model, **changes) -> models.Model:
    """An unsaved twin of a row."""
    values = {
        field.attname: getattr(original, field.attname)
        for field in original._meta.concrete_fields
    }
    values.pop("id")
    return type(original)(**values | changes)


def copied(original: models.Model, **changes) -> models.Model:
    """A saved twin of a row, with some fields changed."""
    twin = _copy(original, **changes)
    twin.save(force_insert=True)
    return twin


def _fill(version: FormVersion, source: FormVersion) -> None:
    for section in source.sections.all():
        new_section = copied(section, version_id=version.pk)
        for question in section.questions.all():
            new_question = copied(question, section_id=new_section.pk)
            for part in (*question.options.all(), *question.columns.all()):
                copied(part, question_id=new_question.pk)


@transaction.atomic
def next_version(form: Form) -> FormVersion:
    """A draft of the form's next version, as the newest one stands. Raises ValidationError
    'draft'.
    """
    Form.objects.select_for_update().get(pk=form.pk)
    newest = form.versions.order_by("-number").first()
    if newest and not newest.is_locked:
        raise ValidationError(
            _("There is a version that is not published yet: change that one."),
            code="draft",
        )
    version = FormVersion.objects.create(
        form=form, number=(newest.number if newest else 0) + 1
    )
    if newest:
        _fill(version, newest)
    return version


@transaction.atomic
def copy_form(source: Form, *, slug: str, name: str) -> Form:
    """A new form whose first version, still a draft, stands as the newest version of another."""
    new = Form.objects.create(slug=slug, name=name)
    version = FormVersion.objects.create(form=new, number=1)
    if newest := source.versions.order_by("-number").first():
        _fill(version, newest)
    return new


def shifted_by_months(
    instant: dt.datetime | None, *, months: int
) -> dt.datetime | None:
    """The same clock in Yerevan so many months later; the 31st becomes the last day of a shorter
    month.
    """
    if instant is None:
        return None
    there = instant.astimezone(YEREVAN)
    count = there.year * 12 + there.month - 1 + months
    year, month = divmod(count, 12)
    day = min(there.day, calendar.monthrange(year, month + 1)[1])
    return there.replace(year=year, month=month + 1, day=day)


def planned_deadline(lot: Lot) -> dt.datetime | None:
    """The deadline before anything extended it."""
    first = lot.extensions.order_by("number").first()
    return first.previous if first else lot.closes_at


def _copy_lot(lot: Lot, call: Call, months: int) -> Lot:
    new = copied(
        lot,
        call_id=call.pk,
        opens_at=shifted_by_months(lot.opens_at, months=months),
        closes_at=shifted_by_months(planned_deadline(lot), months=months),
        results_published_at=None,
        scoring_began_at=None,
    )
    assert isinstance(new, Lot)
    new.regions.set(lot.regions.all())
    new.topics.set(lot.topics.all())
    return new


@transaction.atomic
def copy_call(
    source: Call,
    *,
    code: str,
    slug: str,
    title_hy: str,
    title_en: str = "",
    months: int = 12,
) -> Call:
    """A draft of a new call from an earlier one, its dates shifted.

    Lots, priorities, criteria and conditions come along. Documents, updates, questions and
    results stay with the old call. Raises ValidationError.
    """
    cut_off = shifted_by_months(source.questions_until, months=months)
    changes = {
        "code": code,
        "slug": slug,
        "title_hy": title_hy,
        "title_en": title_en,
        "questions_until": cut_off,
    }
    new = _copy(source, **(changes | NOT_COPIED))
    assert isinstance(new, Call)
    new.full_clean()
    new.save(force_insert=True)
    new.priorities.set(source.priorities.all())
    lots = {lot.pk: _copy_lot(lot, new, months) for lot in source.lots.all()}
    parts: list[Criterion | EligibilityRule] = [
        *source.criteria.all(),
        *source.rules.all(),
    ]
    for part in parts:
        lot_id = lots[part.lot_id].pk if part.lot_id else None
        copied(part, call_id=new.pk, lot_id=lot_id)
    return new
