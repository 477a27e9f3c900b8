"""Films of YouTube and Vimeo: which one an address means, and from where on; nothing is asked.

`static/js/editing/films.js` knows the same addresses: the editor says at once what is none.
"""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, urlencode, urlsplit

YOUTUBE_HOSTS = {
    "youtube.com",
    "www.youtube.com",
    "m.youtube.com",
    "music.youtube.com",
    "youtube-nocookie.com",
    "www.youtube-nocookie.com",
}
VIMEO_HOSTS = {"vimeo.com", "www.vimeo.com", "player.vimeo.com"}
#: the only places that a page of ours may frame, and only one with a film
FRAME_HOSTS = ("https://www.youtube-nocookie.com", "https://player.vimeo.com")
#: what the HTML of a page with a film holds
FRAME_MARK = 'data-film-frame="'
LONGEST_ADDRESS = 500

_YOUTUBE_KEY = re.compile(r"[\w-]{11}", re.ASCII)
_YOUTUBE_PATH = re.compile(r"/(?:shorts|live|embed|v)/([^/]+)/?")
_VIMEO_PATH = re.compile(r"/(?:[\w/-]+/)?(\d{6,12})(?:/([0-9a-f]{6,12}))?/?")
_SECRET = re.compile(r"[0-9a-f]{6,12}")
_TIME = re.compile(r"(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,6})s?)?")


@dataclass(frozen=True)
class Film:
    """A film elsewhere; `secret` is what Vimeo asks for where a film is not listed."""

    service: str
    key: str
    start: int = 0
    secret: str = ""

    @property
    def address(self) -> str:
        """Its page at the service: a plain link."""
        if self.service == "YouTube":
            query = {"v": self.key, **({"t": self.start} if self.start else {})}
            return f"https://www.youtube.com/watch?{urlencode(query)}"
        path = "/".join(filter(None, [self.key, self.secret]))
        start = f"#t={self.start}s" if self.start else ""
        return f"https://vimeo.com/{path}{start}"

    @property
    def frame(self) -> str:
        """The player alone, by the service's way that keeps least of who watches."""
        if self.service == "YouTube":
            wishes = {"autoplay": 1, "rel": 0}
            if self.start:
                wishes["start"] = self.start
            return f"{FRAME_HOSTS[0]}/embed/{self.key}?{urlencode(wishes)}"
        secret = {"h": self.secret} if self.secret else {}
        query = urlencode({**secret, "dnt": 1, "autoplay": 1})
        start = f"#t={self.start}s" if self.start else ""
        return f"{FRAME_HOSTS[1]}/video/{self.key}?{query}{start}"


def find_film(address: str) -> Film | None:
    """The film that an address of YouTube or Vimeo means; None for every other address."""
    text = address.strip()
    if len(text) > LONGEST_ADDRESS:
        return None
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    if parts.scheme not in ("http", "https"):
        return None
    if host in VIMEO_HOSTS:
        return _of_vimeo(parts)
    if host in YOUTUBE_HOSTS or host == "youtu.be":
        return _of_youtube(parts, host)
    return None


def _of_youtube(parts: SplitResult, host: str) -> Film | None:
    if host == "youtu.be":
        key = parts.path.strip("/")
    elif parts.path.rstrip("/") == "/watch":
        key = _asked(parts, "v")
    else:
        match = _YOUTUBE_PATH.fullmatch(parts.path)
        key = match[1] if match else ""
    if not _YOUTUBE_KEY.fullmatch(key):
        return None
    return Film("YouTube", key, _start(parts))


def _of_vimeo(parts: SplitResult) -> Film | None:
    match = _VIMEO_PATH.fullmatch(parts.path)
    if match is None:
        return None
    secret = match[2] or _asked(parts, "h")
    if not _SECRET.fullmatch(secret):
        secret = ""
    return Film("Vimeo", match[1], _start(parts), secret)


def _asked(parts: SplitResult, name: str) -> str:
    return parse_qs(parts.query).get(name, [""])[0]


def _start(parts: SplitResult) -> int:
    """Seconds, from «90», «90s» or «1m30s»; 0 where nothing readable is said."""
    in_fragment = parse_qs(parts.fragment).get("t", [""])[0]
    said = _asked(parts, "t") or _asked(parts, "start") or in_fragment
    match = _TIME.fullmatch(said)
    if match is None:
        return 0
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return hours * 3600 + minutes * 60 + seconds
