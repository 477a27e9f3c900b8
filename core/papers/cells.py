"""What goes into a cell of a spreadsheet: no text from outside runs as a formula or turns what
follows.
"""

import re

from core.text.reading import UNSEEN

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
#: begins with a plus, and no spreadsheet computes it
TELEPHONE = re.compile(r"\+[0-9][0-9 ()]{5,24}")
#: XML knows no such signs
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
#: what a cell of XLSX can hold
LONGEST = 32_767


def harmless_cell(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would compute."""
    text = UNWRITABLE.sub("", UNSEEN.sub("", text))[: LONGEST - 1]
    if TELEPHONE.fullmatch(text):
        return text
    return f"'{text}" if text.lstrip(" \n\u00a0").startswith(FORMULA) else text
