from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from content.editing import (
    ContentAdmin,
    GalleryField,
    PictureField,
    RevisedAdmin,
    pair,
)
from content.editing.columns import small_picture
from content.editing.content import StateFilter
from core.language import figures
from core.language.bilingual import LANGUAGES
from core.web.long_lists import YearFilter
from news import newsletter
from news.models import Article, Digest, Event
from news.views import ArticleDetail, EventDetail


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
    list_display_links = ("thumbnail", "__str__")
    list_filter = (*ContentAdmin.list_filter, "kind", "topics", "programmes")
    autocomplete_fields = ("communities", "calls", "events")
    filter_horizontal = ("topics",)
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

    @admin.display(description="")
    def thumbnail(self, article) -> SafeString:
        return small_picture(article.lead_picture)


class EventYearFilter(YearFilter):
    field_name = "starts_at"


@admin.register(Event)
class EventAdmin(ContentAdmin):
    page_view = EventDetail
    list_display = (
        "__str__",
        "starts_on",
        "state",
        "ready_languages",
        "last_edit",
    )
    list_filter = (
        StateFilter,
        EventYearFilter,
        "kind",
        "programmes",
        "is_cancelled",
    )
    autocomplete_fields = ("communities", "report")
    fieldsets = (
        (None, {"fields": (pair("title"), pair("body"), pair("place"))}),
        (
            _("When"),
            {
                "fields": (
                    ("starts_at", "ends_at", "is_all_day"),
                    ("zone", "moved_from"),
                )
            },
        ),
        (_("Timetable"), {"fields": (pair("timetable"),)}),
        (_("Taking part"), {"fields": (("online_link", "registration_link"),)}),
        (
            _("Publication"),
            {"fields": (("published_at", "withdrawn_at"), ("kind", "slug"))},
        ),
        (
            _("Cancelled"),
            {"fields": ("is_cancelled", pair("cancellation_note"))},
        ),
        (_("Related"), {"fields": ("programmes", "communities", "report")}),
    )

    @admin.display(description=_("starts at"), ordering="starts_at")
    def starts_on(self, event) -> str:
        return figures.day_and_clock(event.starts_at)

    def save_model(
        self,
        request,
        obj,
        form,
        change,
    ) -> None:
        if change and form.changed_data:
            obj.note_change()
            if (
                "starts_at" in form.changed_data
                and "moved_from" not in form.changed_data
                and obj.is_public
            ):
                first = obj.moved_from or form.initial["starts_at"]
                obj.moved_from = first if first != obj.starts_at else None
        super().save_model(request, obj, form, change)


@admin.register(Digest)
class DigestAdmin(RevisedAdmin):
    """The week's newsletter: look at it as readers get it, take articles out, approve."""

    list_display = ("__str__", "made_at", "approved_at", "sent_at")
    filter_horizontal = ("articles",)
    readonly_fields = (
        "since",
        "until",
        "made_at",
        "approved_by",
        "approved_at",
        "sent_at",
        "preview",
    )
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("since", "until"),
                    pair("intro"),
                    "articles",
                    "preview",
                )
            },
        ),
        (
            _("Sending"),
            {"fields": (("approved_by", "approved_at", "sent_at"),)},
        ),
    )
    change_form_template = "admin/news/digest_change_form.html"

    def has_add_permission(self, request) -> bool:
        return False  # `make_newsletter` makes it

    def has_change_permission(self, request, obj=None) -> bool:
        return super().has_change_permission(request, obj) and not (
            obj and obj.approved_at
        )

    @admin.display(description=_("As readers will see it"))
    def preview(self, digest) -> str:
        links = dict.fromkeys(("confirm", "preferences", "leave"), "…")
        letters = [
            newsletter.digest_letter(
                digest,
                language,
                newsletter.articles_for(digest, language, set()),
                links,
            )
            for language in LANGUAGES
        ]
        return format_html_join(
            "", "<h3>{}</h3><pre class='letter'>{}</pre>", letters
        ) or format_html("–")

    def response_change(self, request, obj):
        if "_approve" in request.POST:
            try:
                newsletter.approve_digest(obj, by=request.user)
                messages.success(
                    request,
                    _("The newsletter is approved and is being sent now."),
                )
            except ValidationError as error:
                messages.error(request, error.messages[0])
        return super().response_change(request, obj)
