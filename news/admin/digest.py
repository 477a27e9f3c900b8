from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from content.editing import RevisedAdmin, pair
from core.language.bilingual import LANGUAGES
from news import newsletter
from news.models import Digest


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
