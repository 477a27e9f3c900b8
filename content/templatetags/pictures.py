"""Pictures of the library, and rich text with the pictures that stand in it."""

from django import template
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from content import films_in_text, pictures, pictures_in_text
from core.files import images, uploads
from core.files.kinds import PICTURES
from core.language import bilingual

register = template.Library()

EAGER, LAZY = ("fetchpriority", "high"), ("loading", "lazy")
IMAGE = (
    '<picture>{}<img class="{}" src="{}" srcset="{}" sizes="{}"'
    ' width="{}" height="{}" alt="{}" {}="{}"></picture>'
)


@register.filter
def shown_html(thing, field: str) -> SafeString:
    """{{ article|shown_html:"body" }}: rich text with its pictures, sanitised again.

    Marked with `lang` when it is of the other language.
    """
    html, language = bilingual.text_and_language(thing, field)
    has_gallery = pictures_in_text.has_gallery(html)
    gallery = (
        thing.gallery() if has_gallery and hasattr(thing, "gallery") else ()
    )
    rendered = films_in_text.with_player(
        pictures_in_text.render_with_pictures(
            html, pictures_in_text.pictures(html), gallery
        )
    )
    if language == bilingual.active_language():
        return rendered
    return format_html('<div lang="{}">{}</div>', language, rendered)


@register.simple_tag
def picture_limits() -> str:
    """{% picture_limits %}: what the library takes, said beside the field."""
    limits = {
        "least": pictures.SHORTEST_SIDE,
        "megabytes": settings.UPLOAD_MAX_BYTES // 1_000_000,
        "megapixels": images.megapixels(),
    }
    sentence = _(
        "JPEG, PNG, WebP, AVIF, HEIC or a still GIF; at least %(least)d pixels on each side, "
        "at most %(megabytes)d MB and %(megapixels)d million pixels each"
    )
    return sentence % limits


@register.simple_tag
def picture_kinds() -> str:
    """The same for the `accept` of a field."""
    return uploads.accepted(PICTURES)


@register.filter
def kind_name(thing) -> str:
    """{{ thing|kind_name }}: article, event, community …"""
    return capfirst(thing._meta.verbose_name)


@register.simple_tag
def film(address: str, thing) -> SafeString:
    """{% film lesson.video_link lesson %}: a film called as the thing; "" for another address."""
    title = bilingual.text(thing, "title")
    shown = films_in_text.render_film(address, title=title)
    return films_in_text.with_player(shown)


@register.simple_tag
def picture(
    thing, sizes: str, eager: bool = False, alt: str | None = None
) -> SafeString:
    """{% picture article.lead_picture sizes="…" %}: three kinds, three widths, its proportions."""
    kinds = ("avif", "webp") if thing.encoded_at else ()
    sources = format_html_join(
        "",
        '<source type="image/{}" srcset="{}" sizes="{}">',
        ((kind, thing.srcset(kind), sizes) for kind in kinds),
    )
    return format_html(
        IMAGE,
        sources,
        thing.focus,
        thing.largest_url,
        thing.srcset("jpg"),
        sizes,
        thing.width,
        thing.height,
        bilingual.text(thing, "alt") if alt is None else alt,
        *(EAGER if eager else LAZY),
    )
