"""Pressed twice is once: a form that carries a key has its effect one time.

The key is made with the page (`{% form_key %}`) and used up by the first answer that leads on. The
same form sent again, with the same words by the same person, is led to where the first one led; two
at the same moment wait for each other in the database.
"""

import hashlib
import uuid
from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from accounts.models import FormKey

FIELD = "form_key"
#: of a request and not of what was typed
NOT_TYPED = {"csrfmiddlewaretoken"}


def new_key() -> str:
    return uuid.uuid4().hex


def _digest(request: HttpRequest) -> str:
    """Of the form's address, its key, who sends it and all it says: a public page may be kept, so
    that two people hold the same key.
    """
    said = [str(request.user.pk), request.path]
    for name in sorted(set(request.POST) - NOT_TYPED):
        said += [name, *request.POST.getlist(name)]
    return hashlib.sha256("\x00".join(said).encode()).hexdigest()


class PressedOnce:
    """Lets each form with a key have its effect one time."""

    def __init__(
        self, get_response: Callable[[HttpRequest], HttpResponse]
    ) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view, args, kwargs
    ) -> HttpResponse | None:
        if request.method != "POST" or not request.POST.get(FIELD):
            return None
        digest = _digest(request)
        try:
            return _first(digest, lambda: view(request, *args, **kwargs))
        except _AlreadySent as sent:
            return HttpResponseRedirect(sent.led_to)


class _AlreadySent(Exception):
    def __init__(self, led_to: str) -> None:
        self.led_to = led_to


def _first(digest: str, act: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer of the form; its effect and its key are kept together or not at all."""
    with transaction.atomic():
        key = _take(digest)
        response = act()
        if response.status_code == 302:
            key.led_to = response["Location"][:500]
            key.save(update_fields=["led_to"])
        else:
            key.delete()  # nothing was done: the form may be mended and sent again
    return response


def _take(digest: str) -> FormKey:
    """The key, held until the transaction ends; raises _AlreadySent when another has used it."""
    try:
        with transaction.atomic():
            return FormKey.objects.create(digest=digest)
    except IntegrityError:
        used = FormKey.objects.get(digest=digest)
        raise _AlreadySent(used.led_to) from None


def forget_form_keys() -> int:
    """Delete the keys of pages that nobody holds any more."""
    old = timezone.now() - FormKey.KEPT
    return FormKey.objects.filter(used_at__lt=old).delete()[0]
