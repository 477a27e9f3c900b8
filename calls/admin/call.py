"""Writing a call: what is public of it changes with an update, its deadline only by an
extension.
"""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from calls import faults, publishing, revising
from calls.admin.parts import (
    CriterionInline,
    DocumentInline,
    LotInline,
    ResultFigureInline,
    RuleInline,
    is_public_call,
    is_stored_public,
)
from calls.models import Call, Priority
from content.editing import EditingAdmin, IndexSearch, pair
from core.language.bilingual import LANGUAGES


def _without(name: str, part: Any) -> Any:
    return {
        **part,
        "fields": tuple(field for field in part["fields"] if field != name),
    }


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
        if status == Call.DRAFT and is_public_call(self.instance):
            raise ValidationError(
                _("A published call is cancelled, never hidden."), code="hidden"
            )
        return status

    def clean(self):
        cleaned = super().clean()
        is_new = not is_public_call(self.instance)
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
        is_public = is_stored_public(obj)
        unused = "publish_sure" if is_public else "update_note"
        return [
            (title, _without(unused, part))
            for title, part in self.fieldsets
            if is_public or title != _("What readers are told")
        ]

    def get_readonly_fields(self, request, obj=None):
        return (
            ("code", "slug", "is_sealed", "is_historic")
            if is_stored_public(obj)
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
        if before and is_public_call(before):
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
        for fault in faults.call_faults(call) if is_public_call(call) else ():
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
