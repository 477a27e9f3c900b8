"""The least that a server can answer: one page of 60 kB that is always the same."""

BODY = b"x" * 60_000
HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Length", str(len(BODY))),
]


def application(environ, start_response):
    start_response("200 OK", HEADERS)
    return [BODY]
