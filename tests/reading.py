"""A page as a reader meets it: the white space that a browser does not show is gone."""

import re

from lxml import html


def flat(page) -> str:
    """The text of an answer (or a string) with single spaces, and none beside a tag."""
    text = page if isinstance(page, str) else page.content.decode()
    text = re.sub(r"\s+", " ", text)
    return re.sub(r" ?(<[^>]*>) ?", r"\1", text)


def form_data(page, form_id="") -> dict[str, list[str]]:
    """What a browser would send of the page's form, as it stands: name → values."""
    forms = html.fromstring(page.content).xpath("//main//form|//form")
    posted = next(
        form
        for form in forms
        if form.method == "POST"
        and form_id in (form.get("id") or "_form")
        and "logout" not in (form.get("action") or "")
    )
    data: dict[str, list[str]] = {}
    for name, value in posted.form_values():
        data.setdefault(name, []).append(value)
    return data
