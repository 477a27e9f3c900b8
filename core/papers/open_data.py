"""Answers that other programs read: anyone may fetch them, and ask whether they have changed."""

import hashlib
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import condition

METHODS = ("GET", "HEAD", "OPTIONS")


def _etag(version: str, request: HttpRequest) -> str:
    """Of what the data are and of what was asked; nothing is rendered for it."""
    key = f"{version} {request.get_host()} {request.get_full_path()}"
    return f'"{hashlib.sha256(key.encode()).hexdigest()[:32]}"'


def _open(response: HttpResponseBase) -> HttpResponseBase:
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag, Link"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def open_data(version: Callable[[], str]) -> Callable:
    """Reading only, from any origin, with an ETag made of `version()` and the address."""

    def decorate(view: Callable) -> Callable:
        conditional = condition(
            etag_func=lambda request, *a, **k: _etag(version(), request)
        )(view)

        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
            if request.method == "OPTIONS":
                response = HttpResponse(status=204)
                response["Access-Control-Allow-Methods"] = ", ".join(METHODS)
                response["Access-Control-Allow-Headers"] = "If-None-Match"
                response["Access-Control-Max-Age"] = "86400"
                return _open(response)
            if request.method not in METHODS:
                return _open(
                    HttpResponse(
                        status=405, headers={"Allow": ", ".join(METHODS)}
                    )
                )
            response = conditional(request, *args, **kwargs)
            patch_cache_control(
                response, public=True, max_age=60, stale_while_revalidate=300
            )
            return _open(response)

        return csrf_exempt(
            guarded
        )  # it only reads; whoever tries to write is told 405

    return decorate
