from django.contrib import admin

from content.editing import ContentAdmin, RevisedAdmin, pair
from content.editing.picture_library import PictureAdmin
from content.models import CheckedLink, Moved, Page, Picture, Topic
from content.views import PageDetail
from core.web.read_only_admin import ReadOnlyAdmin

admin.site.register(Picture, PictureAdmin)


@admin.register(Page)
class PageAdmin(ContentAdmin):
    page_view = PageDetail
    fieldsets = (
        (
            None,
            {
                "fields": (
                    pair("title"),
                    pair("body"),
                    ("slug", "published_at", "withdrawn_at"),
                )
            },
        ),
    )


@admin.register(Topic)
class TopicAdmin(RevisedAdmin):
    list_display = ("name", "slug")
    fieldsets = ((None, {"fields": (pair("name"), "slug")}),)


@admin.register(Moved)
class MovedAdmin(admin.ModelAdmin):
    list_display = ("slug", "model", "moved_at")
    list_filter = ("model",)
    search_fields = ("slug",)

    def has_add_permission(self, request) -> bool:
        return False  # made when an address changes

    def has_change_permission(self, request, obj=None) -> bool:
        return False


@admin.register(CheckedLink)
class CheckedLinkAdmin(ReadOnlyAdmin):
    list_display = ("address", "title", "problem", "broken_since", "checked_at")
    list_filter = ("problem", "model")
    search_fields = ("address", "title")
