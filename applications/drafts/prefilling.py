"""Answers that the portal can give itself: from the register, and from an earlier application."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications import deadlines
from applications.drafts import saving
from applications.models import AnswerHistory, Application
from communities.models import Community
from core.language.bilingual import text

#: what is never taken over: it is said anew each time, or it is a file


def _population(community: Community) -> str:
    figure = community.population_figures.order_by("-on", "pk").first()
    return str(figure.people) if figure else ""


def known_of_community(community: Community, what: str) -> str:
    """What the register knows, as text; '' when it knows nothing."""
    if what == "population":
        return _population(community)
    return (
        text(community, what)
        if what in ("name", "seat")
        else getattr(community, what)
    )


def prefill_from_register(application: Application, *, by: User) -> list[str]:
    """Fill the questions that the register can answer; the keys filled. Of a draft just started."""
    filled = []
    for question in application.form_version.questions():
        value = (
            known_of_community(application.community, question.prefill)
            if question.prefill
            else ""
        )
        if value:
            saving.write_answer(
                application,
                question.key,
                value,
                None,
                by,
                AnswerHistory.PREFILLED,
            )
            filled.append(question.key)
    return filled


def prefill_source(application: Application) -> Application | None:
    """The community's latest other application with an answer to some question of this one."""
    keys = [question.key for question in application.form_version.questions()]
    others = Application.objects.filter(
        community=application.community_id
    ).exclude(pk=application.pk)
    return (
        others.filter(answers__key__in=keys)
        .order_by("-saved_at", "-pk")
        .distinct()
        .first()
    )


def _carried(application: Application, source: Application) -> dict:
    """key → value of the earlier answers to questions of the same key and type."""
    types = {q.key: q.type for q in source.form_version.questions()}
    here = {
        question.key
        for question in application.form_version.questions()
        if types.get(question.key) == question.type
        and question.question_type.is_carried_over
    }
    return {
        key: value
        for key, value in source.answers.values_list("key", "value")
        if key in here and value
    }


@deadlines.remembers_closing
@transaction.atomic
def prefill_from_application(
    application: Application, source: Application, *, by: User
) -> list[str]:
    """Take over the answers of an earlier application where this one has none yet; the keys filled.

    Raises PermissionDenied or Closed.
    """
    locked = saving.locked_for_writing(application, by)
    present = {answer.key: answer for answer in locked.answers.all()}
    values = _carried(locked, source)
    keys = [
        key
        for key in values
        if locked.may_write_key(key)
        and not (key in present and present[key].value)
    ]
    for key in keys:
        saving.write_answer(
            locked,
            key,
            values[key],
            present.get(key),
            by,
            AnswerHistory.PREFILLED,
        )
    if keys:
        locked.predecessor = source
        locked.saved_at = timezone.now()
        locked.save(update_fields=["predecessor", "saved_at"])
    return keys
