"""One applicant in the last minute: writes, saves, uploads, submits; tries again as a browser
would.
"""

import hashlib
import http.client
import io
import json
import random
import re
import ssl
import time
import urllib.parse
from dataclasses import dataclass, field

import pypdf

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
HASH = re.compile(r"data-hash>\s*([0-9a-f]{64})\s*<")
PATIENCE = 20  # tries before an applicant gives up


@dataclass
class Applicant:
    """What one community does, and what the portal told it."""

    port: int
    reference: str
    session: str
    closes_at: float  # by the clock of this machine
    seed: int
    host: str = ""  # of a portal behind TLS; without it plain HTTP on loopback
    saved: dict[str, str] = field(
        default_factory=dict
    )  # acknowledged: key → last text
    uploaded: list[str] = field(default_factory=list)  # acknowledged: SHA-256
    receipts: list[str] = field(
        default_factory=list
    )  # acknowledged: hash of the version
    refused: int = 0
    waiting: int = 0
    failures: int = 0
    took: dict[str, list[float]] = field(
        default_factory=lambda: {"save": [], "upload": [], "submit": []}
    )

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)  # noqa: S311 - a play, not a secret
        self.token = self.cookie = ""

    def _link(self) -> http.client.HTTPConnection:
        if not self.host:
            return http.client.HTTPConnection(
                "127.0.0.1", self.port, timeout=60
            )
        trusting = ssl._create_unverified_context()  # noqa: S323 - its own certificate
        return http.client.HTTPSConnection(
            "127.0.0.1", self.port, timeout=60, context=trusting
        )

    def _named(self) -> dict[str, str]:
        """What a browser says where it speaks TLS."""
        if not self.host:
            return {}
        return {"Host": self.host, "Referer": f"https://{self.host}/"}

    def _once(
        self, method: str, path: str, body: bytes, headers: dict
    ) -> tuple[int, dict, bytes]:
        link = self._link()
        try:
            cookies = f"sessionid={self.session}" + (
                f"; csrftoken={self.cookie}" if self.cookie else ""
            )
            own = {"Cookie": cookies, **self._named(), **headers}
            link.request(method, path, body, own)
            answer = link.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            link.close()

    def ask(
        self, method: str, path: str, body: bytes = b"", **headers
    ) -> tuple[int, dict, bytes]:
        """Until the server answers: a worker that died in between is asked again."""
        for _ in range(PATIENCE):
            try:
                status, told, content = self._once(method, path, body, headers)
                if status < 500:
                    return status, told, content
                # 503 is the server's own word: later
                self.failures += status != 503
            except (OSError, http.client.HTTPException):
                self.failures += 1
            time.sleep(0.2)
        return 0, {}, b""

    def _path(self, tail: str) -> str:
        return f"/en/applications/{self.reference}/{tail}"

    def open(self) -> bool:
        status, told, content = self.ask("GET", self._path("edit/idea/"))
        found = TOKEN.search(content.decode(errors="replace"))
        if status != 200 or not found:
            return False
        self.token = found[1]
        self.cookie = (
            told.get("Set-Cookie", "")
            .partition("csrftoken=")[2]
            .partition(";")[0]
        )
        return True

    def _post(
        self, name: str, tail: str, words: dict, **headers
    ) -> tuple[int, dict, bytes]:
        body = urllib.parse.urlencode(
            {"csrfmiddlewaretoken": self.token, **words}
        ).encode()
        began = time.monotonic()
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = self.ask("POST", self._path(tail), body, **kind, **headers)
        self.took[name].append(time.monotonic() - began)
        return answer

    def save(self, key: str, text: str, rev: int) -> int:
        """Autosave; the revision to build on next. A retry of what was saved already is told as
        stale.
        """
        words = {key: text, f"rev-{key}": rev}
        status, _told, content = self._post(
            "save", "edit/idea/", words, Accept="application/json"
        )
        if status == 200:
            self.saved[key] = text
            return json.loads(content)["revs"][key]
        if status == 409:
            told = json.loads(content)
            if (
                told["stale"][key]["value"] == text
            ):  # it was saved; only the answer was lost
                self.saved[key] = text
            return told["revs"][key]
        self.refused += 1
        return rev

    def upload(self, content: bytes) -> None:
        sha256 = hashlib.sha256(content).hexdigest()
        words = {
            "question": "letter",
            "name": "letter.pdf",
            "size": len(content),
            "sha256": sha256,
        }
        status, _told, answer = self._post(
            "upload", "files/announce/", words, Accept="application/json"
        )
        if status != 200:
            self.refused += 1
            return
        path = json.loads(answer)["content"]
        headers = {
            "Content-Type": "application/octet-stream",
            "X-CSRFToken": self.token,
        }
        began = time.monotonic()
        status, _told, _answer = self.ask(
            "POST", path, content, Accept="application/json", **headers
        )
        self.took["upload"].append(time.monotonic() - began)
        if status == 200:
            self.uploaded.append(sha256)
        else:
            self.refused += 1

    def _document(self) -> bytes:
        """A PDF of one page, 20 to 200 kB, different for everyone."""
        document = pypdf.PdfWriter()
        document.add_blank_page(width=595, height=842)
        noise = self.random.randbytes(self.random.randint(20_000, 200_000))
        document.add_attachment("noise", noise)
        buffer = io.BytesIO()
        document.write(buffer)
        return buffer.getvalue()

    def submit(self) -> None:
        """The receipt that one was shown is the acknowledgement."""
        status, told, _content = self._post("submit", "submit/", {})
        place = told.get("Location", "")
        if status == 302 and "/versions/" in place:
            _status, _told, page = self.ask("GET", place)
            if found := HASH.search(page.decode(errors="replace")):
                self.receipts.append(found[1])
        elif status == 302:
            self.waiting += 1
        else:
            self.refused += 1

    def _until(self, left: float) -> None:
        time.sleep(max(0.0, self.closes_at - left - time.time()))

    def play(self, minute: float) -> None:
        """Arrive within the first part of the minute, submit in the last third; one in ten comes
        late.
        """
        self._until(minute - self.random.uniform(0, minute * 0.4))
        if not self.open():
            return
        revs = {"title": 0, "problem": 0}
        for number in range(3):
            for key in revs:
                revs[key] = self.save(
                    key, f"{key} {self.reference} {number}", revs[key]
                )
                time.sleep(self.random.uniform(0, 1))
        self.upload(self._document())
        late = self.seed % 10 == 0
        before = self.random.choice((2, minute / 3))
        self._until(-0.5 if late else self.random.uniform(0.02, before))
        self.submit()
        if (
            not late and self.random.random() < 0.2
        ):  # a last change, and once more
            self.save("title", f"title {self.reference} last", revs["title"])
            self.submit()
