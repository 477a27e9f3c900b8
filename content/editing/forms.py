"""The form of a page that keeps revisions: what it begins with, and why it is refused."""

from collections.abc import Mapping
from typing import Any

from django.forms import BaseForm, ModelForm
from django.http import QueryDict
from django.utils.translation import gettext as _

from content.editing.attempts import SaveAttempt
from core.language.bilingual import LANGUAGES, other_language


def revised_form(
    base: type[ModelForm],
    attempt: SaveAttempt,
    *,
    copied: QueryDict | None = None,
    opened: Mapping[str, Any] | None = None,
) -> type[ModelForm]:
    """A form class for one request. Its form reads the attempt's values where it is bound; else
    it begins with a working copy's words, or with what an earlier revision says.
    """

    class RevisedForm(base):  # type: ignore[valid-type, misc]
        def __init__(self, data=None, *args, **kwargs):
            is_posted = data is not None and bool(attempt.values)
            super().__init__(
                attempt.values if is_posted else data, *args, **kwargs
            )
            if not self.is_bound:
                self.initial.update(_words_of(self, copied))
                self.initial.update(opened or {})
            _mark_missing(self)

        def clean(self):
            cleaned = super().clean()
            for reason in attempt.refusals:
                self.add_error(None, reason)
            for name, words in attempt.beside.items():
                self.add_error(name, words)
            return cleaned

    return RevisedForm


def _words_of(form: BaseForm, copied: QueryDict | None) -> dict[str, Any]:
    if copied is None:
        return {}
    return {
        name: form_field.widget.value_from_datadict(copied, {}, name)
        for name, form_field in form.fields.items()
    }


def _mark_missing(form: BaseForm) -> None:
    """A text that stands in one language only says so at the other."""
    missing = _("missing")
    for name, form_field in form.fields.items():
        text, _sign, language = name.rpartition("_")
        if language not in LANGUAGES:
            continue
        other = f"{text}_{other_language(language)}"
        is_written = other in form.fields and form[other].value()
        if is_written and not form[name].value():
            form_field.label = f"{form_field.label} – {missing}"
