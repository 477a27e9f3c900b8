"""Papers: a typst template and its data become an accessible PDF."""

import json
from pathlib import Path
from typing import Any

import typst

FONTS = Path(__file__).parent / "fonts"


def make_pdf(template: Path, data: dict[str, Any]) -> bytes:
    """The PDF/UA of a template; the data goes in as JSON, never as markup."""
    return typst.compile(
        template,
        sys_inputs={"data": json.dumps(data)},
        font_paths=[FONTS],
        ignore_system_fonts=True,
        pdf_standards="ua-1",
    )
