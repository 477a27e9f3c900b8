from django import forms
from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from content.editing import ContentAdmin, GalleryField, PictureField, pair
from content.editing.columns import small_picture
from news.models import Article
from news.views import ArticleDetail


class ArticleForm(forms.ModelForm):
    lead_picture = PictureField(label=_("Lead picture"), required=False)
    gallery = GalleryField(label=_("Gallery"), required=False)

    class Meta:
        model = Article
        fields = "__all__"  # noqa: DJ007 - the fieldsets of the page name them

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial.setdefault(
                "gallery", [str(one.uid) for one in self.instance.gallery()]
            )

    def _save_m2m(self) -> None:
        super()._save_m2m()
        if "gallery" in self.cleaned_data:
            self.instance.set_gallery(self.cleaned_data["gallery"])


@admin.register(Article)
class ArticleAdmin(ContentAdmin):
    form = ArticleForm
    page_view = ArticleDetail
    list_display = ("thumbnail", *ContentAdmin.list_display)
    list_display_links = ("__str__",)
    list_filter = (*ContentAdmin.list_filter, "kind", "topics", "programmes")
    autocomplete_fields = ("communities", "calls", "events")
    ticked_fields = ("topics", "programmes")
    fieldsets = (
        (None, {"fields": (pair("title"), pair("lead"), pair("body"))}),
        (_("Pictures"), {"fields": ("lead_picture", "gallery")}),
        (
            _("Publication"),
            {
                "fields": (
                    ("published_at", "withdrawn_at"),
                    ("kind", "slug", "is_featured"),
                    "sources",
                )
            },
        ),
        (_("Correction"), {"fields": (pair("correction"), "corrected_on")}),
        (
            _("Related"),
            {
                "fields": (
                    "topics",
                    "programmes",
                    "communities",
                    "calls",
                    "events",
                )
            },
        ),
    )

    @admin.display(description=_("picture"))
    def thumbnail(self, article) -> SafeString:
        return small_picture(article.lead_picture)
