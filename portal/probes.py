"""The door of machines that watch the portal."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from core.web.networks import asks_from
from portal.health import healthz, readyz
from portal.metrics import metrics

ANSWERS = {"/healthz": healthz, "/readyz": readyz, "/metrics": metrics}


class Probes:
    """Answers before anything looks at the host or the scheme: a probe speaks plain HTTP to the
    machine's own address. It must come from one of WATCHING_NETWORKS.
    """

    def __init__(
        self, get_response: Callable[[HttpRequest], HttpResponse]
    ) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = ANSWERS.get(request.path)
        if answer is None:
            return self.get_response(request)
        if not asks_from(request, settings.WATCHING_NETWORKS):
            return HttpResponse("not from here", "text/plain", 403)
        return answer(request)
