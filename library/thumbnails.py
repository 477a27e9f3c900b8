"""The first pages of documents as small pictures: drawn after the answer, never on a first view."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from core.background_work import background_task, enqueue_after_commit
from core.files.documents import draw_first_page
from library.models import Resource
from mailing import background


def lacking_thumbnails() -> QuerySet[Resource]:
    """The documents whose file has changed since it was drawn, or was never drawn."""
    documents = Resource.objects.filter(file__iendswith=".pdf")
    return documents.exclude(thumbnail_of=F("file")).order_by("pk")


def ask_for_thumbnail(resource: Resource) -> None:
    """Queue the drawing of a file that is new; nothing where it is drawn, or is no PDF."""
    if lacking_thumbnails().filter(pk=resource.pk).exists():
        enqueue_after_commit(draw_thumbnail, resource.pk)


def _draw(resource_id: str) -> bool:
    resource = Resource.objects.filter(pk=resource_id).first()
    if resource is None or not resource.file:
        return False
    name, earlier = str(resource.file.name), resource.thumbnail
    with resource.file.open() as handle:
        picture = draw_first_page(handle.read())
    kept = _keep(name, picture) if picture else ""
    Resource.objects.filter(pk=resource.pk, file=name).update(
        thumbnail=kept, thumbnail_of=name
    )
    if earlier and earlier != kept:
        default_storage.delete(earlier)
    return bool(kept)


def _keep(name: str, picture: bytes) -> str:
    """Under a name made of the file's, which no other file ever has."""
    digest = hashlib.sha256(name.encode()).hexdigest()[:24]
    path = f"library/pages/{digest}.jpg"
    default_storage.delete(path)
    return default_storage.save(path, ContentFile(picture))


THUMBNAILS = background.Work(
    "thumbnails",
    _("first pages of documents"),
    65,
    _draw,
    is_one_transaction=False,
)


@background_task
def draw_thumbnail(resource_id: int) -> None:
    """A file that cannot be drawn keeps the sign of its kind."""
    background.do_one(THUMBNAILS.code, resource_id)
