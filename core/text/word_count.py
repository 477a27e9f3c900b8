"""Counting words as the browser does."""

import re

#: the same class stands in static/js/words.js: both sides count alike
SPACE = "[ \\t\\n\\r\\f\\v\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]+"


def count_words(text: str) -> int:
    """Runs of letters between white space, as the browser counts them."""
    return len([word for word in re.split(SPACE, text) if word])
