"""Rich text: one definition is both the editor's buttons and the allow-list of the sanitiser."""

import re

from django.conf import settings
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django_prose_editor.fields import ProseEditorField, create_sanitizer

#: where one block ends and another begins; «CO<sub>2</sub>» is one word
BLOCK_TAG = re.compile(r"<(?!/?(?:a|em|strong|sub|sup)\b)")
sanitise = create_sanitizer(settings.RICH_TEXT)


class RichTextField(ProseEditorField):
    """Cleaned when validated and again when shown; never trusted in between."""

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("extensions", settings.RICH_TEXT)
        kwargs.setdefault("sanitize", True)
        super().__init__(*args, **kwargs)


def render_rich_text(html: str) -> SafeString:
    """Stored rich text for a page: passed through the allow-list once more."""
    return mark_safe(sanitise(html or ""))  # noqa: S308 - that is what the line is for


def plain_text(html: str) -> str:
    """The words of a rich text, for descriptions and letters."""
    return " ".join(strip_tags(BLOCK_TAG.sub(" <", html or "")).split())
