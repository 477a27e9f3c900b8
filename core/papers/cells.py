"""What goes into a cell of a spreadsheet: no text from outside runs as a formula or turns what
follows.
"""

import re

from core.web.posted import TURNING

FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: XML knows no such signs
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
#: what a cell of XLSX can hold
LONGEST = 32_767


def harmless_cell(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would compute."""
    text = UNWRITABLE.sub("", TURNING.sub("", text))[: LONGEST - 1]
    return f"'{text}" if text.lstrip(" \n\u00a0").startswith(FORMULA) else text
