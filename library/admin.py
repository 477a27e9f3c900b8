from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from content.editing import (
    ContentAdmin,
    IndexSearch,
    PictureField,
    RevisedAdmin,
    pair,
)
from library.models import Category, Course, Lesson, Question, Resource
from library.views import CourseDetail, LessonDetail, ResourceDetail


@admin.register(Category)
class CategoryAdmin(RevisedAdmin):
    list_display = ("name", "order")
    fieldsets = ((None, {"fields": (pair("name"), ("slug", "order"))}),)


@admin.register(Question)
class QuestionAdmin(IndexSearch, RevisedAdmin):
    list_display = ("title", "category", "order", "is_published")
    list_filter = ("category",)
    list_select_related = ("category",)
    search_fields = ("title_hy", "title_en")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    pair("title"),
                    pair("body"),
                    ("category", "anchor"),
                    ("order", "is_published"),
                )
            },
        ),
    )


@admin.register(Resource)
class ResourceAdmin(ContentAdmin):
    page_view = ResourceDetail
    list_display = ("__str__", "kind", "year", "state", "ready_languages")
    list_filter = (
        *ContentAdmin.list_filter,
        "kind",
        "language",
        "topics",
        "programmes",
    )
    filter_horizontal = ("topics",)
    fieldsets = (
        (None, {"fields": (pair("title"), pair("summary"), pair("body"))}),
        (
            _("The resource itself"),
            {
                "fields": (
                    ("file", "link"),
                    ("kind", "language", "year"),
                    ("publisher", "licence"),
                )
            },
        ),
        (
            _("Publication"),
            {"fields": (("published_at", "withdrawn_at"), "slug")},
        ),
        (_("Related"), {"fields": ("topics", "programmes")}),
    )


class CourseForm(forms.ModelForm):
    lead_picture = PictureField(label=_("Lead picture"), required=False)

    class Meta:
        model = Course
        fields = "__all__"  # noqa: DJ007 - the fieldsets of the page name them


@admin.register(Course)
class CourseAdmin(ContentAdmin):
    form = CourseForm
    page_view = CourseDetail
    list_filter = (*ContentAdmin.list_filter, "programmes")
    filter_horizontal = ("topics",)
    fieldsets = (
        (None, {"fields": (pair("title"), pair("summary"), pair("body"))}),
        (_("Pictures"), {"fields": ("lead_picture",)}),
        (
            _("Publication"),
            {"fields": (("published_at", "withdrawn_at"), ("slug", "order"))},
        ),
        (_("Related"), {"fields": ("topics", "programmes")}),
    )


@admin.register(Lesson)
class LessonAdmin(ContentAdmin):
    page_view = LessonDetail
    list_display = (
        "__str__",
        "course",
        "order",
        "minutes",
        "state",
        "ready_languages",
    )
    list_filter = (*ContentAdmin.list_filter, "course")
    list_select_related = ("course",)
    autocomplete_fields = ("materials",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("course", "order", "minutes"),
                    pair("title"),
                    pair("body"),
                )
            },
        ),
        (_("Materials"), {"fields": ("video_link", "materials")}),
        (
            _("Publication"),
            {"fields": (("published_at", "withdrawn_at"), "slug")},
        ),
    )
