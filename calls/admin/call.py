"""Writing a call: what is public of it changes with an update, its deadline only by an
extension.
"""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationStackedInline

from calls import faults, publishing, revising
from calls.models import (
    Call,
    CallDocument,
    Criterion,
    EligibilityRule,
    Lot,
    Priority,
    ResultFigure,
)
from content.editing import EditingAdmin, IndexSearch, Ticking, pair
from core.language.bilingual import LANGUAGES


def _is_public(call: Call | None) -> bool:
    return (
        call is not None
        and call.pk is not None
        and call.status != Call.DRAFT
        and not call.is_historic
    )


def _is_stored_public(call: Call | None) -> bool:
    """Of the call as it is kept: a form that is refused has given its object other values."""
    return (
        call is not None
        and call.pk is not None
        and _is_public(Call.objects.filter(pk=call.pk).first())
    )


def _is_scored(call: Call | None) -> bool:
    """Whether a first score was given in one of its lots."""
    return (
        call is not None
        and call.pk is not None
        and Lot.objects.filter(
            call=call.pk, scoring_began_at__isnull=False
        ).exists()
    )


def _without(name: str, part: Any) -> Any:
    return {
        **part,
        "fields": tuple(field for field in part["fields"] if field != name),
    }


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


class LotInline(Ticking, TranslationStackedInline):
    model = Lot
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
        read = PUBLIC_RULES if _is_stored_public(obj) else ()
        return read + (SCORING_RULES if _is_scored(obj) else ())

    def has_add_permission(self, request, obj=None) -> bool:
        return super().has_add_permission(
            request, obj
        ) and not _is_stored_public(obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        return super().has_delete_permission(
            request, obj
        ) and not _is_stored_public(obj)


class LotsOfTheCall:
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
        return super().has_add_permission(request, obj) and not _is_scored(obj)

    def has_change_permission(self, request, obj=None) -> bool:
        return super().has_change_permission(request, obj) and not _is_scored(
            obj
        )

    def has_delete_permission(self, request, obj=None) -> bool:
        return super().has_delete_permission(request, obj) and not _is_scored(
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
        ) and not _is_stored_public(obj)


@admin.register(Priority)
class PriorityAdmin(EditingAdmin):
    list_display = ("title", "order")
    search_fields = ("title_hy", "title_en")
    fieldsets = (
        (
            None,
            {"fields": (pair("title"), pair("description"), ("slug", "order"))},
        ),
    )


class CallForm(forms.ModelForm):
    """With a line on why a published call changes."""

    #: what was public of the call before it was saved; None while nothing was
    facts_before: dict | None = None

    #: whether this save makes the call public, once all the rest of it is saved
    is_to_be_published = False

    publish_sure = forms.BooleanField(
        label=_("I understand what publishing makes final"),
        required=False,
        help_text=_(
            "Tick this only to publish. From then on the code, the address, the"
            " number of lots and their forms stay as they are, a deadline moves"
            " only by an extension, and the call can be cancelled but never "
            "hidden."
        ),
    )
    update_note_hy = forms.CharField(
        label=_("what readers are told of this change, in Armenian"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    update_note_en = forms.CharField(
        label=_("what readers are told of this change, in English"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    class Meta:
        model = Call
        fields = "__all__"  # noqa: DJ007 - the fieldsets of the page name them

    def clean_status(self):
        status = self.cleaned_data["status"]
        if status == Call.DRAFT and _is_public(self.instance):
            raise ValidationError(
                _("A published call is cancelled, never hidden."), code="hidden"
            )
        return status

    def clean(self):
        cleaned = super().clean()
        is_new = not _is_public(self.instance)
        publishes = self.cleaned_data.get("status") == Call.PUBLISHED
        is_past = self.cleaned_data.get("is_historic")
        if publishes and is_new and not is_past:
            if not self.cleaned_data.get("publish_sure"):
                self.add_error(
                    "publish_sure",
                    _("Publishing cannot be undone: tick this box and save."),
                )
            self.is_to_be_published = True
        return cleaned


@admin.register(Call)
class CallAdmin(IndexSearch, EditingAdmin):
    form = CallForm
    change_form_template = "admin/calls/call_change_form.html"
    list_display = (
        "__str__",
        "code",
        "kind",
        "status",
        "published_at",
    )
    list_filter = ("status", "kind", "is_historic", "programme")
    search_fields = ("code", "title_hy", "title_en")
    ticked_fields = ("priorities",)
    autocomplete_fields = ("communities",)
    inlines = [
        LotInline,
        RuleInline,
        CriterionInline,
        DocumentInline,
        ResultFigureInline,
    ]
    fieldsets = (
        (
            None,
            {
                "fields": (
                    pair("title"),
                    pair("summary"),
                    pair("body"),
                    pair("eligibility"),
                    ("code", "slug"),
                    ("kind", "programme", "programme_name"),
                )
            },
        ),
        (_("What readers are told"), {"fields": (pair("update_note"),)}),
        (
            _("Publication"),
            {
                "fields": (
                    ("status", "published_at"),
                    "publish_sure",
                    "results_published_at",
                    pair("results"),
                    "communities",
                )
            },
        ),
        (_("Priorities"), {"fields": ("priorities", "require_all_priorities")}),
        (
            _("Money"),
            {"fields": (("currency", "total_budget"), pair("funder"))},
        ),
        (
            _("Contact"),
            {"fields": (("contact_email", "questions_until"), "is_sealed")},
        ),
        (
            _("Past call"),
            {
                "classes": ("collapse",),
                "fields": (
                    ("is_historic", "is_known_closed"),
                    ("launched", "deadline"),
                    "reference",
                    pair("contracting_authority"),
                    pair("procedure"),
                    "sources",
                ),
            },
        ),
    )

    def get_fieldsets(self, request, obj=None):
        is_public = _is_stored_public(obj)
        unused = "publish_sure" if is_public else "update_note"
        return [
            (title, _without(unused, part))
            for title, part in self.fieldsets
            if is_public or title != _("What readers are told")
        ]

    def get_readonly_fields(self, request, obj=None):
        return (
            ("code", "slug", "is_sealed", "is_historic")
            if _is_stored_public(obj)
            else ()
        )

    def save_model(
        self,
        request,
        obj,
        form,
        change,
    ) -> None:
        before = Call.objects.get(pk=obj.pk) if change else None
        if before and _is_public(before):
            form.facts_before = revising.call_facts(before)
        if form.is_to_be_published:
            obj.status = (
                Call.DRAFT
            )  # until its lots are saved: see save_related
        elif obj.status == Call.PUBLISHED and obj.published_at is None:
            obj.published_at = timezone.now()
        super().save_model(request, obj, form, change)

    def save_related(
        self,
        request,
        form,
        formsets,
        change,
    ) -> None:
        super().save_related(request, form, formsets, change)
        call = form.instance
        if form.is_to_be_published:
            self._publish(request, call)
        if form.facts_before is not None:
            notes = {
                f"note_{code}": form.cleaned_data.get(f"update_note_{code}", "")
                for code in LANGUAGES
            }
            revising.record_update(
                call, form.facts_before, by=request.user, **notes
            )
        for fault in faults.call_faults(call) if _is_public(call) else ():
            messages.warning(request, fault)

    def get_view_on_site_url(self, obj=None):
        """The public page of a draft is its preview, among the buttons."""
        if obj is None or obj.status == Call.DRAFT:
            return None
        return super().get_view_on_site_url(obj)

    def _publish(self, request, call: Call) -> None:
        """The last step of the save; what is missing leaves it a draft, with all that was typed."""
        try:
            call.status = publishing.publish_call(call).status
        except ValidationError as error:
            messages.error(
                request,
                _("The call is saved as a draft and is not published yet."),
            )
            for message in error.messages:
                messages.error(request, message)
