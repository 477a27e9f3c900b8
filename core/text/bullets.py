"""Bullets of Word: signs of the fonts Symbol and Wingdings, which stand in no other font."""

import re

#: private-use signs that Word writes for a list → what they look like
LOOKS = {
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf0a8": "◦",
    "\uf06c": "●",
    "\uf06e": "■",
    "\uf06f": "□",
    "\uf071": "❑",
    "\uf076": "❖",
    "\uf0d8": "➢",
    "\uf0e0": "→",
    "\uf0e8": "➔",
    "\uf0fc": "✓",
    "\uf0fb": "✗",
    "\uf0fe": "☑",
    "\uf02d": "–",
    "\uf0ae": "→",
    "\uf0bb": "≈",
    "\uf0b1": "±",
    "\uf0b4": "×",
    "\uf0b0": "°",
}
SYMBOL = re.compile("[\uf000-\uf0ff]")


def read_bullets(text: str) -> str:
    """The text with Word's own bullets as ordinary ones; what they look like is kept."""
    return SYMBOL.sub(lambda match: LOOKS.get(match[0], "•"), text)
