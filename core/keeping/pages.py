"""Public pages are not made twice: they are kept whole, before Django, until the content changes.

`KeptPages` stands around the WSGI application. It keeps an answer only when Django marked it
public, which is proved by what the request did (`core.web.middleware.CacheRules`), and never looks
for one when somebody may be signed in. A page lies under its address and the state of the site
(state.py), so nothing has to be taken out when something is published.
"""

import hashlib
import re
from collections.abc import Callable, Iterable

from django.conf import settings

from core.keeping.encodings import IDENTITY, IS_KEPT
from core.keeping.state import CURRENT
from core.keeping.store import Headers, Makers, Page, Recent, Store
from core.language.bilingual import LANGUAGES

Environ = dict
Application = Callable[[Environ, Callable], Iterable[bytes]]

LONGEST_PATH, LONGEST_QUERY = 300, 200
LARGEST_BYTES = 1024 * 1024
#: what a kept page may depend on beside its address: led past, or part of its name
MAY_VARY = {"accept-encoding", "accept", "accept-language", "hx-request"}
#: of a request: what its address is
PARTS = (
    "wsgi.url_scheme",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_HOST",
    "SCRIPT_NAME",
    "PATH_INFO",
    "QUERY_STRING",
)
#: and where the address itself has no language
LANGUAGE_PARTS = (
    "HTTP_ACCEPT_LANGUAGE",
    "HTTP_COOKIE",
)
#: of the request, not of the page; conditions are ours to judge
NOT_FOR_DJANGO = (
    "HTTP_IF_NONE_MATCH",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_RANGE",
    "HTTP_IF_RANGE",
)
_TAG = re.compile(r'"([^"]*)"')


def kept_address(environ: Environ) -> str | None:
    """A name for what is asked, or None when no kept page may answer it."""
    path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return None
    if len(path) > LONGEST_PATH or len(query) > LONGEST_QUERY:
        return None
    if path.startswith((settings.STATIC_URL, settings.MEDIA_URL)):
        return None
    if _is_personal(environ) or _is_of_script(environ):
        return None
    names: tuple[str, ...] = PARTS
    if path[1:3] not in LANGUAGES:
        names += LANGUAGE_PARTS
    parts = [str(environ.get(name, "")) for name in names]
    text = "\x00".join(parts).encode("utf-8", "surrogateescape")
    return hashlib.sha256(text).hexdigest()


def _is_personal(environ: Environ) -> bool:
    cookies = environ.get("HTTP_COOKIE", "")
    return "HTTP_AUTHORIZATION" in environ or any(
        f"{name}=" in cookies
        for name in (settings.SESSION_COOKIE_NAME, "messages")
    )


def _is_of_script(environ: Environ) -> bool:
    accepted = environ.get("HTTP_ACCEPT", "")
    wants_json = "application/json" in accepted and "text/html" not in accepted
    return "HTTP_HX_REQUEST" in environ or wants_json


def may_keep(status: str, headers: Headers) -> bool:
    """Whether an answer is a public page, whole and the same for everyone."""
    values = by_name(headers)
    if not status.startswith("200 "):
        return False
    if "public" not in values.get("cache-control", ""):
        return False
    if "set-cookie" in values or "content-encoding" in values:
        return False
    if "'nonce-" in values.get("content-security-policy", ""):
        return False
    length = values.get("content-length")
    if length is None or int(length) > LARGEST_BYTES:
        return False
    varies = values.get("vary", "").lower().replace(" ", "")
    return not varies or set(varies.split(",")) <= MAY_VARY


def by_name(headers: Headers) -> dict[str, str]:
    return {name.lower(): value for name, value in headers}


class KeptPages:
    """WSGI middleware around the whole portal."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.store = Store()
        self.makers = Makers()
        self.never_kept = Recent()

    def __call__(
        self, environ: Environ, start_response: Callable
    ) -> Iterable[bytes]:
        address = kept_address(environ)
        state = CURRENT.read() if address else None
        if address is None or state is None:
            return self.application(environ, start_response)
        name = hashlib.sha256(f"{state.key}{address}".encode()).hexdigest()
        page = self.store.get(name)
        if page is not None:
            return answer(page, environ, start_response)
        if name in self.never_kept:
            return self.application(environ, start_response)
        with self.makers.alone(name):
            page = self.store.get(name)
            made = None if page else self._make(environ)
            if made is not None and may_keep(made.status, made.headers):
                page = made.as_page()
                self._keep(name, page, address, environ)
        if page is not None:
            return answer(page, environ, start_response)
        assert made is not None
        if made.has_failed and (good := self.store.last_good(address)):
            return answer(good, environ, start_response)
        if not made.has_failed:
            self.never_kept.add(name)
            self.store.forget_good(address)
        start_response(made.status, made.headers)
        return made.body if environ["REQUEST_METHOD"] == "GET" else made.empty()

    def _keep(
        self,
        name: str,
        page: Page,
        address: str,
        environ: Environ,
    ) -> None:
        """Addresses are as many as the content has; questions are without number, and stay in the
        memory of this process.
        """
        if environ.get("QUERY_STRING"):
            self.store.memory.put(name, page)
        else:
            self.store.put(name, page, address)

    def _make(self, environ: Environ) -> "Made":
        asked = {
            name: value
            for name, value in environ.items()
            if name not in NOT_FOR_DJANGO
        }
        asked["REQUEST_METHOD"] = "GET"
        asked[IS_KEPT] = True
        return Made(self.application, asked)


class Made:
    """One answer of Django's; a body without a length is not read, but handed on as it comes."""

    def __init__(self, application: Application, environ: Environ) -> None:
        self.status = ""
        self.headers: Headers = []
        self.body = application(environ, self._start)
        self.written: bytes | None = None
        if may_keep(self.status, self.headers):
            self.written = b"".join(self.body)
            self._close()

    def _start(self, status: str, headers: Headers, exc_info=None) -> None:
        self.status, self.headers = status, headers

    def _close(self) -> None:
        if hasattr(self.body, "close"):
            self.body.close()

    @property
    def has_failed(self) -> bool:
        return self.status.startswith("5")

    def as_page(self) -> Page:
        headers = [
            (name, value)
            for name, value in self.headers
            if name.lower() not in ("content-length", "etag", "vary")
        ]
        assert self.written is not None
        content_type = by_name(self.headers).get("content-type", "")
        return Page(headers, self.written, content_type)

    def empty(self) -> list[bytes]:
        self._close()
        return []


def answer(
    page: Page, environ: Environ, start_response: Callable
) -> list[bytes]:
    """The kept page as this browser takes it: compressed, without its body, or 304."""
    body, encoding = page.body_in(environ.get("HTTP_ACCEPT_ENCODING", ""))
    suffix = "" if encoding == IDENTITY else f"-{encoding}"
    headers = [
        *page.headers,
        ("ETag", f'"{page.tag}{suffix}"'),
        ("Vary", "Accept-Encoding"),
    ]
    if _has_it(page, environ.get("HTTP_IF_NONE_MATCH", "")):
        start_response("304 Not Modified", headers)
        return []
    if suffix:
        headers.append(("Content-Encoding", encoding))
    headers.append(("Content-Length", str(len(body))))
    start_response("200 OK", headers)
    return [body] if environ["REQUEST_METHOD"] == "GET" else []


def _has_it(page: Page, condition: str) -> bool:
    if condition.strip() == "*":
        return True
    tags = _TAG.findall(condition)
    return any(tag.partition("-")[0] == page.tag for tag in tags)
