"""Choosing pictures of the library in a form: one, or several in their order.

The fields hold keys, one to a line, and can be filled by hand; with scripts the keys become
pictures that are chosen, moved and taken out.
"""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from content.models import Picture

MOST = 60


def _lines(value) -> list[str]:
    return [
        line.strip() for line in str(value or "").splitlines() if line.strip()
    ]


def _keys(value) -> list[uuid.UUID]:
    try:
        return [uuid.UUID(line) for line in dict.fromkeys(_lines(value))]
    except ValueError:
        raise ValidationError(
            _("Choose pictures from the library."), code="not_a_picture"
        ) from None


class PicturesWidget(forms.Textarea):
    template_name = "admin/content/pictures_widget.html"

    def __init__(self, *, is_single: bool = False) -> None:
        super().__init__(
            {
                "rows": 1 if is_single else 3,
                "data-pictures": "one" if is_single else "many",
            }
        )

    def format_value(self, value) -> str:
        return (
            "\n".join(map(str, value))
            if isinstance(value, list | tuple)
            else str(value or "")
        )


class GalleryField(forms.Field):
    """Several pictures in their order; cleans to a list of Picture."""

    widget: PicturesWidget | type[PicturesWidget] = PicturesWidget

    def to_python(self, value) -> list[Picture]:
        keys = _keys(value)
        if len(keys) > MOST:
            raise ValidationError(
                _("A gallery holds at most 60 pictures."), code="too_many"
            )
        by_key = Picture.objects.in_bulk(keys, field_name="uid")
        if missing := [key for key in keys if key not in by_key]:
            values = {"key": str(missing[0])}
            raise ValidationError(
                _("The picture %(key)s is not in the library."),
                "missing",
                values,
            )
        return [by_key[key] for key in keys]

    def has_changed(self, initial, data) -> bool:
        return _lines(self.in_keys(initial)) != _lines(data)

    def in_keys(self, value) -> str:
        """A value as the widget shows it."""
        assert isinstance(self.widget, PicturesWidget)
        return self.widget.format_value(value)


class PictureField(GalleryField):
    """One picture or none; cleans to a Picture or None. Initial values may be primary keys."""

    def __init__(self, **kwargs) -> None:
        super().__init__(widget=PicturesWidget(is_single=True), **kwargs)

    def prepare_value(self, value):
        if isinstance(value, int):
            return str(
                Picture.objects.filter(pk=value)
                .values_list("uid", flat=True)
                .first()
                or ""
            )
        return str(value.uid) if isinstance(value, Picture) else value

    def to_python(self, value) -> Picture | None:
        pictures = super().to_python(value)
        if len(pictures) > 1:
            raise ValidationError(_("Choose one picture."), code="too_many")
        return pictures[0] if pictures else None

    def has_changed(self, initial, data) -> bool:
        return _lines(self.prepare_value(initial)) != _lines(data)
