"""Files of an application: announced, sent, read after the same permission as their page, taken
away.
"""

import io

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import FileResponse, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts import access
from applications import readable_files, rules
from applications.errors import Closed
from applications.models import Application, Attachment
from applications.submissions import uploading
from applications.views.finding import find, find_own, refuse_closed
from calls.models import Question
from calls.question_types.registry import codes_of_files
from core.files import images
from core.language.figures import filesize
from core.web import posted
from core.web.post_only import post_only


@require_safe
@access.signed_in_keeping_words
def file(request, reference: str, uuid):
    """A file, after the same permission as its page; never from a public address.

    `?jpeg`: of a picture that not every program opens, the JPEG beside it.
    """
    application = find(request, reference)
    attachment = get_object_or_404(
        readable_files.readable_files(application, request.user), uuid=uuid
    )
    stored = storages["private"].open(attachment.storage_key)
    if "jpeg" in request.GET and attachment.is_rare_picture:
        with stored:
            content = images.as_jpeg(stored.read())
        response = FileResponse(
            io.BytesIO(content),
            as_attachment=True,
            filename=f"{attachment.name}.jpg",
            content_type="image/jpeg",
        )
    else:
        response = FileResponse(
            stored,
            as_attachment=True,
            filename=attachment.name,
            content_type=attachment.content_type,
        )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _question(application: Application, key: str) -> Question:
    questions = Question.objects.filter(
        section__version=application.form_version_id,
        type__in=codes_of_files(),
    )
    return get_object_or_404(questions, key=key)


def _refused(error: ValidationError) -> JsonResponse:
    status = (
        403
        if isinstance(error, Closed)
        else 507
        if error.code == uploading.DISK
        else 422
    )
    return JsonResponse(
        {"code": error.code, "error": " ".join(error.messages)},
        status=status,
        json_dumps_params={"ensure_ascii": False},
    )


def _file_answer(attachment: Attachment) -> dict:
    place = [attachment.application.reference, attachment.uuid]
    return {
        "uuid": str(attachment.uuid),
        "name": attachment.name,
        "size": filesize(attachment.size),
        "sha256": attachment.sha256,
        "state": attachment.state,
        "content": reverse("applications:content", args=place),
        "href": reverse("applications:file", args=place),
        "remove": reverse("applications:remove_file", args=place),
    }


def _may_write(request, application: Application) -> Application:
    if not rules.may_write(request.user, application):
        raise PermissionDenied
    return application


@post_only("applications:detail", "reference")
@access.signed_in_keeping_words
def announce(request, reference: str):
    """A file is coming: its name, size in bytes and SHA-256; takes the server's clock."""
    application = _may_write(request, find_own(request, reference))
    data = request.POST
    try:
        attachment = uploading.announce_file(
            application,
            _question(application, data.get("question", "")),
            by=request.user,
            name=data.get("name", ""),
            size=posted.posted_number(data.get("size", "")),
            sha256=data.get("sha256", "").lower(),
        )
    except ValidationError as error:
        return _refused(error)
    return JsonResponse(_file_answer(attachment))


def _body(request, attachment: Attachment) -> SimpleUploadedFile:
    """The bytes as they come, no more of them than were announced and one."""
    content = request.read(attachment.size + 1)
    return SimpleUploadedFile(attachment.name, content)


@post_only("applications:detail", "reference")
@access.signed_in_keeping_words
def content(request, reference: str, uuid):
    """The bytes of an announced file, as the body of the request."""
    application = _may_write(request, find_own(request, reference))
    attachment = get_object_or_404(
        application.attachments.exclude(state=Attachment.REMOVED), uuid=uuid
    )
    attachment.application = application
    try:
        upload = _body(request, attachment)
        received = uploading.receive_file(
            attachment,
            _question(application, attachment.question_key),
            upload,
            by=request.user,
        )
    except ValidationError as error:
        return _refused(error)
    received.application = application
    return JsonResponse(_file_answer(received))


@post_only("applications:detail", "reference")
@access.signed_in_keeping_words
def remove_file(request, reference: str, uuid):
    application = find_own(request, reference)
    attachment = get_object_or_404(
        application.attachments.expected(), uuid=uuid
    )
    try:
        uploading.remove_attachment(attachment, by=request.user)
    except Closed:
        return refuse_closed(request, application)
    if access.is_script(request):
        return HttpResponse(status=204)
    return redirect(_section_of(application, attachment) or application)


def _section_of(application: Application, attachment: Attachment) -> str:
    sections = application.form_version.sections
    section = sections.filter(questions__key=attachment.question_key).first()
    return (
        f"{application.get_absolute_url()}edit/{section.key}/"
        if section
        else ""
    )
