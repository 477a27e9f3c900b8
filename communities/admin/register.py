"""Plans, inventories, recognitions, and what is only looked at: countries, proposals, reminders."""

from django.contrib import admin
from modeltranslation.admin import (
    TranslationStackedInline,
    TranslationTabularInline,
)

from communities.admin.recording import Recorded
from communities.models import (
    Action,
    ActionPlan,
    Country,
    Edition,
    EmissionInventory,
    InventoryRow,
    MonitoringReport,
    PartnerSignatory,
    PlanDocument,
    ProfileChange,
    PublishedCount,
    Recognition,
    Reminder,
)
from content.editing import EditingAdmin, NonceMixin, pair
from core.web.read_only_admin import ReadOnlyAdmin

BY_COMMUNITY = (
    "community__name_hy",
    "community__name_en",
    "community__hd002_code",
)


class DocumentInline(TranslationStackedInline):
    model = PlanDocument
    extra = 0
    fieldsets = (
        (None, {"fields": (pair("title"), ("language", "file", "link"))}),
    )


class ActionInline(TranslationStackedInline):
    model = Action
    extra = 0
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("number", "status", "status_on"),
                    pair("title"),
                    ("is_mitigation", "is_adaptation", "is_energy_poverty"),
                    ("sector", "instrument", "begins", "ends"),
                    ("cost", "currency", "financing"),
                    ("saves_mwh", "avoids_tonnes"),
                    "source",
                )
            },
        ),
    )


@admin.register(ActionPlan)
class ActionPlanAdmin(Recorded, NonceMixin, admin.ModelAdmin):
    list_display = (
        "community",
        "kind",
        "number",
        "council_approved_on",
        "submitted_on",
        "certified_on",
    )
    list_filter = ("kind",)
    list_select_related = ("community",)
    search_fields = BY_COMMUNITY
    autocomplete_fields = ("community",)
    inlines = [DocumentInline, ActionInline]


class RowInline(TranslationTabularInline):
    model = InventoryRow
    extra = 0


@admin.register(EmissionInventory)
class EmissionInventoryAdmin(Recorded, NonceMixin, admin.ModelAdmin):
    list_display = ("__str__", "kind", "year", "population", "submitted_on")
    list_filter = ("kind", "year")
    list_select_related = ("community", "partner")
    search_fields = (*BY_COMMUNITY, "partner__gcom_id", "partner__name")
    autocomplete_fields = ("community", "partner")
    inlines = [RowInline]


@admin.register(MonitoringReport)
class MonitoringReportAdmin(Recorded, NonceMixin, admin.ModelAdmin):
    list_display = ("community", "submitted_on", "covers")
    list_select_related = ("community",)
    search_fields = BY_COMMUNITY
    autocomplete_fields = ("community",)


@admin.register(Recognition)
class RecognitionAdmin(Recorded, EditingAdmin):
    list_display = ("title", "community", "kind", "on")
    list_filter = ("kind",)
    list_select_related = ("community",)
    search_fields = ("title_hy", "title_en", *BY_COMMUNITY)
    autocomplete_fields = ("community",)
    fieldsets = (
        (
            None,
            {"fields": (("community", "kind", "on"), pair("title"), "source")},
        ),
    )


@admin.register(PublishedCount)
class PublishedCountAdmin(Recorded, NonceMixin, admin.ModelAdmin):
    list_display = ("on", "count", "active", "on_hold", "source")


@admin.register(Country)
class CountryAdmin(EditingAdmin):
    list_display = ("name", "code")
    fieldsets = ((None, {"fields": ("code", pair("name"))}),)


@admin.register(PartnerSignatory)
class PartnerSignatoryAdmin(ReadOnlyAdmin):
    list_display = ("gcom_id", "name", "country", "status", "joined_on")
    list_filter = ("country", "status")
    list_select_related = ("country",)
    search_fields = ("gcom_id", "name")


@admin.register(ProfileChange)
class ProfileChangeAdmin(ReadOnlyAdmin):
    list_display = ("community", "kind", "state", "proposed_at", "decided_at")
    list_filter = ("state", "kind")
    list_select_related = ("community",)
    exclude = ("old", "new")  # its page in the office shows them side by side


@admin.register(Reminder)
class ReminderAdmin(ReadOnlyAdmin):
    list_display = (
        "community",
        "duty",
        "due_on",
        "stage",
        "letters",
        "created_at",
    )
    list_filter = ("stage",)
    list_select_related = ("community",)


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    list_display = ("at", "what", "by")
    list_select_related = ("by",)
