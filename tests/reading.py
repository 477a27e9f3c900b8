"""A page as a reader meets it: the white space that a browser does not show is gone."""

import re


def flat(page) -> str:
    """The text of an answer (or a string) with single spaces, and none beside a tag."""
    text = page if isinstance(page, str) else page.content.decode()
    text = re.sub(r"\s+", " ", text)
    return re.sub(r" ?(<[^>]*>) ?", r"\1", text)
