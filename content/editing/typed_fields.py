"""How the administration reads what staff type: as every page of the portal does."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib.admin import options, widgets
from django.db import models

from core.files import uploads
from core.files.kinds import DOCUMENTS
from core.language.figures import day_or_instant
from core.text import fields
from core.text.rich_text import RichTextField


class DocumentField(forms.FileField):
    """A file that staff publish; the browser offers the kinds that are taken."""

    def widget_attrs(self, widget: forms.Widget) -> dict:
        kinds = uploads.accepted(DOCUMENTS)
        return {**super().widget_attrs(widget), "accept": kinds}


class DayOrInstantWidget(widgets.AdminSplitDateTime):
    """The box of the hour stays empty where no hour is known."""

    def decompress(self, value: Any) -> tuple[dt.date | None, dt.time | None]:
        if value is None:
            return None, None
        known = day_or_instant(value)
        if isinstance(known, dt.datetime):
            return known.date(), known.time()
        return known, None


OF_MODELS: dict[type[models.Field], dict[str, Any]] = {
    RichTextField: {"widget": widgets.AdminTextareaWidget},
    models.SlugField: {"widget": widgets.AdminTextInputWidget},
    models.CharField: {
        "form_class": fields.LineField,
        "widget": widgets.AdminTextInputWidget,
    },
    models.TextField: {
        "form_class": fields.TextField,
        "widget": widgets.AdminTextareaWidget,
    },
    models.EmailField: {
        "form_class": fields.EmailField,
        "widget": widgets.AdminEmailInputWidget,
    },
    models.URLField: {
        "form_class": fields.WebAddressField,
        "widget": widgets.AdminTextInputWidget,
    },
    models.DateField: {
        "form_class": fields.DayField,
        "widget": widgets.AdminDateWidget,
    },
    models.DateTimeField: {
        "form_class": fields.InstantField,
        "widget": widgets.AdminSplitDateTime,
    },
    models.FileField: {
        "form_class": DocumentField,
        "widget": widgets.AdminFileWidget,
    },
    models.DecimalField: {"form_class": fields.NumberField},
    models.IntegerField: {"form_class": fields.WholeNumberField},
}


def read_typed_alike() -> None:
    """For every page of the administration, those of libraries and their rows too."""
    options.FORMFIELD_FOR_DBFIELD_DEFAULTS.update(OF_MODELS)
