"""The buttons of the page on which a form is written. Each sends the whole page: what was typed is
saved first, then the button's verb acts.
"""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from applications.office import form_parts
from applications.office.form_parts import place_in_words
from applications.views.office.form_editor import (
    act_after_saving,
    writers_only,
)
from calls.form_editing import adding, order, removing
from calls.form_editing.drafts import Part
from calls.models import FormSection, FormVersion, Question, RemovedPart
from core.web import posted
from core.web.post_only import post_only

#: the words of a button that moves a part one place
STEPS = {"up": -1, "down": 1}


def _anchor(part: Part) -> str:
    """Where a part stands on the page: a row stands in its question."""
    if isinstance(part, FormSection | Question):
        return form_parts.name_of(part)
    return f"q-{part.question_id}"


@post_only("office:edit_form", "slug", "number")
@writers_only
def add_section(request, version: FormVersion):
    def act() -> str:
        kind = request.POST.get("kind", "")
        kinds = dict(FormSection.KINDS)
        chosen = kind if kind in kinds else FormSection.QUESTIONS
        section = adding.add_section(
            version,
            chosen,
            by=request.user,
        )
        messages.success(request, _("The section is added."))
        return f"s-{section.pk}-title_hy"

    return act_after_saving(request, version, act)


@post_only("office:edit_form", "slug", "number")
@writers_only
def add_question(request, version: FormVersion):
    def act() -> str:
        place, _colon, code = request.POST.get("type", "").partition(":")
        section = form_parts.find_part(version, f"s-{place}")
        assert isinstance(section, FormSection)
        question = adding.add_question(
            section,
            code,
            by=request.user,
        )
        messages.success(request, _("The question is added."))
        return f"q-{question.pk}-label_hy"

    return act_after_saving(request, version, act)


@post_only("office:edit_form", "slug", "number")
@writers_only
def duplicate_question(request, version: FormVersion):
    def act() -> str:
        name = request.POST.get("part", "")
        question = form_parts.find_part(version, f"q-{name.partition('-')[2]}")
        assert isinstance(question, Question)
        twin = adding.duplicate_question(question, by=request.user)
        messages.success(request, _("The question stands there twice."))
        return f"q-{twin.pk}-label_hy"

    return act_after_saving(request, version, act)


@post_only("office:edit_form", "slug", "number")
@writers_only
def move_part(request, version: FormVersion):
    """One place up or down by a button, or where it was dropped."""

    def act() -> str:
        name, _colon, step = request.POST.get("part", "").partition(":")
        part = form_parts.find_part(version, name)
        if step in STEPS:
            _step(
                part,
                STEPS[step],
                request.user,
            )
        else:
            _drop(
                request,
                version,
                part,
            )
        part.refresh_from_db()
        messages.success(request, place_in_words(part))
        return _anchor(part)

    return act_after_saving(request, version, act)


def _step(
    part: Part,
    step: int,
    user,
) -> None:
    if isinstance(part, FormSection):
        order.step_section(
            part,
            step,
            by=user,
        )
    elif isinstance(part, Question):
        order.step_question(
            part,
            step,
            by=user,
        )
    else:
        order.step_row(
            part,
            step,
            by=user,
        )


def _drop(
    request,
    version: FormVersion,
    part: Part,
) -> None:
    position = posted.posted_number(request.POST.get("position", ""))
    if isinstance(part, FormSection):
        order.move_section(
            part,
            position,
            by=request.user,
        )
    elif isinstance(part, Question):
        target = request.POST.get("section", "")
        section = form_parts.find_part(version, f"s-{target}")
        assert isinstance(section, FormSection)
        order.move_question(
            part,
            section,
            position,
            by=request.user,
        )


@post_only("office:edit_form", "slug", "number")
@writers_only
def remove_part(request, version: FormVersion):
    def act() -> str:
        part = form_parts.find_part(version, request.POST.get("part", ""))
        removed = removing.remove_part(part, by=request.user)
        messages.success(
            request,
            _("“%(words)s” is removed. It can be put back below.")
            % {"words": removed},
        )
        stays = not isinstance(part, FormSection | Question)
        return _anchor(part) if stays else "removed"

    return act_after_saving(request, version, act)


@post_only("office:edit_form", "slug", "number")
@writers_only
def put_back(request, version: FormVersion):
    def act() -> str:
        number = posted.posted_number(request.POST.get("removed", ""))
        removed = get_object_or_404(
            RemovedPart,
            version=version,
            pk=number,
        )
        part = removing.put_back(removed, by=request.user)
        messages.success(
            request, _("“%(words)s” is put back.") % {"words": removed}
        )
        return _anchor(part)

    return act_after_saving(request, version, act)
