"""What may appear before everyone's eyes: refused with reasons, approved by a second person,
scheduled.
"""

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from content import pictures_in_text, revisions
from content.models import Content, Moved, Revision
from core.language.bilingual import LANGUAGES
from core.text.rich_text import RichTextField

NAMES = dict(settings.LANGUAGES)


def _texts(thing: Content, language: str) -> list[str]:
    names = [
        f.name
        for f in thing._meta.concrete_fields
        if isinstance(f, RichTextField)
    ]
    return [
        getattr(thing, name) or ""
        for name in names
        if name.endswith(f"_{language}")
    ]


def _begun(thing: Content, language: str) -> bool:
    return any(
        getattr(thing, f"{field}_{language}") for field in thing.ready_fields
    )


def _without_title(thing: Content) -> list[str]:
    return [
        _("The text in %(language)s has no title.")
        % {"language": NAMES[language]}
        for language in LANGUAGES
        if _begun(thing, language)
        and not getattr(thing, f"{thing.ready_fields[0]}_{language}")
    ]


def _without_alt(thing: Content) -> list[str]:
    faults = []
    for language in filter(thing.is_ready_in, LANGUAGES):
        shown = (
            thing.shown_pictures() if hasattr(thing, "shown_pictures") else []
        )
        inside = pictures_in_text.pictures(*_texts(thing, language)).values()
        for picture in dict.fromkeys([*shown, *inside]):
            if not getattr(picture, f"alt_{language}"):
                values = {"name": picture.name, "language": NAMES[language]}
                faults.append(
                    _(
                        "The picture %(name)s does not say in %(language)s what it shows."
                    )
                    % values
                )
    return faults


def publishing_faults(thing: Content) -> list[str]:
    """Why the thing may not be published as it stands; empty when it may."""
    if not any(map(thing.is_ready_in, LANGUAGES)):
        return [
            _("Neither language has both a title and a text."),
            *_without_title(thing),
        ]
    return [
        *_without_title(thing),
        *_without_alt(thing),
        *thing.own_faults(),
    ]


def needs_second_person(
    thing: Content, before: dict[str, Any] | None = None
) -> bool:
    """Whether a programme that it is tied to, or was before the edit, wants a colleague's
    approval.
    """
    if not hasattr(thing, "programmes"):
        return False
    earlier = before["links"].get("programmes", []) if before else []
    programmes = thing.programmes.model._default_manager.filter(
        needs_second_person=True
    )
    now = thing.programmes.values_list("pk", flat=True)
    return programmes.filter(pk__in=[*now, *earlier]).exists()


def _unpublished(content: dict[str, Any]) -> dict[str, Any]:
    return {
        **content,
        "fields": {
            **content["fields"],
            "published_at": None,
            "withdrawn_at": None,
        },
    }


@transaction.atomic
def keep_save(
    thing: Content,
    before: dict[str, Any] | None,
    *,
    by: User,
    keep: bool = False,
    note: str = "",
) -> Revision | None:
    """After an edit was written: refuse it, keep it apart, or let it stand, with its revision.

    `keep`: the editor wants a draft beside the page that is public. Raises ValidationError with
    every reason against publication; the caller's transaction takes the edit back.
    """
    after = revisions.snapshot(thing)
    if before == after:
        return None
    if keep:
        return _set_aside(thing, before, after, Revision.DRAFT, by, note)
    if thing.published_at and (reasons := publishing_faults(thing)):
        raise ValidationError(reasons, code="faults")
    if thing.published_at and needs_second_person(thing, before):
        return _set_aside(thing, before, after, Revision.PROPOSED, by, note)
    _leave_a_sign(thing, before)
    return revisions.record_change(thing, before, by=by, note=note)


def _leave_a_sign(thing: Content, before: dict[str, Any] | None) -> None:
    """Whoever comes by the earlier address of a published page is led to it."""
    earlier = before["fields"] if before else {}
    if not earlier.get("published_at") or earlier["slug"] == thing.slug:
        return
    signs = Moved.objects.filter(model=revisions.label_of(thing))
    signs.filter(
        slug=thing.slug
    ).delete()  # an address in use again is no redirect
    signs.update_or_create(
        slug=earlier["slug"],
        defaults={"model": revisions.label_of(thing), "object_id": thing.pk},
    )


def _set_aside(
    thing: Content,
    before: dict[str, Any] | None,
    after: dict[str, Any],
    state: str,
    by: User,
    note: str,
) -> Revision:
    """Keep the edit as a revision of its own; the page stays as it was, a new one unpublished."""
    stays = before if before is not None else _unpublished(after)
    revisions.apply_revision(thing, stays)
    if not revisions.revisions_of(thing).exists():
        revisions.record_revision(
            thing,
            stays,
            by=None if before else by,
            note=revisions.FIRST_NOTE if before else "",
        )
    return revisions.record_revision(
        thing, after, by=by, state=state, note=note, base=stays
    )


def _waiting(revision: Revision) -> Revision:
    fresh = Revision.objects.select_for_update().get(pk=revision.pk)
    if fresh.state != Revision.PROPOSED:
        raise ValidationError(
            _("This proposal has already been approved or sent back."),
            code="judged",
        )
    return fresh


def _to_apply(thing: Content, revision: Revision) -> dict[str, Any]:
    """The page as it is now with the proposal's own changes. Raises ValidationError
    'changed_since'.
    """
    now = revisions.snapshot(thing)
    content, clashes = revisions.merged_content(
        now, revision.base or now, revision.content
    )
    if clashes:
        names = ", ".join(str(_label(thing, name)) for name in clashes)
        sentence = _(
            "These parts of the page have changed since: %(names)s. Ask the "
            "author to propose it again."
        )
        raise ValidationError(sentence % {"names": names}, code="changed_since")
    at, wished = (
        timezone.now().replace(second=0, microsecond=0),
        content["fields"].get("published_at"),
    )
    if (
        not now["fields"].get("published_at")
        and wished
        and dt.datetime.fromisoformat(wished) < at
    ):
        content["fields"]["published_at"] = (
            at.isoformat()
        )  # it appears when it is approved, not before
    return content


def _label(thing: Content, name: str) -> str:
    field = thing._meta.get_field(name)
    return getattr(field, "verbose_name", name)


@transaction.atomic
def approve_proposal(thing: Content, revision: Revision, *, by: User) -> None:
    """A second person lets a proposal appear; publication is as it is now unless the proposal
    changes it.

    Raises ValidationError 'same_person', 'judged', 'changed_since', 'taken', 'faults'.
    """
    revision, before = _waiting(revision), revisions.snapshot(thing)
    if revision.by_id == by.pk:
        raise ValidationError(
            _("A second person must approve: you wrote this yourself."),
            code="same_person",
        )
    thing.note_change()
    try:
        with transaction.atomic():
            revisions.apply_revision(thing, _to_apply(thing, revision))
    except IntegrityError:
        sentence = _(
            "It cannot be published as it is: its address is taken, or "
            "something it needs has been deleted."
        )
        raise ValidationError(sentence, code="taken") from None
    if reasons := publishing_faults(thing):
        raise ValidationError(reasons, code="faults")
    _leave_a_sign(thing, before)
    revisions.judge_revision(thing, revision, Revision.APPLIED, by=by)


@transaction.atomic
def return_proposal(
    thing: Content, revision: Revision, *, by: User, why: str
) -> None:
    """A proposal is not accepted; its text stays among the revisions. Raises ValidationError."""
    revision = _waiting(revision)
    if revision.by_id == by.pk:
        raise ValidationError(
            _("A second person must decide: you wrote this yourself."),
            code="same_person",
        )
    if not why.strip():
        raise ValidationError(
            _("Say why, so that the author can correct it."), code="no_reason"
        )
    revisions.judge_revision(
        thing, revision, Revision.RETURNED, by=by, note=why.strip()
    )


@transaction.atomic
def restore_revision(
    thing: Content, revision: Revision, *, by: User
) -> Revision | None:
    """Make the page say again what a revision says; publication as it is now. Raises
    ValidationError.
    """
    before = revisions.snapshot(thing)
    stays = ("published_at", "withdrawn_at", "slug", "is_published")
    unchanged = {
        name: before["fields"][name]
        for name in stays
        if name in before["fields"]
    }
    if isinstance(thing, Content):
        thing.note_change()
    revisions.apply_revision(
        thing,
        {
            **revision.content,
            "fields": {**revision.content["fields"], **unchanged},
        },
    )
    note = _("restored from revision %(number)d") % {"number": revision.number}
    if isinstance(thing, Content):
        return keep_save(thing, before, by=by, note=note)
    return revisions.record_change(thing, before, by=by, note=note)


def set_public(thing: Content, at: dt.datetime | None = None) -> None:
    """Set it to be public from now, or from an instant, also when it had been withdrawn; nothing is
    saved.
    """
    now = timezone.now()
    if at is not None or thing.published_at is None or thing.published_at > now:
        thing.published_at = at or now.replace(
            second=0, microsecond=0
        )  # as the form shows it
    if thing.withdrawn_at and thing.withdrawn_at <= (at or now):
        thing.withdrawn_at = None


@transaction.atomic
def publish_content(
    thing: Content, *, by: User, at: dt.datetime | None = None
) -> Revision | None:
    """Let it appear now, or at an instant; a withdrawn one appears again. Raises
    ValidationError.
    """
    before = revisions.snapshot(thing)
    set_public(thing, at)
    thing.save()
    return keep_save(thing, before, by=by)


@transaction.atomic
def withdraw_content(thing: Content, *, by: User) -> Revision | None:
    """Take a public thing out of sight now; one that only waits for its day becomes a draft."""
    before = revisions.snapshot(thing)
    if thing.is_public and thing.published_at:
        thing.withdrawn_at = max(
            timezone.now(), thing.published_at + dt.timedelta(microseconds=1)
        )
    else:
        thing.published_at = thing.withdrawn_at = None
    thing.save()
    return revisions.record_change(thing, before, by=by)
