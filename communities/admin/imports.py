"""Files of the register through the administration: a trial that shows the differences, then the
writing.
"""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from communities.models import ImportRun
from communities.register import import_runs
from communities.register.sources.registry import SOURCES
from core.web.read_only_admin import ReadOnlyAdmin


def kinds() -> list[tuple[str, str]]:
    return [
        (source.code, f"{source.label} ({source.file})")
        for source in SOURCES.all()
    ]


class TryForm(forms.Form):
    source = forms.ChoiceField(label=_("Kind of file"), choices=kinds)
    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ".csv,.geojson"}),
    )


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    list_display = (
        "file_name",
        "source",
        "state",
        "by",
        "created_at",
        "written_at",
    )
    list_filter = ("state", "source")
    list_select_related = ("by",)
    change_form_template = "admin/communities/importrun/change_form.html"

    def has_add_permission(self, request) -> bool:
        return request.user.has_perm("communities.add_importrun")

    def get_urls(self):
        write = self.admin_site.admin_view(require_POST(self.write_view))
        return [
            path(
                "<uuid:uuid>/write/", write, name="communities_importrun_write"
            ),
            *super().get_urls(),
        ]

    def add_view(self, request, form_url="", extra_context=None):
        """Try a file; its page shows what it would change."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = TryForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            cleaned = form.cleaned_data
            try:
                run = import_runs.try_file(
                    cleaned["file"], cleaned["source"], by=request.user
                )
            except ValidationError as error:
                form.add_error("file", error)
            else:
                return redirect("admin:communities_importrun_change", run.pk)
        context = {
            **self.admin_site.each_context(request),
            "form": form,
            "opts": self.model._meta,
            "title": _("Try a file of the register"),
        }
        status = 422 if form.errors else 200
        return TemplateResponse(
            request,
            "admin/communities/importrun/add_form.html",
            context,
            status=status,
        )

    def write_view(self, request, uuid):
        run = get_object_or_404(ImportRun, uuid=uuid)
        try:
            import_runs.write(run, by=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(
                request, _("The file has been written to the register.")
            )
        return redirect("admin:communities_importrun_change", run.pk)
