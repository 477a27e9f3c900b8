from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.utils.translation import gettext_lazy as _

from accounts.models import User


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    list_display = ("email", "name", "language", "is_staff", "is_active")
    list_filter = ("is_staff", "is_active", "groups", "language")
    search_fields = ("email", "name")
    ordering = ("email",)
    #: changed on the page of the person, where each change is journalled
    readonly_fields = (
        "is_active",
        "is_staff",
        "is_superuser",
        "groups",
        "uid",
        "date_joined",
        "last_login",
    )
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
    change_list_template = "admin/accounts/user/change_list.html"

    def has_add_permission(self, request) -> bool:
        """People are invited by letter: nobody types another's password."""
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        """Accounts are deactivated: what a person did keeps its author."""
        return False
