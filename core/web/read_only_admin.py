"""The administration of records that nobody edits."""

from django.contrib import admin

from core.web.long_lists import LongList


class ReadOnlyAdmin(LongList, admin.ModelAdmin):
    """Records to look at: a decision is not a row edit."""

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
