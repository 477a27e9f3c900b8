"""One section of an application a page: saved whenever it is sent, by button or by itself."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format

from accounts import access
from applications import rules
from applications.drafts import budgets, checking, presence, saving, task_list
from applications.drafts.question_forms import SectionForm
from applications.errors import Closed, Stale
from applications.models import Answer, Application
from applications.submissions import uploading
from applications.views.finding import find_own, refuse_closed
from calls.models import FormSection
from core.web.post_only import post_only


@access.signed_in_keeping_words
def edit(request, reference: str, section: str):
    application = find_own(request, reference)
    is_read = request.method != "POST"  # writing asks for itself
    if is_read and not rules.may_write(request.user, application):
        raise PermissionDenied
    sections = checking.sections_of(application)
    current = next((one for one in sections if one.key == section), None)
    if current is None:
        raise Http404
    if request.method == "POST":
        return _save(request, application, current)
    if not application.is_writable or not _is_open(application, current):
        return redirect("applications:check", reference)
    return _page(request, application, current, _form(application, current))


def _is_open(application: Application, section: FormSection) -> bool:
    """Whether anything in it may be written; in a completion most sections are closed."""
    keys = task_list.section_keys(section)
    return any(map(application.may_write_key, keys))


def _form(
    application: Application,
    section: FormSection,
    data=None,
    *,
    with_files=True,
    answers: dict[str, Answer] | None = None,
) -> SectionForm:
    if answers is None:
        answers = {answer.key: answer for answer in application.answers.all()}
    files = list(application.attachments.expected()) if with_files else []
    for file in files:
        file.application = application
    return SectionForm(section, answers, files, data, application.may_write_key)


def _page(
    request, application, section, form, status=200, **more
) -> HttpResponse:
    keys = list(application.form_version.sections.values_list("key", flat=True))
    is_budget = section.kind == FormSection.BUDGET
    value = form.entries[0].value if is_budget and form.entries else []
    return render(
        request,
        "applications/edit.html",
        {
            "application": application,
            "section": section,
            "form": form,
            "status": status,
            "lot": application.lot,
            "place": keys.index(section.key) + 1,
            "places": len(keys),
            "budget": task_list.budget_for_reading(application)
            if is_budget
            else None,
            "wrong": budgets.budget_faults(application, value) if value else [],
            "others": presence.note_presence(
                application, section.key, by=request.user
            ),
            **more,
        },
        status=status,
    )


def _save(
    request, application: Application, section: FormSection
) -> HttpResponse:
    form = _form(
        application,
        section,
        request.POST,
        with_files=not access.is_script(request),
    )
    try:
        saved = saving.save_typed(application, form.given(), by=request.user)
    except Stale as error:
        return _refuse_stale(request, application, section, form, error)
    except Closed:
        return _give_back(request, application, form)
    if access.is_script(request):
        return JsonResponse(
            _saved(request, application, section, saved.answers)
        )
    _attach_all(request, application, section, form)
    return _after_saving(request, application, section, form)


def _saved(
    request,
    application: Application,
    section: FormSection,
    answers: dict[str, Answer] | None = None,
) -> dict:
    """When it was saved, the revisions that the next save builds on, what is wrong, who is here."""
    form = _form(application, section, with_files=False, answers=answers)
    form.mark_wrong()
    return {
        "saved": date_format(timezone.localtime(), "H:i"),
        "revs": {one.question.key: one.rev for one in form.entries},
        "errors": {one.question.key: one.error for one in form.errors},
        "others": _others(
            presence.note_presence(application, section.key, by=request.user)
        ),
        "token": get_token(request),
        "version": str(application.form_version.number),
        "wrong": _wrong(application, section, form),
    }


def _wrong(
    application: Application, section: FormSection, form: SectionForm
) -> list[str] | None:
    if section.kind != FormSection.BUDGET or not form.entries:
        return None
    return budgets.budget_faults(application, form.entries[0].value)


def _others(presences) -> list[str]:
    return [str(one.user) for one in presences]


def _refuse_stale(
    request, application, section, form, error: Stale
) -> HttpResponse:
    form.mark_theirs(error.theirs)
    if access.is_script(request):
        theirs = {
            one.question.key: {
                "text": one.theirs_in_lines,
                "value": one.theirs,
                "who": one.who,
            }
            for one in form.entries
            if one.theirs is not None
        }
        return JsonResponse(
            _saved(request, application, section) | {"stale": theirs},
            status=409,
        )
    return _page(request, application, section, form, status=409)


def _give_back(request, application, form) -> HttpResponse:
    if access.is_script(request):
        refuse_closed(request, application)
        return JsonResponse({"closed": True}, status=403)
    typed = [
        (entry.question, entry.value_in_lines)
        for entry in form.entries
        if entry.value
    ]
    return refuse_closed(request, application, typed)


def _attach_all(
    request,
    application,
    section,
    form: SectionForm,
) -> None:
    for question in section.questions.all():
        if not question.question_type.takes_files:
            continue
        for upload in request.FILES.getlist(question.key):
            try:
                uploading.attach_file(
                    application, question, upload, by=request.user
                )
            except ValidationError as error:
                form.add_error(question.key, " ".join(error.messages))


def _after_saving(
    request, application, section, form: SectionForm
) -> HttpResponse:
    form.mark_wrong()
    if form.errors:
        fresh = _form(application, section)
        for entry in form.errors:
            fresh.add_error(entry.question.key, entry.error)
        return _page(request, application, section, fresh, status=422)
    if "stay" in request.POST:
        return redirect("applications:edit", application.reference, section.key)
    return _onward(request, application, section)


def _onward(request, application, section) -> HttpResponse:
    following = next(
        (
            later
            for later in checking.sections_of(application)
            if later.order > section.order and _is_open(application, later)
        ),
        None,
    )
    if "next" in request.POST and following:
        return redirect(
            "applications:edit", application.reference, following.key
        )
    return redirect(application)


@post_only("applications:edit", "reference", "section")
@access.signed_in_keeping_words
def here(request, reference: str, section: str):
    """The page says that it is open, and hears who else is here and what they saved meanwhile."""
    application = find_own(request, reference)
    others = presence.note_presence(application, section, by=request.user)
    revs = dict(
        Answer.objects.filter(application=application).values_list("key", "rev")
    )
    is_open = application.is_writable
    return JsonResponse(
        {
            "others": _others(others),
            "revs": revs,
            "open": is_open,
            "token": get_token(request),
        }
    )
