"""Writing a form: sections, questions, answers to choose, columns; a published version is only
looked at.
"""

from typing import TYPE_CHECKING

from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from modeltranslation.admin import (
    TranslationStackedInline,
    TranslationTabularInline,
)

from calls.models import (
    Form,
    FormSection,
    FormVersion,
    Question,
    QuestionColumn,
    QuestionOption,
)
from content.editing import EditingAdmin, NonceMixin, pair

QUESTION = (
    pair("label"),
    pair("help"),
    ("is_required", "is_personal", "word_limit", "priority"),
    ("show_if_key", "show_if_value", "prefill"),
    ("is_whole", "min_value", "max_value"),
    ("earliest", "latest"),
    ("max_files", "file_kinds", "max_megabytes", "max_rows"),
)


def _version(obj) -> FormVersion | None:
    if isinstance(obj, FormVersion):
        return obj
    return getattr(obj, "version", None) or getattr(
        getattr(obj, "section", None), "version", None
    )


if TYPE_CHECKING:
    _OfAdmin = BaseModelAdmin
else:
    _OfAdmin = object


class LockedMixin(_OfAdmin):
    """A published version of a form is not edited: make the next version."""

    def _is_locked(self, obj) -> bool:
        version = _version(obj)
        return bool(version and version.is_locked)

    def has_change_permission(self, request, obj=None) -> bool:
        return super().has_change_permission(
            request, obj
        ) and not self._is_locked(obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        return super().has_delete_permission(
            request, obj
        ) and not self._is_locked(obj)


class VersionInline(admin.TabularInline):
    """Versions to open; the next one and publishing have pages of their own."""

    model = FormVersion
    extra = 0
    show_change_link = True
    can_delete = False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_add_permission(self, request, obj=None) -> bool:
        return False


@admin.register(Form)
class FormAdmin(NonceMixin, admin.ModelAdmin):
    change_form_template = "admin/calls/form_change_form.html"
    list_display = ("name", "slug")
    inlines = [VersionInline]


class SectionInline(TranslationTabularInline):
    model = FormSection
    extra = 0
    show_change_link = True
    fields = ("order", "key", "kind", *pair("title"))


@admin.register(FormVersion)
class FormVersionAdmin(LockedMixin, NonceMixin, admin.ModelAdmin):
    change_form_template = "admin/calls/formversion_change_form.html"
    list_display = ("__str__", "published_at")
    list_select_related = ("form",)
    readonly_fields = ("published_at",)
    inlines = [SectionInline]


class QuestionInline(TranslationStackedInline):
    model = Question
    extra = 0
    show_change_link = True
    fieldsets = ((None, {"fields": (("order", "key", "type"), *QUESTION)}),)


@admin.register(FormSection)
class FormSectionAdmin(LockedMixin, EditingAdmin):
    list_display = ("title", "version", "order", "kind")
    list_select_related = ("version__form",)
    inlines = [QuestionInline]
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("version", "order"),
                    ("key", "kind"),
                    pair("title"),
                    pair("intro"),
                )
            },
        ),
    )


class OptionInline(TranslationTabularInline):
    model = QuestionOption
    extra = 0


class ColumnInline(TranslationTabularInline):
    model = QuestionColumn
    extra = 0


@admin.register(Question)
class QuestionAdmin(LockedMixin, EditingAdmin):
    list_display = ("label", "section", "type", "is_required")
    list_filter = ("type",)
    list_select_related = ("section",)
    inlines = [OptionInline, ColumnInline]
    fieldsets = (
        (None, {"fields": (("section", "order"), ("key", "type"), *QUESTION)}),
    )
