from typing import TYPE_CHECKING

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from applications.models import Application, StatusChange, Version
from applications.models.application import ApplicationQuerySet
from applications.states import MOVE_LABELS
from core.language.state_labels import state_label
from core.web.read_only_admin import ReadOnlyAdmin

if TYPE_CHECKING:
    _OfAdmin = admin.ModelAdmin
else:
    _OfAdmin = object


class DoorMixin(_OfAdmin):
    """Records in the administration pass the same door as the pages."""

    def get_queryset(self, request):
        visible = Application.objects.visible_to(request.user)
        return super().get_queryset(request).filter(application__in=visible)


@admin.register(Application)
class ApplicationAdmin(ReadOnlyAdmin):
    list_display = ("reference", "community", "lot", "state", "created_at")
    list_filter = ("state", "lot__call")
    search_fields = ("reference",)
    list_select_related = ("lot__call", "community")

    def get_queryset(self, request):
        applications = super().get_queryset(request)
        assert isinstance(applications, ApplicationQuerySet)
        return applications.visible_to(request.user)


@admin.register(Version)
class VersionAdmin(DoorMixin, ReadOnlyAdmin):
    list_display = ("application", "number", "accepted_at", "sha256")
    exclude = ("record",)
    list_select_related = ("application",)


@admin.register(StatusChange)
class StatusChangeAdmin(DoorMixin, ReadOnlyAdmin):
    list_display = (
        "application",
        "number",
        "move",
        "state_before",
        "state_after",
        "at",
    )
    exclude = ("verb", "from_state", "to_state")
    readonly_fields = ("move", "state_before", "state_after")
    list_select_related = ("application",)
    ordering = ("-pk",)  # the newest; by application would sort a million rows

    @admin.display(description=_("what happened"))
    def move(self, entry) -> str:
        return str(MOVE_LABELS[entry.verb])

    @admin.display(description=_("from"))
    def state_before(self, entry) -> str:
        return state_label(entry.from_state)

    @admin.display(description=_("to"))
    def state_after(self, entry) -> str:
        return state_label(entry.to_state)
