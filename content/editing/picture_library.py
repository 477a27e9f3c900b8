"""The picture library in the administration: several files at once, focal point, where used."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from js_asset import Script

from content import picture_uses, pictures
from content.editing.base import pair
from content.editing.picture_upload import upload_pictures, use_link
from content.editing.revised import RevisedAdmin
from content.editing.views.picture_pages import undescribed
from core.language.bilingual import LANGUAGES


class DescribedFilter(admin.SimpleListFilter):
    title = _("description")
    parameter_name = "described"

    def lookups(self, request, model_admin):
        return [("no", _("missing in a language"))]

    def queryset(self, request, queryset):
        return undescribed(queryset) if self.value() == "no" else queryset


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
    list_display_links = ("__str__",)
    list_filter = (DescribedFilter, "licence", "uploaded_at")
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
        things = picture_uses.find_uses(picture)
        if not things:
            return gettext("Nowhere yet.")
        replace = reverse("editing:replace", args=[picture.uid])
        return format_html(
            '{}<p><a href="{}">{}</a></p>',
            format_html_join(
                "", "<p>{}</p>", ((use_link(one),) for one in things)
            ),
            replace,
            gettext("Replace it everywhere"),
        )

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

    def get_deleted_objects(self, objs, request):
        """What shows a picture keeps it: the page of deleting lists that instead of a button."""
        listed, counts, lacking, protected = super().get_deleted_objects(
            objs, request
        )
        uses = [
            use_link(one)
            for each in objs
            for one in picture_uses.find_uses(each)
        ]
        return listed, counts, lacking, uses or protected

    def add_view(self, request, form_url="", extra_context=None):
        """Several files at once; those that are refused say why, the others are kept."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        return upload_pictures(request, self)
