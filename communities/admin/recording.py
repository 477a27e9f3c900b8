"""Every edit of the register in the administration is a change of it: dated, and seen by the open
data.
"""

from typing import TYPE_CHECKING

from django.contrib import admin

from communities.models import Edition

if TYPE_CHECKING:
    _OfAdmin = admin.ModelAdmin
else:
    _OfAdmin = object


class Recorded(_OfAdmin):
    def log_addition(self, request, obj, message):
        Edition.objects.create(
            what=f"added: {obj._meta.model_name} {obj}"[:250], by=request.user
        )
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        Edition.objects.create(
            what=f"changed: {obj._meta.model_name} {obj}"[:250], by=request.user
        )
        return super().log_change(request, obj, message)

    def log_deletions(self, request, queryset):
        for obj in queryset:
            Edition.objects.create(
                what=f"deleted: {obj._meta.model_name} {obj}"[:250],
                by=request.user,
            )
        return super().log_deletions(request, queryset)
