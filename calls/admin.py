from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationStackedInline, TranslationTabularInline

from calls.models import (
    Call,
    CallDocument,
    Criterion,
    Form,
    FormSection,
    FormVersion,
    Lot,
    Priority,
    Question,
    QuestionOption,
)
from portal.editing import EditingAdmin, NonceMixin, pair


class LotInline(TranslationStackedInline):
    model = Lot
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
                    ("budget", "grant_min", "grant_max", "expected_grants"),
                    ("cofinancing_percent", "duration_min", "duration_max"),
                )
            },
        ),
    )


class CriterionInline(TranslationTabularInline):
    model = Criterion
    extra = 0


class DocumentInline(TranslationTabularInline):
    model = CallDocument
    extra = 0


@admin.register(Priority)
class PriorityAdmin(EditingAdmin):
    list_display = ("title", "order")
    search_fields = ("title_hy", "title_en")
    fieldsets = ((None, {"fields": (pair("title"), pair("description"), ("slug", "order"))}),)


@admin.register(Call)
class CallAdmin(EditingAdmin):
    list_display = ("__str__", "code", "kind", "status", "is_historic", "published_at")
    list_filter = ("status", "kind", "is_historic", "programme")
    search_fields = ("code", "title_hy", "title_en")
    filter_horizontal = ("priorities",)
    inlines = [LotInline, CriterionInline, DocumentInline]
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
        (_("Publication"), {"fields": (("status", "published_at"), "results_published_at", pair("results"))}),
        (_("Priorities"), {"fields": ("priorities", "require_all_priorities")}),
        (_("Money"), {"fields": (("currency", "total_budget"), pair("funder"))}),
        (_("Contact"), {"fields": (("contact_email", "questions_until"),)}),
        (
            _("Past call"),
            {
                "classes": ("collapse",),
                "fields": (
                    ("is_historic", "launched", "deadline"),
                    "reference",
                    pair("contracting_authority"),
                    pair("procedure"),
                    "sources",
                ),
            },
        ),
    )


class LockedMixin:
    """A published version of a form is not edited: make the next version."""

    def _is_locked(self, obj) -> bool:
        version = getattr(obj, "version", None) or getattr(getattr(obj, "section", None), "version", None)
        return bool(version and version.is_locked)

    def has_change_permission(self, request, obj=None) -> bool:
        return super().has_change_permission(request, obj) and not self._is_locked(obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        return super().has_delete_permission(request, obj) and not self._is_locked(obj)


class VersionInline(admin.TabularInline):
    """Versions to open or begin; publishing happens on the version's own page, once."""

    model = FormVersion
    extra = 0
    show_change_link = True
    can_delete = False

    def has_change_permission(self, request, obj=None) -> bool:
        return False


@admin.register(Form)
class FormAdmin(NonceMixin, admin.ModelAdmin):
    inlines = [VersionInline]


class SectionInline(TranslationTabularInline):
    model = FormSection
    extra = 0
    show_change_link = True
    fields = ("order", "key", "kind", *pair("title"))


@admin.register(FormVersion)
class FormVersionAdmin(NonceMixin, admin.ModelAdmin):
    list_display = ("__str__", "published_at")
    inlines = [SectionInline]

    def has_change_permission(self, request, obj=None) -> bool:
        return super().has_change_permission(request, obj) and not (obj and obj.is_locked)

    def has_delete_permission(self, request, obj=None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and obj.is_locked)


class QuestionInline(TranslationStackedInline):
    model = Question
    extra = 0
    show_change_link = True
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("order", "key", "type"),
                    pair("label"),
                    pair("help"),
                    ("is_required", "is_personal", "word_limit", "max_files", "priority"),
                )
            },
        ),
    )


@admin.register(FormSection)
class FormSectionAdmin(LockedMixin, EditingAdmin):
    list_display = ("title", "version", "order", "kind")
    list_select_related = ("version__form",)
    inlines = [QuestionInline]
    fieldsets = ((None, {"fields": (("version", "order"), ("key", "kind"), pair("title"), pair("intro"))}),)


class OptionInline(TranslationTabularInline):
    model = QuestionOption
    extra = 0


@admin.register(Question)
class QuestionAdmin(LockedMixin, EditingAdmin):
    list_display = ("label", "section", "type", "is_required")
    list_filter = ("type",)
    list_select_related = ("section",)
    inlines = [OptionInline]
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("section", "order"),
                    ("key", "type"),
                    pair("label"),
                    pair("help"),
                    ("is_required", "is_personal", "word_limit", "max_files", "priority"),
                )
            },
        ),
    )
