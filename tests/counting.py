"""Counting statements: those of a page itself, without the four of the site's frame.

A process reads the frame once while the content stays (content/site_frame.py), but never inside a
transaction, as every test is: `tests/content/test_site_frame.py` counts them.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

FRAME = (
    "content_sitesettings",
    "content_menulink",
    "content_banner",
    "content_partner",
)


def of_the_page(queries: list[dict]) -> list[dict]:
    return [
        query
        for query in queries
        if not any(f'FROM "{table}"' in query["sql"] for table in FRAME)
    ]


@contextmanager
def counted(expected: int) -> Iterator[CaptureQueriesContext]:
    """Fails, naming the statements, unless so many were made besides the frame's."""
    with CaptureQueriesContext(connection) as seen:
        yield seen
    made = of_the_page(seen.captured_queries)
    statements = "\n".join(query["sql"][:300] for query in made)
    assert len(made) == expected, f"{len(made)} statements:\n{statements}"
