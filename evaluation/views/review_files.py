"""The files of an application, for its reviewers."""

import io
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from accounts import access
from core.files import properties
from evaluation.reviewing import reading
from evaluation.views.finding import readable_review


def _without_properties(stored: IO[bytes], kind: str) -> tuple[bytes, str]:
    """Better no file than one that tells whose it is."""
    with stored:
        content = stored.read()
    try:
        return properties.without_properties(content, kind)
    except (ValueError, ValidationError) as error:
        raise Http404 from error


@require_safe
@access.signed_in_keeping_words
def review_file(request, reference: str, number: int):
    """A file of the application, after the same permission as the page; without names its
    properties are taken out.
    """
    own = readable_review(request, reference)
    files = {one.number: one for one in reading.files_to_read(own)}
    if number not in files:
        raise Http404
    found = files[number]
    kind = found.attachment.content_type
    stored: IO[bytes] = storages["private"].open(found.attachment.storage_key)
    if own.application.lot.is_blind:
        content, kind = _without_properties(stored, kind)
        stored = io.BytesIO(content)
    response = FileResponse(
        stored, as_attachment=True, filename=found.name, content_type=kind
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
