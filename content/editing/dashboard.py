"""What a person who edits can go on with: drafts, what is scheduled, what waits, what lacks
English, broken links. A desk asks it for the models it is about.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from content.models import CheckedLink, Content, Revision, WorkingCopy
from content.revisions import of_what_exists
from core.language import figures

SHOWN = 8
LOOKED_AT = (
    500  # so many of the newest are asked whether they have their English
)


@dataclass(frozen=True)
class Item:
    """A page of content to go on with."""

    title: str
    kind: str
    address: str
    at: dt.datetime | None = None
    by: str = ""

    @property
    def details(self) -> str:
        """What kind of page, since when or from when, and whose."""
        when = figures.day_and_clock(self.at) if self.at else ""
        return ", ".join(filter(None, (self.kind, when, self.by)))


@dataclass
class Desk:
    drafts: list[Item] = field(default_factory=list)
    scheduled: list[Item] = field(default_factory=list)
    untranslated: list[Item] = field(default_factory=list)
    waiting: list[Item] = field(default_factory=list)
    aside: list[Item] = field(default_factory=list)
    unsaved: list[Item] = field(default_factory=list)
    links: list[CheckedLink] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not any(vars(self).values())


def _may_change(user: User, model: type[Content]) -> bool:
    return user.has_perm(
        f"{model._meta.app_label}.change_{model._meta.model_name}"
    )


def change_address(model: str, key: int) -> str:
    return reverse(f"admin:{model.replace('.', '_')}_change", args=[key])


def _items(things: QuerySet, at: str) -> list[Item]:
    model = things.model
    return [
        Item(
            str(thing),
            str(model._meta.verbose_name),
            change_address(model._meta.label_lower, thing.pk),
            getattr(thing, at),
        )
        for thing in things[:SHOWN]
    ]


def _revisions(state: str, labels: dict[str, type[Content]]) -> list[Item]:
    proposals = Revision.objects.filter(state=state).select_related("by")
    revisions = of_what_exists(proposals, list(labels.values())).order_by(
        "made_at"
    )
    return [
        Item(
            revision.title,
            str(labels[revision.model]._meta.verbose_name),
            reverse(
                "editing:compare", args=[revision.model, revision.object_id]
            )
            + f"?to={revision.number}",
            revision.made_at,
            str(revision.by or ""),
        )
        for revision in revisions[:SHOWN]
    ]


def _unsaved(user: User, labels: dict[str, type[Content]]) -> list[Item]:
    copies = WorkingCopy.objects.filter(
        user=user, model__in=labels, saved_at__isnull=False
    ).exclude(payload="")
    copies = copies.filter(object_id=None) | of_what_exists(
        copies, list(labels.values())
    )
    return [
        Item(
            copy.title,
            str(labels[copy.model]._meta.verbose_name),
            _take_up(copy),
            copy.saved_at,
        )
        for copy in copies[:SHOWN]
    ]


def _take_up(copy: WorkingCopy) -> str:
    name = copy.model.replace(".", "_")
    at = (
        change_address(copy.model, copy.object_id)
        if copy.object_id
        else reverse(f"admin:{name}_add")
    )
    return f"{at}?copy={copy.key}"


def editor_desk(user: User, models: Iterable[type[Content]]) -> Desk:
    """What this person can go on with of these models, a few of each."""
    allowed = [model for model in models if _may_change(user, model)]
    labels = {model._meta.label_lower: model for model in allowed}
    desk = Desk(
        waiting=_revisions(Revision.PROPOSED, labels),
        aside=_revisions(Revision.DRAFT, labels),
        unsaved=_unsaved(user, labels),
    )
    for model in allowed:
        _add_things(desk, model)
    if user.has_perm("content.view_checkedlink"):
        desk.links = list(_broken_links(labels))
    return desk


def _add_things(desk: Desk, model: type[Content]) -> None:
    things = model._default_manager.all()
    desk.drafts += _items(things.drafts().order_by("-updated_at"), "updated_at")
    desk.scheduled += _items(
        things.scheduled().order_by("published_at"), "published_at"
    )
    newest = things.published().order_by("-published_at", "-pk")
    lacking = things.filter(pk__in=newest.values("pk")[:LOOKED_AT])
    desk.untranslated += _items(
        lacking.in_lists()
        .filter(ready_en=False)
        .order_by("-published_at", "-pk"),
        "published_at",
    )


def _broken_links(labels: Iterable[str]) -> QuerySet[CheckedLink]:
    broken = CheckedLink.objects.exclude(problem="").filter(model__in=labels)
    return broken.order_by("broken_since")[:SHOWN]
