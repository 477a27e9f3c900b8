from django.contrib import admin

from library.models import Category, Question
from portal.editing import EditingAdmin, pair


@admin.register(Category)
class CategoryAdmin(EditingAdmin):
    list_display = ("name", "order")
    fieldsets = ((None, {"fields": (pair("name"), ("slug", "order"))}),)


@admin.register(Question)
class QuestionAdmin(EditingAdmin):
    list_display = ("title", "category", "order", "is_published")
    list_filter = ("category",)
    list_select_related = ("category",)
    search_fields = ("title_hy", "title_en")
    fieldsets = (
        (
            None,
            {"fields": (pair("title"), pair("body"), ("category", "anchor"), ("order", "is_published"))},
        ),
    )
