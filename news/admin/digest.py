from functools import partial

from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from content.editing import RevisedAdmin, pair
from news.admin import digest_pages
from news.admin.digest_form import DigestForm
from news.models import Digest


@admin.register(Digest)
class DigestAdmin(RevisedAdmin):
    """The week's newsletter: choose its articles, look at it as readers get it, send it."""

    form = DigestForm
    list_display = ("__str__", "made_at", "approved_at", "sent_at")
    readonly_fields = (
        "since",
        "until",
        "made_at",
        "approved_by",
        "approved_at",
        "sent_at",
    )
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("since", "until"),
                    pair("intro"),
                    "articles",
                    "find",
                )
            },
        ),
        (
            _("Sending"),
            {"fields": (("approved_by", "approved_at", "sent_at"),)},
        ),
    )
    change_form_template = "admin/news/digest_change_form.html"

    def get_urls(self):
        pages = {
            "letter": digest_pages.letter,
            "frame": digest_pages.frame,
            "test": digest_pages.send_test,
            "send": digest_pages.send,
        }
        own = [
            path(
                f"<int:number>/{name}/",
                self.admin_site.admin_view(partial(page, self)),
                name=f"news_digest_{name}",
            )
            for name, page in pages.items()
        ]
        return [*own, *super().get_urls()]

    def get_form(self, request, obj=None, change=False, **kwargs):
        """What was looked for before stands among the articles to choose from."""
        base = super().get_form(request, obj, change=change, **kwargs)
        words = request.GET.get("find", "")[:100]

        class FoundForm(base):  # type: ignore[valid-type, misc]
            def __init__(self, *args, **kwargs) -> None:
                super().__init__(*args, found=words, **kwargs)

        return FoundForm

    def get_fieldsets(self, request, obj=None):
        """Nothing is looked for where nothing can be changed."""
        if self.has_change_permission(request, obj):
            return super().get_fieldsets(request, obj)
        shown = {"fields": (("since", "until"), pair("intro"), "articles")}
        return ((None, shown), *self.fieldsets[1:])

    def has_add_permission(self, request) -> bool:
        return False  # `make_newsletter` makes it

    def has_change_permission(self, request, obj=None) -> bool:
        return super().has_change_permission(request, obj) and not (
            obj and obj.approved_at
        )

    def response_change(self, request, obj):
        """Saved: then to the letter, or back to the form with what was looked for."""
        if "_letter" in request.POST:
            return HttpResponseRedirect(
                reverse("admin:news_digest_letter", args=[obj.pk])
            )
        if "_find" in request.POST:
            words = urlencode({"find": request.POST.get("find", "")})
            return HttpResponseRedirect(f"{request.path}?{words}")
        return super().response_change(request, obj)
