"""What the rich text editor can do besides its own: the scripts, and what they may write."""

from js_asset import static_lazy

from core.text import editor_extensions

PROSE_EDITOR_EXTENSIONS = [
    {
        "js": [static_lazy("js/prose-pictures.js")],
        "extensions": {
            "Picture": editor_extensions.allow_picture,
            "Gallery": editor_extensions.allow_gallery,
        },
    },
    {
        "js": [static_lazy("js/prose-films.js")],
        "extensions": {"Film": editor_extensions.allow_film},
    },
    {
        "js": [static_lazy("js/prose-paste.js")],
        "extensions": {"Paste": editor_extensions.allow_nothing},
    },
]
