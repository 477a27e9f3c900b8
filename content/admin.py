from django.apps import apps
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from content.editing import ContentAdmin, RevisedAdmin, pair
from content.editing.picture_library import PictureAdmin
from content.models import (
    Banner,
    CheckedLink,
    MenuLink,
    Moved,
    Page,
    Partner,
    Picture,
    SiteSettings,
    Topic,
)
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
    list_display = fields = ("slug", "kind", "moved_at")
    readonly_fields = ("kind", "moved_at")
    search_fields = ("slug",)

    @admin.display(description=_("kind of page"), ordering="model")
    def kind(self, moved) -> str:
        return capfirst(apps.get_model(moved.model)._meta.verbose_name)

    def has_add_permission(self, request) -> bool:
        return False  # made when an address changes

    def has_change_permission(self, request, obj=None) -> bool:
        return False


@admin.register(CheckedLink)
class CheckedLinkAdmin(ReadOnlyAdmin):
    list_display = ("address", "title", "problem", "broken_since", "checked_at")
    list_filter = ("problem",)
    search_fields = ("address", "title")
    fields = ("address", "title", "problem", "broken_since", "checked_at")


@admin.register(SiteSettings)
class SiteSettingsAdmin(RevisedAdmin):
    fieldsets = (
        (None, {"fields": (pair("name"), pair("sender"))}),
        (
            _("Contact"),
            {
                "fields": (
                    pair("publisher"),
                    pair("contact_address"),
                    ("contact_email", "contact_phone"),
                    "social",
                )
            },
        ),
    )

    def has_add_permission(self, request) -> bool:
        return False  # there is one row

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def changelist_view(self, request, extra_context=None):
        """The list of one row is that row."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        row, _is_new = SiteSettings.objects.get_or_create(pk=SiteSettings.ONLY)
        return HttpResponseRedirect(
            reverse("admin:content_sitesettings_change", args=[row.pk])
        )


@admin.register(Banner)
class BannerAdmin(RevisedAdmin):
    list_display = ("__str__", "tone", "shown_from", "shown_until")
    fieldsets = (
        (None, {"fields": (pair("text"), ("address", "tone"))}),
        (_("When"), {"fields": (("shown_from", "shown_until"),)}),
    )


@admin.register(MenuLink)
class MenuLinkAdmin(RevisedAdmin):
    list_display = ("__str__", "place", "order", "is_shown")
    list_filter = ("place",)
    list_select_related = ("page",)
    autocomplete_fields = ("page",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("place", "order"),
                    "page",
                    "address",
                    pair("label"),
                )
            },
        ),
    )

    @admin.display(description=_("shown"), boolean=True)
    def is_shown(self, link) -> bool:
        """A link to a page that is not public waits for it."""
        return link.page is None or link.page.is_public


@admin.register(Partner)
class PartnerAdmin(RevisedAdmin):
    list_display = ("__str__", "website", "order")
    autocomplete_fields = ("logo",)
    fieldsets = (
        (None, {"fields": (pair("name"), "website", "logo", "order")}),
    )
