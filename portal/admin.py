from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.utils.translation import gettext_lazy as _

from portal.editing import ContentAdmin, ReadOnlyAdmin, pair
from portal.models import Notification, Page, User

admin.site.site_header = _("Portal administration")
admin.site.site_title = _("Portal administration")
admin.site.index_title = _("What would you like to edit?")
admin.site.login = secure_admin_login(admin.site.login)


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    list_display = ("email", "name", "language", "is_staff", "is_active")
    list_filter = ("is_staff", "is_active", "groups", "language")
    search_fields = ("email", "name")
    ordering = ("email",)
    readonly_fields = ("uid", "date_joined", "last_login")
    fieldsets = (
        (None, {"fields": ("email", "password", "name", "language")}),
        (_("Permissions"), {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
        (_("Important dates"), {"fields": ("last_login", "date_joined", "uid")}),
    )
    add_fieldsets = (
        (None, {"classes": ("wide",), "fields": ("email", "name", "language", "password1", "password2")}),
    )
    filter_horizontal = ("groups",)


@admin.register(Page)
class PageAdmin(ContentAdmin):
    fieldsets = ((None, {"fields": (pair("title"), pair("body"), ("slug", "published_at"))}),)


@admin.register(Notification)
class NotificationAdmin(ReadOnlyAdmin):
    list_display = ("subject", "kind", "language", "created_at", "sent_at", "tries", "error")
    list_filter = ("kind", "language")
