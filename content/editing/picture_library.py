"""The picture library in the administration: several files at once, focal point, where used."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from js_asset import Script

from content import pictures
from content.editing.base import pair
from content.editing.dashboard import change_address
from content.editing.revised import RevisedAdmin
from content.models import Picture
from core.language.bilingual import LANGUAGES

AT_ONCE = 40


class PictureAdmin(RevisedAdmin):
    list_display = (
        "thumbnail",
        "__str__",
        "credit",
        "licence",
        "size",
        "has_both_descriptions",
        "uploaded_at",
    )
    list_display_links = ("thumbnail", "__str__")
    list_filter = ("licence", "uploaded_at")
    search_fields = (
        "name",
        "alt_hy",
        "alt_en",
        "caption_hy",
        "caption_en",
        "credit",
    )
    readonly_fields = (
        "focal",
        "size",
        "where_used",
        "uploaded_by",
        "uploaded_at",
        "uid",
    )
    fieldsets = (
        (
            None,
            {"fields": (pair("alt"), pair("caption"), ("credit", "licence"))},
        ),
        (_("Focal point"), {"fields": ("focal", ("focal_x", "focal_y"))}),
        (
            _("Where it is used"),
            {
                "fields": (
                    "where_used",
                    ("size", "uploaded_by", "uploaded_at"),
                    "uid",
                )
            },
        ),
    )

    class Media:
        js = (Script("js/focal.js", type="module"),)

    @admin.display(description=_("picture"))
    def thumbnail(self, picture) -> str:
        return format_html(
            '<img class="thumbnail {}" src="{}" alt="">',
            picture.focus,
            picture.url(picture.widths[0]),
        )

    @admin.display(description=_("size"))
    def size(self, picture) -> str:
        return f"{picture.width} × {picture.height}"

    @admin.display(description=_("described in"))
    def has_both_descriptions(self, picture) -> str:
        return " ".join(
            language if getattr(picture, f"alt_{language}") else "–"
            for language in LANGUAGES
        )

    @admin.display(description=_("the picture"))
    def focal(self, picture) -> str:
        help_text = gettext(
            "Click on what must stay in view, or enter the percentages below."
        )
        return format_html(
            '<p class="help">{}</p><div class="focal" data-focal>'
            '<img src="{}" alt="" width="{}" height="{}"></div>',
            help_text,
            picture.url(picture.widths[0]),
            picture.width,
            picture.height,
        )

    @admin.display(description=_("used in"))
    def where_used(self, picture) -> str:
        things = pictures.picture_uses(picture)
        colon = gettext(":")
        links = (
            (
                change_address(thing._meta.label_lower, thing.pk),
                thing._meta.verbose_name,
                colon,
                thing,
            )
            for thing in things
        )
        return format_html_join(
            "", '<p><a href="{}">{}{} {}</a></p>', links
        ) or gettext("Nowhere yet.")

    def save_model(
        self,
        request,
        obj,
        form,
        change,
    ) -> None:
        super().save_model(request, obj, form, change)
        if {"focal_x", "focal_y"} & set(form.changed_data):
            pictures.move_focus(obj)

    def delete_model(self, request, obj) -> None:
        pictures.remove_picture(obj)

    def delete_queryset(self, request, queryset) -> None:
        for picture in queryset:
            pictures.remove_picture(picture)

    def has_delete_permission(self, request, obj=None) -> bool:
        return super().has_delete_permission(request, obj) and not (
            obj and pictures.picture_uses(obj)
        )

    def add_view(self, request, form_url="", extra_context=None):
        """Several files at once; those that are refused say why, the others are kept."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        accepted, refused = (
            _take_in(request) if request.method == "POST" else ([], [])
        )
        if accepted and not refused:
            messages.success(
                request,
                gettext(
                    "The pictures are in the library. Now say what they show."
                ),
            )
            return HttpResponseRedirect(_where_next(accepted))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": gettext("Upload pictures"),
            "accepted": accepted,
            "refused": refused,
            "is_posted": request.method == "POST",
        }
        return render(
            request,
            "admin/content/upload_pictures.html",
            context,
            status=422 if refused else 200,
        )


def _where_next(accepted: list[Picture]) -> str:
    if len(accepted) == 1:
        return reverse("admin:content_picture_change", args=[accepted[0].pk])
    return reverse("admin:content_picture_changelist")


def _take_in(request) -> tuple[list[Picture], list[tuple[str, str]]]:
    """(accepted, refused with its reason) of the posted files."""
    accepted, refused = [], []
    for upload in request.FILES.getlist("files")[:AT_ONCE]:
        try:
            accepted.append(
                pictures.keep_picture(
                    upload,
                    by=request.user,
                    credit=request.POST.get("credit", "")[:150],
                )
            )
        except ValidationError as error:
            refused.append((upload.name, error.messages[0]))
    if not accepted and not refused:
        refused.append(("", gettext("Choose at least one file.")))
    return accepted, refused
