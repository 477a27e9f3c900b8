"""The real page of something that is not public: rendered inside a transaction that is taken
back.
"""

import datetime as dt
from dataclasses import dataclass

from django.core import signing
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from content import revisions
from content.addresses import free_slug
from content.models import Content, Revision, WorkingCopy

SALT = "content.preview"
VALID = dt.timedelta(days=7)


@dataclass(frozen=True)
class NotYet:
    """Why there is nothing to show: what the form still lacks."""

    errors: list[tuple[str, str]]


def _page(
    request: HttpRequest,
    model_admin,
    thing: Content,
    shared: Revision | None = None,
) -> HttpResponse:
    """The page as everyone will see it, rendered now; a shared one says that it is a preview."""
    thing.published_at = thing.published_at or timezone.now()
    view = model_admin.page_view.as_view(previewed=thing, shared=shared)
    response = view(request, slug=thing.slug)
    return response.render() if hasattr(response, "render") else response


def of_copy(
    request: HttpRequest, copy: WorkingCopy, model_admin
) -> HttpResponse | NotYet:
    """What is typed, as a page; nothing of it is written."""
    model = model_admin.model
    thing = (
        model._default_manager.filter(pk=copy.object_id).first()
        if copy.object_id
        else None
    )
    form_class = model_admin.get_form(request, thing, change=bool(thing))
    form = form_class(QueryDict(copy.payload), instance=thing or model())
    if not form.is_valid():
        names = {name: str(field.label) for name, field in form.fields.items()}
        return NotYet(
            [
                (names.get(name, ""), error)
                for name, errors in form.errors.items()
                for error in errors
            ]
        )
    try:
        with transaction.atomic():
            form.instance.slug = form.instance.slug or free_slug(form.instance)
            written = form.save()
            response = _page(
                request, model_admin, model._default_manager.get(pk=written.pk)
            )
            transaction.set_rollback(True)
    except IntegrityError as error:
        return NotYet([("", str(error))])
    return response


def of_revision(
    request: HttpRequest, thing: Content, revision: Revision, model_admin
) -> HttpResponse:
    content = {
        **revision.content,
        "fields": {**revision.content["fields"], "slug": thing.slug},
    }
    with transaction.atomic():
        revisions.apply_revision(thing, content)
        response = _page(
            request,
            model_admin,
            type(thing)._default_manager.get(pk=thing.pk),
            revision,
        )
        transaction.set_rollback(True)
    return response


def preview_token(revision: Revision) -> str:
    """What a preview link carries: this revision and no other, for a week."""
    return signing.dumps([revision.pk], salt=SALT, compress=True)


def revision_of(text: str) -> Revision | None:
    """The revision of a link; None when it has expired or was not made by us."""
    try:
        (key,) = signing.loads(text, salt=SALT, max_age=VALID)
    except (signing.BadSignature, ValueError):
        return None
    return Revision.objects.filter(pk=key).first()
