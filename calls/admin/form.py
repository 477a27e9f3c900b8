"""The form's name and address; what it asks is written in the office, version by version."""

from django.contrib import admin

from calls.models import Form
from content.editing import NonceMixin


@admin.register(Form)
class FormAdmin(NonceMixin, admin.ModelAdmin):
    change_form_template = "admin/calls/form_change_form.html"
    list_display = ("name", "slug")
