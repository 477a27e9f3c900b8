"""Published files, sent by the portal itself: where no proxy finds them on its own disk.

As deploy/nginx/portal-server.conf does for files on one machine: only these kinds are shown by a
browser, anything else is a download.
"""

import errno

from django.core.files.storage import default_storage
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
)

#: what a browser may show, by the ending of the name
SHOWN = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "avif": "image/avif",
    "gif": "image/gif",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "vtt": "text/vtt",
}
AN_HOUR = 3600
#: a disk or an object store that does not give what it has; anything else is no name of a file
FAILING = (errno.EIO,)


def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file by its name. Raises Http404, and SuspiciousFileOperation for a name that leads out."""
    ending = path.rpartition(".")[2].lower()
    try:
        stored = default_storage.open(path)
    except OSError as error:
        if error.errno in FAILING:
            return HttpResponse(status=503, headers={"Retry-After": "30"})
        raise Http404 from error
    response = FileResponse(
        stored,
        content_type=SHOWN.get(ending, "application/octet-stream"),
    )
    response["Cache-Control"] = f"public, max-age={AN_HOUR}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
