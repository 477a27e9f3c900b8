"""Looking for viruses with clamd, where there is one: its INSTREAM command over a socket."""

import socket
import struct

from django.conf import settings

PIECE = 64 * 1024
CLEAN, INFECTED, UNKNOWN = "clean", "infected", "unknown"


def _connect() -> socket.socket:
    """CLAMD is `/run/clamav/clamd.ctl` or `127.0.0.1:3310`."""
    where = settings.CLAMD
    if where.startswith("/"):
        link = socket.socket(socket.AF_UNIX)
        link.settimeout(settings.CLAMD_TIMEOUT)
        link.connect(where)
        return link
    host, _, port = where.rpartition(":")
    return socket.create_connection(
        (host, int(port)), timeout=settings.CLAMD_TIMEOUT
    )


def _scanner_answer(content: bytes) -> str:
    with _connect() as link:
        link.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), PIECE):
            piece = content[start : start + PIECE]
            link.sendall(struct.pack(">L", len(piece)) + piece)
        link.sendall(struct.pack(">L", 0))
        return (
            link.makefile("rb").read().decode(errors="replace").strip("\0 \n")
        )


def scan_file(content: bytes) -> tuple[str, str]:
    """(verdict, what was found): clean where no scanner is set, unknown when it does not answer."""
    if not settings.CLAMD:
        return CLEAN, ""
    try:
        answer = _scanner_answer(content)
    except OSError:
        return UNKNOWN, ""
    if answer.endswith("FOUND"):
        return INFECTED, answer.removeprefix("stream: ").removesuffix(" FOUND")
    return (CLEAN, "") if answer.endswith("OK") else (UNKNOWN, "")
