"""The parts of a call in its editor: lots, conditions, criteria, figures, documents."""

import copy
from typing import Any

from django import forms
from django.contrib import admin
from modeltranslation.admin import TranslationStackedInline

from calls.lot_objections import object_to_lot
from calls.models import (
    Call,
    CallDocument,
    Criterion,
    EligibilityRule,
    Lot,
    ResultFigure,
)
from content.editing import Ticking, pair


def is_public_call(call: Call | None) -> bool:
    return (
        call is not None
        and call.pk is not None
        and call.status != Call.DRAFT
        and not call.is_historic
    )


def is_stored_public(call: Call | None) -> bool:
    """Of the call as it is kept: a form that is refused has given its object other values."""
    return (
        call is not None
        and call.pk is not None
        and is_public_call(Call.objects.filter(pk=call.pk).first())
    )


def is_scored(call: Call | None) -> bool:
    """Whether a first score was given in one of its lots."""
    return (
        call is not None
        and call.pk is not None
        and Lot.objects.filter(
            call=call.pk, scoring_began_at__isnull=False
        ).exists()
    )


#: of a lot, what a published call moves only by acts of their own
PUBLIC_RULES = ("number", "form", "opens_at", "closes_at", "upload_grace")
#: of a lot, what stays once scoring began
SCORING_RULES = (
    "reviews_required",
    "third_review_gap",
    "overall_threshold",
    "is_blind",
    "tells_scores",
)


class LotForm(forms.ModelForm):
    """A lot, refused where rooms above hold what would change."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        lot = copy.copy(self.instance)
        for name in ("budget", "results_published_at"):
            if name in self.cleaned_data:
                setattr(lot, name, self.cleaned_data[name])
        object_to_lot(lot)
        return cleaned


class LotInline(Ticking, TranslationStackedInline):
    model = Lot
    form = LotForm
    ticked_fields = ("regions", "topics")
    extra = 0
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("number", "kind", "form"),
                    pair("title"),
                    pair("objectives"),
                    "regions",
                    ("opens_at", "closes_at", "upload_grace"),
                    "results_published_at",
                    ("budget", "grant_min", "grant_max", "expected_grants"),
                    ("cofinancing_percent", "duration_min", "duration_max"),
                    SCORING_RULES,
                    "topics",
                )
            },
        ),
    )

    def get_readonly_fields(self, request, obj=None):
        read = PUBLIC_RULES if is_stored_public(obj) else ()
        return read + (SCORING_RULES if is_scored(obj) else ())

    def has_add_permission(self, request, obj=None) -> bool:
        return super().has_add_permission(
            request, obj
        ) and not is_stored_public(obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        return super().has_delete_permission(
            request, obj
        ) and not is_stored_public(obj)


class LotsOfTheCall(admin.options.InlineModelAdmin):
    """The lots to choose from are those of the call."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "lot":
            call = request.resolver_match.kwargs.get("object_id")
            lots = Lot.objects.select_related("call")
            kwargs["queryset"] = lots.filter(call=call)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class RuleInline(TranslationStackedInline):
    model = EligibilityRule
    fk_name = "call"
    extra = 0
    classes = ("collapse",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("order", "kind", "is_blocking", "lot"),
                    pair("text"),
                    pair("why"),
                    pair("instead"),
                    (
                        "other_call",
                        "programme",
                        "population_min",
                        "population_max",
                    ),
                )
            },
        ),
    )


class CriterionInline(LotsOfTheCall, TranslationStackedInline):
    """Once a first score is given, the criteria can be read and no more."""

    model = Criterion
    extra = 0
    classes = ("collapse",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    pair("section"),
                    pair("title"),
                    ("order", "lot"),
                    ("scale_min", "scale_max", "weight", "threshold"),
                    pair("anchors"),
                )
            },
        ),
    )

    def has_add_permission(self, request, obj=None) -> bool:
        return super().has_add_permission(request, obj) and not is_scored(obj)

    def has_change_permission(self, request, obj=None) -> bool:
        return super().has_change_permission(request, obj) and not is_scored(
            obj
        )

    def has_delete_permission(self, request, obj=None) -> bool:
        return super().has_delete_permission(request, obj) and not is_scored(
            obj
        )


class ResultFigureInline(LotsOfTheCall, admin.TabularInline):
    model = ResultFigure
    extra = 0
    classes = ("collapse",)


class DocumentInline(TranslationStackedInline):
    """A document is replaced by its next version, never taken away from a published call."""

    model = CallDocument
    extra = 0
    readonly_fields = ("version",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    pair("title"),
                    ("language", "file"),
                    ("replaces", "version", "published_on"),
                )
            },
        ),
    )

    def has_delete_permission(self, request, obj=None) -> bool:
        return super().has_delete_permission(
            request, obj
        ) and not is_stored_public(obj)
