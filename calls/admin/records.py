"""What happened to calls, to look at: updates, extensions, questions answered, who follows."""

from django.contrib import admin
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from calls.models import (
    CallRevision,
    Clarification,
    DeadlineExtension,
)
from content.editing import EditingAdmin, pair
from core.language.bilingual import active_language
from core.web.read_only_admin import ReadOnlyAdmin


@admin.register(CallRevision)
class CallRevisionAdmin(ReadOnlyAdmin):
    list_display = ("call", "number", "note", "is_urgent", "by", "at")
    list_select_related = ("call", "by")
    exclude = ("changes",)
    readonly_fields = ("what_changed",)

    @admin.display(description=_("changes"))
    def what_changed(self, revision) -> str:
        """What was said before, and what is said since."""
        return format_html_join(
            "",
            "<p>{}{} {} → {}</p>",
            (
                (
                    change["what"],
                    _(":"),
                    change["from"] or "–",
                    change["to"] or "–",
                )
                for change in revision.changes[active_language()]
            ),
        )


@admin.register(DeadlineExtension)
class DeadlineExtensionAdmin(ReadOnlyAdmin):
    list_display = ("lot", "previous", "closes_at", "reason", "by", "at")
    list_select_related = ("lot__call", "by")


@admin.register(Clarification)
class ClarificationAdmin(EditingAdmin):
    """Published from the office's inbox; here a slip of the pen is mended."""

    list_display = ("call", "number", "question", "published_at")
    list_select_related = ("call",)
    readonly_fields = ("call", "number", "published_at")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("call", "number", "published_at"),
                    pair("question"),
                    pair("answer"),
                )
            },
        ),
    )

    def has_add_permission(self, request) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
