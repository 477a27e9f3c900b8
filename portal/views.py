"""Where the apps meet: the way in, the start page, and what machines ask at the root."""

import datetime as dt

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language, get_language_from_request
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.language.bilingual import DEFAULT_LANGUAGE, LANGUAGES
from core.web.site import contact_email


@require_safe
def root(request) -> HttpResponse:
    """To the visitor's language: cookie, then the browser's wish, then Armenian."""
    language = get_language_from_request(request)
    with translation.override(
        language if language in LANGUAGES else DEFAULT_LANGUAGE
    ):
        response = HttpResponseRedirect(reverse("home"))
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    patch_cache_control(response, private=True, max_age=60)
    return response


def robots(request) -> HttpResponse:
    closed = (
        "admin",
        "accounts",
        "workspace",
        "applications",
        "reviews",
        "office",
        "desk",
        "invitations",
        "gallery",
    )
    lines = [
        f"Disallow: /{language}/{path}/"
        for language in LANGUAGES
        for path in closed
    ]
    text = "\n".join(
        [
            "User-agent: *",
            *lines,
            f"Sitemap: {settings.SITE_URL}/sitemap.xml",
            "",
        ]
    )
    return HttpResponse(text, content_type="text/plain")


@require_safe
def security(request) -> HttpResponse:
    """To whom a weakness is told (RFC 9116)."""
    expires = timezone.localdate() + dt.timedelta(days=180)
    lines = [
        f"Contact: mailto:{contact_email()}",
        f"Expires: {expires:%Y-%m-%d}T00:00:00Z",
        f"Preferred-Languages: {', '.join(LANGUAGES)}",
        f"Canonical: {settings.SITE_URL}{reverse('security')}",
        "",
    ]
    return HttpResponse(
        "\n".join(lines), content_type="text/plain; charset=utf-8"
    )


@require_safe
def manifest(request) -> JsonResponse:
    """What a telephone calls the portal on its screen, in the language of the page."""
    icons = [
        {
            "src": f"/icon-{size}.png",
            "sizes": f"{size}x{size}",
            "type": "image/png",
        }
        for size in (192, 512)
    ]
    about = {
        "name": _("Covenant of Mayors and urban transformation in Armenia"),
        "short_name": _("Covenant of Mayors"),
        "lang": get_language(),
        "start_url": str(settings.HOME_URL),
        "scope": "/",
        "display": "browser",
        "theme_color": "#b4553a",
        "background_color": "#fbf7f1",
        "icons": icons,
    }
    return JsonResponse(
        about,
        content_type="application/manifest+json; charset=utf-8",
        json_dumps_params={"ensure_ascii": False},
    )
