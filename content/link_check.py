"""Looking after the links in texts: which no longer lead anywhere, and since when."""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from django.apps import apps
from django.conf import settings
from django.db import models
from django.test import Client
from django.utils import timezone

from content import writing_marks
from content.models import CheckedLink, Content
from core.text.rich_text import RichTextField
from core.text.source_lines import sources

TIMEOUT = 15
REDIRECTS = 5
AGENT = "portal-link-check/1.0"


@dataclass(frozen=True)
class TextLink:
    """A link where it stands."""

    address: str
    thing: models.Model


def _texts(thing: models.Model) -> Iterator[str]:
    for field in thing._meta.concrete_fields:
        value = getattr(thing, field.attname) or ""
        if isinstance(field, RichTextField):
            yield from writing_marks.text_links(value)
        elif isinstance(field, models.URLField) and value:
            yield value
    yield from (
        address for address, _title in sources(getattr(thing, "sources", ""))
    )


def all_links() -> Iterator[TextLink]:
    """Every link of everything that is public, once a page."""
    for model in apps.get_models():
        if issubclass(model, Content):
            for thing in model._default_manager.published().iterator(
                chunk_size=200
            ):
                for address in dict.fromkeys(_texts(thing)):
                    yield TextLink(address, thing)


def is_ours(address: str) -> bool:
    return address.startswith(("/", settings.SITE_URL + "/"))


def _check_ours(address: str) -> str:
    path = address.removeprefix(settings.SITE_URL)
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    answer = Client(headers={"host": host}).get(
        path, secure=settings.SITE_URL.startswith("https"), follow=True
    )
    return "" if answer.status_code < 400 else f"HTTP {answer.status_code}"


def _public_address(host: str, port: int) -> str:
    """An address of the host outside our own networks; raises OSError for one that is inside."""
    places = [
        str(place[0])
        for *_rest, place in socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        )
    ]
    if not all(
        ipaddress.ip_address(place.partition("%")[0]).is_global
        for place in places
    ):
        raise OSError("a private address")
    return places[0]


def _connect(host: str, port: int) -> socket.socket:
    """To the address that was looked at: a name may lead elsewhere when it is asked again."""
    return socket.create_connection(
        (_public_address(host, port), port), timeout=TIMEOUT
    )


class PublicConnection(http.client.HTTPConnection):
    """Reaches public addresses alone."""

    def connect(self) -> None:
        self.sock = _connect(self.host, self.port)


class PublicTLSConnection(http.client.HTTPSConnection):
    """The same over TLS; the certificate must be that of the name in the link."""

    def connect(self) -> None:
        self.sock = _connect(self.host, self.port)
        self.sock = ssl.create_default_context().wrap_socket(
            self.sock, server_hostname=self.host
        )


def _connection(parts: SplitResult) -> http.client.HTTPConnection:
    host = parts.hostname or ""
    if parts.scheme == "https":
        return PublicTLSConnection(host, parts.port or 443)
    return PublicConnection(host, parts.port or 80)


def _response_of(address: str) -> tuple[int, str]:
    """(status, where it leads on) of one request."""
    parts = urlsplit(address)
    connection = _connection(parts)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request(
            "GET", path, headers={"User-Agent": AGENT, "Accept": "*/*"}
        )
        answer = connection.getresponse()
        return answer.status, answer.headers.get("Location", "")
    finally:
        connection.close()


def _check_theirs(address: str) -> str:
    for _step in range(REDIRECTS):
        try:
            status, onward = _response_of(address)
        except (OSError, http.client.HTTPException, ValueError) as error:
            return f"{type(error).__name__}: {error}"[:100]
        if status not in (301, 302, 303, 307, 308) or not onward:
            return "" if status < 400 else f"HTTP {status}"
        address = urljoin(address, onward)
        if not address.startswith(("https://", "http://")):
            return "leads to another kind of address"
    return "too many redirects"


def problem_of(address: str) -> str:
    """What is wrong with a link; "" when it leads somewhere, or is not for programs to try."""
    if is_ours(address):
        return _check_ours(address)
    return (
        _check_theirs(address)
        if address.startswith(("https://", "http://"))
        else ""
    )


def note_link(text_link: TextLink, problem: str) -> CheckedLink:
    """Keep what a check found; a link stays broken since its first failure."""
    key = {
        "address": text_link.address[:500],
        "model": text_link.thing._meta.label_lower,
        "object_id": text_link.thing.pk,
    }
    link = CheckedLink.objects.filter(**key).first() or CheckedLink(**key)
    link.title, link.checked_at = str(text_link.thing)[:300], timezone.now()
    link.broken_since = (
        (link.broken_since or link.checked_at) if problem else None
    )
    link.problem = problem
    link.save()
    return link
