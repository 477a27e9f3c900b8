from typing import ClassVar

from django import forms
from django.conf import settings
from django.contrib import admin
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from content.editing import (
    ContentAdmin,
    IndexSearch,
    PictureField,
    RevisedAdmin,
    pair,
)
from core.files.kinds import DOCUMENTS
from core.files.media import MEDIA, media_limit
from core.files.uploads import accepted
from library import thumbnails
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


class ResourceForm(forms.ModelForm):
    class Meta:
        model = Resource
        fields = "__all__"  # noqa: DJ007 - the fieldsets of the page name them

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        limits = {
            "documents": settings.UPLOAD_MAX_BYTES // 1_000_000,
            "media": media_limit(),
        }
        sentence = _(
            "A document (PDF, Word, Excel, OpenDocument) of at most %(documents)d MB, or a small "
            "video (MP4, WebM) or recording (MP3, M4A, Ogg) of at most %(media)d MB."
        )
        file, captions = self.fields["file"], self.fields["captions"]
        file.help_text = sentence % limits
        file.widget.attrs["accept"] = accepted({*DOCUMENTS, *MEDIA})
        captions.widget.attrs["accept"] = ".vtt"


@admin.register(Resource)
class ResourceAdmin(ContentAdmin):
    form = ResourceForm
    page_view = ResourceDetail
    list_display = (
        "first_page",
        "__str__",
        "kind",
        "year",
        "state",
        "ready_languages",
    )
    list_display_links = ("__str__",)
    list_filter = (
        *ContentAdmin.list_filter,
        "kind",
        "language",
        "topics",
        "programmes",
    )
    ticked_fields = ("topics", "programmes")
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
            _("Captions and transcript"),
            {"fields": ("captions", pair("transcript"))},
        ),
        (
            _("Publication"),
            {"fields": (("published_at", "withdrawn_at"), "slug")},
        ),
        (_("Related"), {"fields": ("topics", "programmes")}),
    )

    class Media:
        css: ClassVar = {"all": ("css/editor_media.css",)}

    @admin.display(description=_("first page"))
    def first_page(self, resource) -> str:
        return render_to_string("library/face.html", {"resource": resource})

    def save_related(
        self,
        request,
        form,
        formsets,
        change,
    ) -> None:
        super().save_related(request, form, formsets, change)
        thumbnails.ask_for_thumbnail(form.instance)


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
    ticked_fields = ("topics", "programmes")
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
