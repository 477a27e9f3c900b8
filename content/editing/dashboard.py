"""The editor's start page: drafts, what is scheduled, what waits, what lacks English, broken
links.
"""

from dataclasses import dataclass, field

from django.apps import apps
from django.contrib.admin import AdminSite
from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from content.models import CheckedLink, Content, Revision, WorkingCopy
from content.revisions import of_what_exists

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
    at: object = None


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


def _models(user: User, site: AdminSite) -> list[type[Content]]:
    registered = [
        model
        for model in apps.get_models()
        if issubclass(model, Content) and site.is_registered(model)
    ]
    return [
        m
        for m in registered
        if user.has_perm(f"{m._meta.app_label}.change_{m._meta.model_name}")
    ]


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
    revisions = of_what_exists(
        Revision.objects.filter(state=state), list(labels.values())
    ).order_by("made_at")
    return [
        Item(
            revision.title,
            str(labels[revision.model]._meta.verbose_name),
            reverse(
                "editing:compare", args=[revision.model, revision.object_id]
            )
            + f"?to={revision.number}",
            revision.made_at,
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


def editor_desk(user: User, site: AdminSite) -> Desk:
    """What this person can go on with, a few of each."""
    models = _models(user, site)
    labels = {model._meta.label_lower: model for model in models}
    desk = Desk(
        waiting=_revisions(Revision.PROPOSED, labels),
        aside=_revisions(Revision.DRAFT, labels),
        unsaved=_unsaved(user, labels),
    )
    for model in models:
        things = model._default_manager.all()
        desk.drafts += _items(
            things.drafts().order_by("-updated_at"), "updated_at"
        )
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
    if user.has_perm("content.view_checkedlink"):
        desk.links = list(
            CheckedLink.objects.exclude(problem="").order_by("broken_since")[
                :SHOWN
            ]
        )
    return desk
