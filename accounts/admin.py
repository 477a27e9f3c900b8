from typing import NoReturn

from allauth.mfa.admin import Authenticator
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts import second_factor
from accounts.models import User

# allauth's own page shows the secrets and removes them without a word to their owner
admin.site.unregister(Authenticator)
# what a role may do is decided in the code, and set by the command `roles`
admin.site.unregister(Group)


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
        "second_factor",
    )
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "email",
                    "name",
                    "language",
                    "second_factor",
                )
            },
        ),
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

    def user_change_password(self, request, id, form_url="") -> NoReturn:
        """Nobody types another's password: a lost one is asked for by letter."""
        raise PermissionDenied

    @admin.display(description=_("second factor"))
    def second_factor(self, user: User) -> str:
        """Whether there is one, and the way to remove one that is lost."""
        has_one = second_factor.has_second_factor(user)
        return format_html(
            '{} <a href="{}">{}</a>',
            _("set up") if has_one else _("not set up"),
            reverse("accounts:reset_second_factor", args=[user.uid]),
            _("Lost device"),
        )
