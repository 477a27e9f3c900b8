"""One posted form of the administration: what it reads, why it is refused, what came of it."""

from dataclasses import dataclass, field
from typing import Any

from django.forms import ModelForm
from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from content.editing.save_merging import Meeting, meet_saves
from core.web import posted


@dataclass
class SaveAttempt:
    """What one request of a form knows of its save; the page that is only looked at has typed
    nothing.
    """

    #: what the form reads: as it was posted, with what only a colleague changed taken over
    values: QueryDict = field(default_factory=QueryDict)
    #: why nothing is saved, and theirs beside mine by the field's name
    refusals: list[str] = field(default_factory=list)
    beside: dict[str, SafeString] = field(default_factory=dict)
    #: what the page said before it was saved
    before: dict[str, Any] | None = None
    #: what the writer hears instead of "changed successfully"
    notice: str = ""


def attempt_of(
    form_class: type[ModelForm],
    thing,
    typed: QueryDict,
    files,
    *,
    has_inlines: bool,
) -> SaveAttempt:
    """What is typed for a thing, merged with what a colleague saved since the form was opened."""
    seen = posted.posted_number(typed.get("_seen", ""))
    meeting = meet_saves(form_class, thing, typed, files, seen)
    if meeting is None:
        return SaveAttempt(typed)
    if has_inlines and meeting.has_rows:
        return SaveAttempt(typed, [_sentence_of_rows(meeting)])
    values = meeting.values.copy()
    values["_seen"] = str(meeting.revision.number)
    return SaveAttempt(values, [_sentence(meeting, form_class)], meeting.both)


def _sentence_of_rows(meeting: Meeting) -> str:
    sentence = _(
        "%(who)s has changed the parts below this form in the meantime. "
        "Saving would overwrite those changes: copy what you wrote, open the "
        "page again and enter it there."
    )
    return sentence % {"who": meeting.who}


def _sentence(meeting: Meeting, form_class: type[ModelForm]) -> str:
    saved = _(
        "%(who)s saved this page in the meantime. Nothing you wrote is lost; "
        "check it and save again."
    )
    taken = _("Taken from your colleague: %(fields)s.")
    both = _(
        "You both changed: %(fields)s. Your text is in the form, theirs beside it."
    )
    sentences = [saved % {"who": meeting.who}]
    if meeting.taken:
        sentences.append(taken % {"fields": _labels(form_class, meeting.taken)})
    if meeting.both:
        sentences.append(both % {"fields": _labels(form_class, meeting.both)})
    return " ".join(sentences)


def _labels(form_class: type[ModelForm], names) -> str:
    return ", ".join(str(form_class.base_fields[name].label) for name in names)
