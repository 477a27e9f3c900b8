"""The start page in the administration."""

from auditlog.admin import LogEntry
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django_tasks_db.admin import DBTaskResult

from content.editing import RevisedAdmin, pair
from portal.models import HomeBlock, HomePage

# "Who changed what" shows the log, and "Health of the site" what background work failed
admin.site.unregister([LogEntry, DBTaskResult])


class BlockInline(admin.TabularInline):
    model = HomeBlock
    extra = 0
    max_num = len(HomeBlock.CODES)


@admin.register(HomePage)
class HomePageAdmin(RevisedAdmin):
    autocomplete_fields = ("featured_article", "featured_call")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    pair("headline"),
                    ("featured_article", "featured_call"),
                )
            },
        ),
    )
    inlines = (BlockInline,)

    def has_add_permission(self, request) -> bool:
        return False  # there is one row

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def changelist_view(self, request, extra_context=None):
        """The list of one row is that row, with every block in it."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        page, is_new = HomePage.objects.get_or_create(pk=HomePage.ONLY)
        if is_new:
            HomeBlock.objects.bulk_create(
                HomeBlock(home=page, code=code, order=order)
                for order, (code, _label) in enumerate(HomeBlock.CODES, 1)
            )
        return HttpResponseRedirect(
            reverse("admin:portal_homepage_change", args=[page.pk])
        )
