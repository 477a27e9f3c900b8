"""The site map. `{l}` of the promised addresses is the language prefix."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path
from django.views.generic import RedirectView

from accounts import sign_in_again
from content.editing.views import shared_preview
from content.search.views import search
from content.views import PageDetail
from portal import gallery, media, sitemaps, views
from portal import home as start_page
from portal.sharing import views as sharing

SECURITY = RedirectView.as_view(pattern_name="accounts:security")
urlpatterns = [
    path("", views.root, name="root"),
    path("robots.txt", views.robots, name="robots"),
    path("media/<path:path>", media.media, name="media"),
    path(".well-known/security.txt", views.security, name="security"),
    path("sitemap.xml", sitemaps.index, name="sitemaps"),
    path(
        "sitemap-<slug:section>.xml",
        sitemap,
        {"sitemaps": sitemaps.ALL},
        name="sitemap",
    ),
    *i18n_patterns(
        path("", start_page.home, name="home"),
        path("", include("portal.town.urls")),
        path("", include("portal.trust.urls")),
        path("", include("portal.privacy.urls")),
        path("people/", include("portal.people.urls")),
        path(
            "share/<slug:kind>/<slug:slug>.png",
            sharing.share_card,
            name="share_card",
        ),
        path("site.webmanifest", views.manifest, name="manifest"),
        path("news/", include("news.urls")),
        path("events/", include("news.event_urls")),
        path("newsletter/", include("news.newsletter_urls")),
        path("subscriptions/", include("mailing.urls")),
        path("search/", search, name="search"),
        path("", include("calls.urls")),
        path("", include("communities.urls")),
        path("", include("library.urls")),
        path("accounts/token/", sign_in_again.fresh_token, name="token"),
        path("", include("accounts.urls")),
        path("accounts/", include("allauth.account.urls")),
        # one page shows all of it
        path("accounts/2fa/", SECURITY, name="mfa_index"),
        path("accounts/2fa/webauthn/", SECURITY, name="mfa_list_webauthn"),
        path("accounts/2fa/", include("allauth.mfa.urls")),
        path("", include("applications.public_urls")),
        path("applications/", include("applications.urls")),
        path("office/", include("applications.office_urls")),
        path("reviews/", include("evaluation.review_urls")),
        path("", include("evaluation.urls")),
        path("desk/", include("portal.desks.urls")),
        path("desk/changes/", include("portal.audit.urls")),
        path("gallery/", gallery.gallery, name="gallery"),
        path("admin/editing/", include("content.editing.urls")),
        path("admin/", admin.site.urls),
        path("preview/<str:token>/", shared_preview, name="preview"),
        path(
            "<slug:slug>/", PageDetail.as_view(), name="page"
        ),  # last: whatever no one else answers to
        prefix_default_language=True,
    ),
]

handler400 = "portal.errors.bad_request"
handler403 = "portal.errors.forbidden"
handler404 = "portal.errors.not_found"
handler500 = "portal.errors.server_error"
