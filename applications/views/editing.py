"""One section of an application a page: saved whenever it is sent, by button or by itself."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format

from applications import budgeting, drafting, rules, tasks
from applications.errors import Stale
from applications.forms import BudgetForm, SectionForm, initial_rows
from applications.models import Application, Attachment
from applications.views.applicant import find_own
from calls.models import FormSection, Question
from portal import doors


def edit(request, reference: str, section: str):
    if not request.user.is_authenticated:
        return _signed_out(request)
    application = find_own(request, reference)
    if not rules.may_write(request.user, application):
        raise PermissionDenied
    sections = application.form_version.sections.prefetch_related("questions__options")
    here = get_object_or_404(sections, key=section)
    if request.method != "POST" and not application.is_writable:
        return redirect("applications:check", reference)
    page = _edit_budget if here.kind == FormSection.BUDGET else _edit_questions
    return page(request, application, here)


def _signed_out(request) -> HttpResponse:
    """The script that saves by itself keeps the words in the page; a person gets them back."""
    if request.method == "POST" and _wants_json(request):
        return JsonResponse({"signed_out": True}, status=401)
    return doors.signed_out(request)


def _form(application: Application, section: FormSection, data=None) -> SectionForm:
    answers = {answer.key: answer for answer in application.answers.all()}
    files = list(application.attachments.filter(state=Attachment.CLEAN))
    for file in files:
        file.application = application
    return SectionForm(section, answers, files, data)


def _page(request, application, section, form, status=200, **more) -> HttpResponse:
    keys = list(application.form_version.sections.values_list("key", flat=True))
    place = keys.index(section.key) + 1
    return render(request, "applications/edit.html", {
        "application": application, "section": section, "form": form, "status": status,
        "place": place, "places": len(keys), **more,
    }, status=status)  # fmt: skip


def _edit_questions(request, application: Application, section: FormSection) -> HttpResponse:
    if request.method != "POST":
        return _page(request, application, section, _form(application, section))
    form = _form(application, section, request.POST)
    try:
        drafting.save_answers(application, form.given(), by=request.user)
    except Stale as error:
        return _refuse_stale(request, application, section, form, error)
    except ValidationError:
        return _refuse_closed(request, application, form)
    if _wants_json(request):
        return _saved_json(application, section)
    _attach_all(request, application, section, form)
    return _after_saving(request, application, section, form)


def _wants_json(request) -> bool:
    return request.headers.get("Accept") == "application/json"


def _saved_json(application: Application, section: FormSection) -> JsonResponse:
    form = _form(application, section)
    form.mark_wrong()
    at = date_format(timezone.localtime(), "H:i")
    return JsonResponse({
        "saved": at, "revs": {one.question.key: one.rev for one in form.asked},
        "errors": {one.question.key: one.error for one in form.errors},
    })  # fmt: skip


def _refuse_stale(request, application, section, form, error: Stale) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"stale": list(error.theirs)}, status=409)
    form.mark_theirs(error.theirs)
    return _page(request, application, section, form, status=409)


def _refuse_closed(request, application, form) -> HttpResponse:
    """The page is closed; what was typed is given back."""
    if _wants_json(request):
        return JsonResponse({"closed": True}, status=403)
    typed = [(one.question, one.value) for one in form.asked if one.value]
    context = {"application": application, "typed": typed}
    return render(request, "applications/closed.html", context, status=403)


def _attach_all(request, application, section, form: SectionForm) -> None:
    for question in section.questions.all():
        upload = request.FILES.get(question.key)
        if question.type == Question.FILE and upload is not None:
            try:
                drafting.attach(application, question, upload, by=request.user)
            except ValidationError as error:
                form.add_error(question.key, " ".join(error.messages))


def _after_saving(request, application, section, form: SectionForm) -> HttpResponse:
    form.mark_wrong()
    if form.errors:
        fresh = _form(application, section)
        for one in form.errors:
            fresh.add_error(one.question.key, one.error)
        return _page(request, application, section, fresh, status=422)
    if "stay" in request.POST:
        return redirect("applications:edit", application.reference, section.key)
    return _onward(request, application, section)


def _onward(request, application, section) -> HttpResponse:
    following = application.form_version.sections.filter(order__gt=section.order).first()
    if "next" in request.POST and following:
        return redirect("applications:edit", application.reference, following.key)
    return redirect(application)


def _edit_budget(request, application: Application, section: FormSection) -> HttpResponse:
    if request.method == "POST":
        return _save_budget(request, application, section)
    lines = list(application.budget_lines.all())
    return _budget_page(request, application, section, BudgetForm(initial=initial_rows(lines)))


def _budget_page(request, application, section, form, status=200, **more) -> HttpResponse:
    context = {"budget": tasks.budget(application), "rev": application.budget_rev} | more
    context["wrong"] = budgeting.wrong(application) if application.budget_lines.exists() else []
    return _page(request, application, section, form, status, **context)


def _save_budget(request, application: Application, section: FormSection) -> HttpResponse:
    form = BudgetForm(request.POST)
    posted = request.POST.get("rev", "")
    rev = int(posted) if posted.isdecimal() and len(posted) < 10 else -1
    if not form.is_valid():
        if not application.is_writable:
            return render(request, "applications/closed.html", {"application": application}, status=403)
        return _budget_page(request, application, section, form, 422, rev=rev)
    try:
        drafting.save_budget(application, form.lines(), rev=rev, by=request.user)
    except Stale:
        application.refresh_from_db()
        return _budget_page(request, application, section, form, 409, is_stale=True)
    except ValidationError:
        context = {"application": application, "lines": form.lines()}
        return render(request, "applications/closed.html", context, status=403)
    if "stay" in request.POST:
        return redirect("applications:edit", application.reference, section.key)
    return _onward(request, application, section)
