"""What staff keep of evaluations in the administration: the lines that they check themselves."""

from django.contrib import admin

from content.editing import EditingAdmin, pair
from evaluation.models import ChecklistLine


@admin.register(ChecklistLine)
class ChecklistLineAdmin(EditingAdmin):
    list_display = ("text", "lot", "order")
    list_filter = ("lot__call",)
    list_select_related = ("lot__call",)
    search_fields = ("text_hy", "text_en")
    fieldsets = (
        (None, {"fields": (("lot", "order"), pair("text"), pair("instead"))}),
    )
