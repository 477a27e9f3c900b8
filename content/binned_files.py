"""Files of what lies in the bin: out of the public folder, and back under their names."""

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils.translation import gettext as _

from content.models import Content
from core.files.storage import private_storage

FOLDER = "binned"


def _columns(model: type[models.Model]) -> list[str]:
    """Its columns that name a public file."""
    return [
        column.name
        for column in model._meta.concrete_fields
        if isinstance(column, models.FileField)
        and column.storage is default_storage
    ]


def _hidden(name: str) -> str:
    return f"{FOLDER}/{name}"


def _move(name: str, source: Any, target: Any, new_name: str) -> str:
    """Under the new name, or one beside it where that is taken; the name it got."""
    with source.open(name) as file:
        got = target.save(new_name, file)
    transaction.on_commit(lambda: source.delete(name))
    return got


def hide_files(things: list[Content]) -> None:
    """After the commit nobody reaches their files by a known address, unless others show them."""
    for column in _columns(type(things[0])) if things else []:
        for name in {getattr(thing, column).name for thing in things}:
            if name:
                hide = partial(_hide, type(things[0]), column, name)
                transaction.on_commit(hide)


def _hide(model: type[Content], column: str, name: str) -> None:
    is_shown = model._base_manager.filter(**{column: name}).exists()
    if not is_shown and default_storage.exists(name):
        private_storage().delete(_hidden(name))
        _move(name, default_storage, private_storage(), _hidden(name))


def give_back_files(thing: Content) -> None:
    """Its files are public again, before it is saved. Raises ValidationError 'file'."""
    for column in _columns(type(thing)):
        name = getattr(thing, column).name
        if not name or default_storage.exists(name):
            continue
        if not private_storage().exists(_hidden(name)):
            raise ValidationError(
                _("Its file is gone: it cannot be restored."),
                code="file",
            )
        got = _move(_hidden(name), private_storage(), default_storage, name)
        setattr(thing, column, got)


def delete_files(model: type[Content], fields: dict[str, Any]) -> None:
    """For good, after the commit."""
    for column in _columns(model):
        if name := fields.get(column):
            delete = partial(private_storage().delete, _hidden(name))
            transaction.on_commit(delete)
