from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from news.models import Article, Event
from portal.editing import ContentAdmin, pair


@admin.register(Article)
class ArticleAdmin(ContentAdmin):
    list_filter = ("kind", "topics", "programmes", "published_at")
    autocomplete_fields = ("communities",)
    filter_horizontal = ("topics",)
    fieldsets = (
        (None, {"fields": (pair("title"), pair("lead"), pair("body"))}),
        (_("Publication"), {"fields": (("published_at", "is_featured"), ("kind", "slug"), "sources")}),
        (_("Lead picture"), {"fields": ("lead_picture",)}),
        (_("Related"), {"fields": ("topics", "programmes", "communities")}),
    )


@admin.register(Event)
class EventAdmin(ContentAdmin):
    list_display = ("__str__", "starts_at", "published_at", "ready_languages", "is_cancelled")
    list_filter = ("kind", "programmes", "is_cancelled")
    date_hierarchy = "starts_at"
    autocomplete_fields = ("communities",)
    fieldsets = (
        (None, {"fields": (pair("title"), pair("body"), pair("place"))}),
        (_("When"), {"fields": (("starts_at", "ends_at", "is_all_day"),)}),
        (_("Taking part"), {"fields": (("online_link", "registration_link"),)}),
        (_("Publication"), {"fields": (("kind", "slug", "published_at"),)}),
        (_("Cancelled"), {"fields": ("is_cancelled", pair("cancellation_note"))}),
        (_("Related"), {"fields": ("programmes", "communities")}),
    )

    def save_model(self, request, obj, form, change) -> None:
        if change and form.changed_data:
            obj.sequence += 1  # calendars take the change only from a higher number
        super().save_model(request, obj, form, change)
