from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.utils.translation import gettext_lazy as _

from portal.editing import ContentAdmin, ReadOnlyAdmin, RevisedAdmin, pair
from portal.editing.library import PictureAdmin
from portal.models import (
    CheckedLink,
    Moved,
    Notification,
    Page,
    Picture,
    Topic,
    User,
)
from portal.reading import PageDetail

admin.site.register(Picture, PictureAdmin)


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    list_display = ("email", "name", "language", "is_staff", "is_active")
    list_filter = ("is_staff", "is_active", "groups", "language")
    search_fields = ("email", "name")
    ordering = ("email",)
    readonly_fields = ("uid", "date_joined", "last_login")
    fieldsets = (
        (None, {"fields": ("email", "password", "name", "language")}),
        (
            _("Permissions"),
            {"fields": ("is_active", "is_staff", "is_superuser", "groups")},
        ),
        (
            _("Important dates"),
            {"fields": ("last_login", "date_joined", "uid")},
        ),
    )
    add_fieldsets = (
        (
            None,
            {
                "classes": ("wide",),
                "fields": (
                    "email",
                    "name",
                    "language",
                    "password1",
                    "password2",
                ),
            },
        ),
    )
    filter_horizontal = ("groups",)


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


@admin.register(Notification)
class NotificationAdmin(ReadOnlyAdmin):
    """Whether letters leave; what they say and to whom is theirs: links that let one in, drafts,
    reasons.
    """

    list_display = fields = (
        "kind",
        "language",
        "created_at",
        "sent_at",
        "tries",
        "error",
    )
    list_filter = ("kind", "language")
