"""How an answer is compressed: Zstandard, Brotli or gzip, as the browser takes it."""

import re

from compression_middleware.middleware import (
    MIN_LEN,
    CompressionMiddleware,
    compressor,
)
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

IDENTITY = "identity"
#: in the environ of a request whose public answer is compressed where it is kept
IS_KEPT = "kept_whole"
_WORDS = re.compile(
    r"(?:text/|application/(?:[\w.+-]*(?:json|xml|javascript)))"
)


def is_text(content_type: str) -> bool:
    """Pictures, archives and papers are compressed already."""
    return _WORDS.match(content_type) is not None


def compressed(body: bytes, accepted: str) -> tuple[bytes, str]:
    """(body, its encoding) for an Accept-Encoding header."""
    if len(body) < MIN_LEN:
        return body, IDENTITY
    encoding, compress, _compress_stream = compressor(accepted)
    return (compress(body), encoding) if encoding else (body, IDENTITY)


def encoding_of(accepted: str) -> str:
    return compressor(accepted)[0] or IDENTITY


class Compressed(CompressionMiddleware):
    """Compresses answers that nobody keeps; a kept page is compressed once (pages.py)."""

    def process_response(
        self,
        request: HttpRequest,
        response: HttpResponse | StreamingHttpResponse,
    ):
        is_public = "public" in response.get("Cache-Control", "")
        is_left = IS_KEPT in request.META and is_public
        if not is_text(response.get("Content-Type", "")) or (
            is_left and not response.streaming
        ):
            return response
        return super().process_response(request, response)
